using System.Globalization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>What a request costs this process over a real connection, with 64 callers at once; the server is another process.</summary>
internal static class Loopback
{
    public const string Name = "loopback, 64 callers";

    private const int Callers = 64;
    private const int CallsOfEach = 25;
    private const int Rounds = 41;

    // So long do the runtime's compilers go on with what sockets and suspended calls run.
    private const int WarmUpRounds = 100;

    public static async Task PrintAsync(TextWriter output)
    {
        var (server, address) = await LoopbackServer.StartAsync();
        Contender[] contenders = [new Floor(new SocketsHttpHandler(), address), Ours.ByCreate(new SocketsHttpHandler { AllowAutoRedirect = false }, address)];
        var times = contenders.Select(static _ => new List<double>()).ToArray();
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var turn = (i + round + WarmUpRounds) % contenders.Length;
                var time = await RunAsync(contenders[turn]);
                if (round >= 0)
                    times[turn].Add(time);
            }
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        output.WriteLine();
        output.WriteLine($"| {Name} | CPU per request (middle half) | µs |");
        output.WriteLine("|---|--:|--:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| floor | 1.00 | {Ratio.MedianOf(times[0]):N1} |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| this client, Create | {Ratio.Of(times[1], times[0])} | {Ratio.MedianOf(times[1]):N1} |"));
    }

    private static async Task<double> RunAsync(Contender contender)
    {
        var time = Environment.CpuUsage.TotalTime;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < CallsOfEach; i++)
                await contender.GetAsync().ConfigureAwait(false);
        })));
        return (Environment.CpuUsage.TotalTime - time).TotalMicroseconds / (Callers * CallsOfEach);
    }
}
