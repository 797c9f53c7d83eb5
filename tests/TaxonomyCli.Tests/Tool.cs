using System.Diagnostics;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli.Tests;

/// <summary>Runs the command against an emulator of the test: in this process, or in one of its own.</summary>
internal static class Tool
{
    public static FlatTaxonomyConfig Flat { get; } = new()
    {
        RetrieverId = "ret_1",
        InputMappings = [InputMapping.Vector("image_vector", "features.clip")],
        SourceCollection = new SourceCollection { CollectionId = "col_1" },
    };

    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        TaxonomyEmulator? emulator, string[] words, Func<Terminal, Terminal>? change = null, CancellationToken cancellationToken = default)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors);
        terminal = change?.Invoke(terminal) ?? terminal;
        using var interruption = new Interruption(terminal.Say, static () => { }, cancellationToken);
        var code = await Cli.InvokeAsync(words, terminal, interruption, emulator is null ? null : emulator.CreateClientOptions);
        return (code, output.ToString(), errors.ToString());
    }

    public static Process Start(TaxonomyEmulator emulator, params string[] words)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Cli).Assembly.Location, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["MIXPEEK_API_KEY"] = emulator.ApiKey,
                ["MIXPEEK_NAMESPACE"] = emulator.Namespace,
                ["MIXPEEK_BASE_URL"] = emulator.BaseAddress.ToString(),
                ["DOTNET_ROLL_FORWARD"] = "Major",
            },
        };
        return Process.Start(start)!;
    }

    /// <summary>Sends a signal, such as INT or TERM.</summary>
    public static async Task SignalAsync(this Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.Should().Be(0);
    }

    /// <summary>Waits until the emulator got a number of requests of an operation.</summary>
    public static async Task WaitForAsync(this TaxonomyEmulator emulator, TaxonomyOperation operation, int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var all = 1; emulator.Requests.Count(request => request.Operation == operation) < count; all++)
            await emulator.Requests.WaitForAsync(all, limit.Token);
    }
}
