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
        (string Name, Contender Contender)[] contenders =
        [
            ("floor", new Floor(new SocketsHttpHandler(), address)),
            ("Refit + standard resilience, DI, best settings", UserRefit.ResilientAtBest(new SocketsHttpHandler(), address)),
            ("this client, Create", Ours.ByCreate(new SocketsHttpHandler { AllowAutoRedirect = false }, address)),
        ];
        var times = contenders.Select(static _ => new List<double>()).ToArray();
        for (var round = -WarmUpRounds; round < Rounds; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var turn = (i + round + WarmUpRounds) % contenders.Length;
                var time = await RunAsync(contenders[turn].Contender);
                if (round >= 0)
                    times[turn].Add(time);
            }
        }

        server.StandardInput.Close();
        await server.WaitForExitAsync();
        output.WriteLine();
        output.WriteLine($"| {Name} | CPU per request (middle half) | µs |");
        output.WriteLine("|---|--:|--:|");
        for (var i = 0; i < contenders.Length; i++)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {contenders[i].Name} | {Ratio.Of(times[i], times[0])} | {Ratio.MedianOf(times[i]):N1} |"));
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
