namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The system's clock, but for waits, which take a fiftieth of their time. Timeouts keep theirs.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private const int Hurry = 50;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, state is CancellationTokenSource || dueTime <= TimeSpan.Zero ? dueTime : dueTime / Hurry, period);
}
