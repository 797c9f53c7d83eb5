using System.Globalization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>One case, whose lanes take turns in one process, so that what slows the machine slows them all.</summary>
internal sealed class PairedCase(string name, IReadOnlyList<Lane> lanes, int rounds = 41)
{
    private const double RoundMicroseconds = 8_000;
    private const double WarmUpMicroseconds = 100_000;
    private const double FasterBy = 1.15;
    private const int LongestWarmUp = 10;

    public string Name => name;

    /// <summary>Measures, and prints a line for each lane; the first is what the others are compared with.</summary>
    public void Print(TextWriter output)
    {
        var calls = WarmUp();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < lanes.Count; i++)
            {
                var turn = (i + round) % lanes.Count;
                lanes[turn].Measure(calls[turn]);
            }
        }

        output.WriteLine();
        output.WriteLine($"| {name} | time (middle half) | µs | bytes | B |");
        output.WriteLine("|---|--:|--:|--:|--:|");
        foreach (var lane in lanes)
        {
            var time = Ratio.Of(lane.Microseconds, lanes[0].Microseconds);
            var (bytes, floorBytes) = (Ratio.MedianOf(lane.Bytes), Ratio.MedianOf(lanes[0].Bytes));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {lane.Name} | {time} | {Ratio.MedianOf(lane.Microseconds):N1} | {bytes / floorBytes:0.00} | {bytes:N0} |"));
        }
    }

    /// <summary>Calls until no lane gets faster, as the runtime compiles anew what is called often, and tells how many calls of each fill a round.</summary>
    private int[] WarmUp()
    {
        var speeds = lanes.Select(Calibrate).ToArray();
        for (var pass = 1; pass < LongestWarmUp; pass++)
        {
            var faster = lanes.Select(Calibrate).ToArray();
            var isSteady = pass > 1 && faster.Zip(speeds).All(static pair => pair.First < FasterBy * pair.Second);
            speeds = faster;
            if (isSteady)
                break;
        }

        return [.. speeds.Select(static speed => Math.Max(1, (int)(speed * RoundMicroseconds)))];
    }

    /// <summary>How many calls a lane makes in a microsecond.</summary>
    private static double Calibrate(Lane lane)
    {
        var calls = 1;
        while (true)
        {
            var microseconds = lane.Run(calls).Microseconds;
            if (microseconds > WarmUpMicroseconds)
                return calls / microseconds;
            calls *= 2;
        }
    }
}
