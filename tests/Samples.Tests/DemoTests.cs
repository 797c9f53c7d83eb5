using System.Diagnostics;

namespace Samples.Tests;

/// <summary>Each sample runs by its one command, without a key and without a network, and shows what it is for.</summary>
public sealed class DemoTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Api_of_several_tenants_calls_itself_and_traces_it()
    {
        var shown = await RunAsync("TenantApi");
        shown.Should().ContainAll("GET /health -> 200", "POST /acme/taxonomies/shoe_tags/clones -> 201", "-> 400", "-> 404", "-> 409", "-> 429 (Retry-After: 60)");
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
            WorkingDirectory = AppContext.BaseDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.Should().Be(0, outputs[1]);
        return outputs[0];
    }
}
