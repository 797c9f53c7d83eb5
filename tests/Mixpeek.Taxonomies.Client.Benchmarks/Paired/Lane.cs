namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>A contender at one case, and what its rounds cost.</summary>
internal sealed class Lane(string name, Func<Task> call, Action goOn)
{
    public string Name => name;

    /// <summary>Begins to listen to what the calls tell, while this lane runs alone; null for nobody.</summary>
    public Func<IDisposable>? Listen { get; init; }

    /// <summary>CPU time of a call in each round, in microseconds.</summary>
    public List<double> Microseconds { get; } = [];

    /// <summary>Bytes that a call allocates, in each round.</summary>
    public List<double> Bytes { get; } = [];

    public static Lane Of(string name, Func<Task> call, Func<IDisposable>? listen = null) => new(name, call, static () => { }) { Listen = listen };

    /// <summary>Calls this often, and gives what all of it cost the process.</summary>
    public (double Microseconds, long Bytes) Run(int calls)
    {
        using var listener = Listen?.Invoke();
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        var time = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < calls; i++)
        {
            var ended = call();
            goOn();
            ended.GetAwaiter().GetResult();
        }

        time = Environment.CpuUsage.TotalTime - time;
        return (time.TotalMicroseconds, GC.GetTotalAllocatedBytes(precise: true) - bytes);
    }

    /// <summary>Makes one round of so many calls.</summary>
    public void Measure(int calls)
    {
        var (microseconds, bytes) = Run(calls);
        Microseconds.Add(microseconds / calls);
        Bytes.Add((double)bytes / calls);
    }
}
