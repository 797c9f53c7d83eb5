namespace Mixpeek.Taxonomies.Client;

/// <summary>What a task that has ended ended in. It is looked at rather than thrown, which would cost more than the rest of a call.</summary>
internal static class TaskFailure
{
    /// <summary>The failure, or the cancellation; null for a result.</summary>
    public static Exception? Of(Task ended) => ended.IsCanceled ? CancellationOf(ended) : ended.Exception?.InnerException;

    private static OperationCanceledException CancellationOf(Task cancelled)
    {
        try
        {
            cancelled.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException cancellation)
        {
            return cancellation;
        }

        throw new InvalidOperationException("The task was not cancelled.");
    }
}
