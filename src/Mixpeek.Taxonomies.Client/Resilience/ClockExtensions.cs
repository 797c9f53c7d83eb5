namespace Mixpeek.Taxonomies.Client;

internal static class ClockExtensions
{
    /// <summary>Waits by a clock that may be a test's own.</summary>
    public static async Task WaitAsync(this TimeProvider clock, TimeSpan delay, CancellationToken cancellationToken)
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var timer = clock.CreateTimer(static state => ((TaskCompletionSource)state!).TrySetResult(), ended, delay, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            await ended.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
