namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// A clock that stands still. A wait (a timer that is no timeout) ends at once, moves the clock by its length and is
/// noted; a timeout ends only when a test moves the clock past it.
/// </summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly object _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private readonly List<TimeSpan> _waits = [];
    private DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits
    {
        get
        {
            lock (_lock)
                return _waits.ToArray();
        }
    }

    /// <summary>Whether waits stay open until a test moves the clock, so that it can act while a call waits.</summary>
    public bool HoldsWaits { get; init; }

    /// <summary>Is told of each wait, and says whether it ends at once; null for the rule of <see cref="HoldsWaits"/>.</summary>
    public Func<TimeSpan, bool>? OnWait { get; set; }

    /// <summary>How many timers are neither ended nor disposed of.</summary>
    public int OpenTimers
    {
        get
        {
            lock (_lock)
                return _timers.Count;
        }
    }

    /// <summary>Completes when a wait begins.</summary>
    public TaskCompletionSource WaitBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
            return _now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan time)
    {
        ManualTimer[] due;
        lock (_lock)
        {
            _now += time;
            due = _timers.Where(timer => timer.Due <= _now).ToArray();
            foreach (var timer in due)
                _timers.Remove(timer);
        }

        foreach (var timer in due)
            timer.Fire();
    }

    /// <summary>Lets an attempt's time go by, as when nothing is answered, until its token ends it.</summary>
    public async Task StallAsync(CancellationToken cancellationToken)
    {
        Advance(new TaxonomyClientOptions().AttemptTimeout);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await ended.Task.WaitAsync(cancellationToken);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        var isWait = !timer.IsTimeout && dueTime > TimeSpan.Zero;
        lock (_lock)
        {
            _timers.Remove(timer);
            if (dueTime == Timeout.InfiniteTimeSpan)
                return;
            timer.Due = _now + dueTime;
            _timers.Add(timer);
            if (isWait)
                _waits.Add(dueTime);
        }

        if (!isWait)
            return;
        WaitBegan.TrySetResult();
        if (OnWait?.Invoke(dueTime) ?? !HoldsWaits)
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
    }

    private void Remove(ManualTimer timer)
    {
        lock (_lock)
            _timers.Remove(timer);
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        /// <summary>A cancellation token source makes its timer with itself as the state.</summary>
        public bool IsTimeout => state is CancellationTokenSource;

        public DateTimeOffset Due { get; set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            clock.Schedule(this, dueTime);
            return true;
        }

        public void Dispose() => clock.Remove(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
