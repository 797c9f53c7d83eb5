using Microsoft.Extensions.Time.Testing;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// A fake clock for calls that wait: a wait (a timer that is no timeout) is noted and skipped, by moving the clock past
/// it; a timeout ends only when a test moves the clock.
/// </summary>
internal sealed class SkippingClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero))
{
    private readonly object _lock = new();
    private readonly HashSet<CountedTimer> _open = [];
    private readonly List<TimeSpan> _waits = [];

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

    /// <summary>Is told of each wait, and says whether it is skipped; null for the rule of <see cref="HoldsWaits"/>.</summary>
    public Func<TimeSpan, bool>? OnWait { get; set; }

    /// <summary>How many timers are neither ended nor disposed of.</summary>
    public int OpenTimers
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    /// <summary>Completes when a wait begins.</summary>
    public TaskCompletionSource WaitBegan { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets an attempt's time go by, as when nothing is answered, until its token ends it.</summary>
    public async Task StallAsync(CancellationToken cancellationToken)
    {
        Advance(new TaxonomyClientOptions().AttemptTimeout);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await ended.Task.WaitAsync(cancellationToken);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new CountedTimer(this, callback, state);
        timer.Start(base.CreateTimer(static timer => ((CountedTimer)timer!).Fire(), timer, Timeout.InfiniteTimeSpan, period), dueTime, period);
        return timer;
    }

    private void Scheduled(CountedTimer timer, TimeSpan dueTime, bool isWait)
    {
        lock (_lock)
        {
            if (dueTime == Timeout.InfiniteTimeSpan)
                _open.Remove(timer);
            else
                _open.Add(timer);
            if (isWait && dueTime > TimeSpan.Zero)
                _waits.Add(dueTime);
        }

        if (!isWait || dueTime <= TimeSpan.Zero)
            return;
        WaitBegan.TrySetResult();
        if (OnWait?.Invoke(dueTime) ?? !HoldsWaits)
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
    }

    private void Ended(CountedTimer timer)
    {
        lock (_lock)
            _open.Remove(timer);
    }

    private sealed class CountedTimer(SkippingClock clock, TimerCallback callback, object? state) : ITimer
    {
        private ITimer _inner = null!;

        public void Start(ITimer inner, TimeSpan dueTime, TimeSpan period)
        {
            _inner = inner;
            Change(dueTime, period);
        }

        public void Fire()
        {
            clock.Ended(this);
            callback(state);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            // A cancellation token source makes its timer with itself as the state; a wait does not.
            var changed = _inner.Change(dueTime, period);
            clock.Scheduled(this, dueTime, isWait: state is not CancellationTokenSource);
            return changed;
        }

        public void Dispose()
        {
            clock.Ended(this);
            _inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
