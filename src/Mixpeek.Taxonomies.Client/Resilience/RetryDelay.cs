using Polly.RateLimiting;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How long to wait before a repeat.</summary>
internal static class RetryDelay
{
    /// <summary>The wait before the first repeat, on average.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(0.5);

    /// <summary>The longest wait that nobody asks for.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    // Far beyond the longest wait, and far below what a time can hold.
    private const int LastDoubling = 16;

    /// <summary>The wait that a failure asks for; null where it asks for none.</summary>
    public static TimeSpan? Asked(HttpResponseMessage? response, Exception? fault)
    {
        // A refusal may name any time at all; without a floor the limiter would be asked in a tight loop.
        if (fault is RateLimiterRejectedException { RetryAfter: { } permit })
            return permit > First ? permit : First;
        return (response?.Content as BufferedBody)?.Error?.RetryAfter is { } wait && wait > TimeSpan.Zero ? wait : null;
    }

    /// <summary>
    /// The wait before a request that is sent again because a look-up found nothing. It doubles as the one between
    /// attempts does, which has its own schedule inside its retry strategy.
    /// </summary>
    /// <param name="retry">The number of the repeat, from 0.</param>
    /// <param name="retryAfter">What the service asks for; null where it does not say.</param>
    /// <param name="jitter">A number from 0 to 1.</param>
    public static TimeSpan AfterLookUp(int retry, TimeSpan? retryAfter, double jitter)
    {
        if (retryAfter > TimeSpan.Zero)
            return retryAfter.Value;
        var doubled = First * Math.Pow(2, Math.Min(retry, LastDoubling));
        var full = doubled < Longest ? doubled : Longest;
        return full * (0.5 + (jitter / 2));
    }
}
