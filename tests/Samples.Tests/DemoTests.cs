using System.Diagnostics;
using System.Reflection;

namespace Samples.Tests;

/// <summary>Each sample runs by its one command, without a key and without a network, and shows what it is for.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private static readonly string Root = typeof(DemoTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == "Root").Value!;

    [Fact]
    public async Task Api_of_several_tenants_calls_itself_and_traces_it()
    {
        var shown = await RunAsync("TenantApi");
        shown.Should().ContainAll("GET /health -> 200", "POST /acme/taxonomies/shoe_tags/clones -> 201", "-> 400", "-> 404", "-> 409", "-> 429 (Retry-After: 300)");
        shown.Should().MatchRegex(@"POST /acme/taxonomies/\{taxonomy\}/clones  201 .*(\n.*)*System\.Net\.Http\.HttpRequestException", "the lost answer is in the trace");
        shown.Should().Contain("metric resilience.polly.strategy.attempt.duration");
        shown.Should().NotContain("sk_", "no key is shown");
    }

    [Fact]
    public async Task Worker_applies_its_folder_once()
    {
        var shown = await RunAsync("PlanWorker");
        foreach (var (said, times) in (IEnumerable<(string, int)>)[("create bag_tags", 1), ("update hat_tags", 1), ("clone shoe_tags as", 1), ("broken.json was not applied", 2), ("nothing to do", 4)])
            shown.Split(said).Should().HaveCount(times + 1, $"'{said}' is shown {times} times");
    }

    private static async Task<string> RunAsync(string sample)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), "--demo"])
        {
            // As with `dotnet run`, so that it reads its own settings.
            WorkingDirectory = Path.Combine(Root, "samples", sample),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        using var killing = limit.Token.Register(() => process.Kill(entireProcessTree: true));
        var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        process.ExitCode.Should().Be(0, string.Concat(outputs));
        return outputs[0];
    }
}
