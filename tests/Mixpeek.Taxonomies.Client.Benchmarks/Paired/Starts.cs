using System.Diagnostics;
using System.Globalization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>What a process pays from its start to its first answer: the programs of tests/ColdStart, started in turns.</summary>
internal static class Starts
{
    private const int Rounds = 21;

    private static readonly (string Folder, string Name)[] Programs =
    [
        ("Floor", "floor"),
        ("Refit", "Refit + standard resilience, DI"),
        ("Container", "this client, DI"),
        ("Create", "this client, Create"),
    ];

    /// <param name="folder">Where each program was published, in a folder of its own for each way: Floor-jit, Floor-native, and so on.</param>
    public static async Task PrintAsync(string folder)
    {
        var output = Console.Out;
        var (server, address) = await LoopbackServer.StartAsync();
        foreach (var way in new[] { "native", "jit" })
        {
            var times = Programs.Select(static _ => new List<double>()).ToArray();
            for (var round = -2; round < Rounds; round++)
            {
                for (var i = 0; i < Programs.Length; i++)
                {
                    var time = await RunAsync(PathOf(folder, Programs[i].Folder, way), address);
                    if (round >= 0)
                        times[i].Add(time);
                }
            }

            output.WriteLine();
            output.WriteLine($"| start to first answer, {way} | time (middle half) | ms | MB of the program |");
            output.WriteLine("|---|--:|--:|--:|");
            for (var i = 0; i < Programs.Length; i++)
            {
                var size = way == "native" ? (new FileInfo(PathOf(folder, Programs[i].Folder, way)).Length / 1e6).ToString("N1", CultureInfo.InvariantCulture) : "";
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Programs[i].Name} | {Ratio.Of(times[i], times[0])} | {Ratio.MedianOf(times[i]):N0} | {size} |"));
            }
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
    }

    private static string PathOf(string folder, string program, string way) => Path.Combine(folder, $"{program}-{way}", "ColdStart");

    private static async Task<double> RunAsync(string program, Uri address)
    {
        var start = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, [address.ToString()]) { RedirectStandardOutput = true })!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 && answer.Length > 1
            ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }
}
