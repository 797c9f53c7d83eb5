namespace Mixpeek.Taxonomies.Client;

/// <summary>How long to wait before a repeat.</summary>
internal static class RetrySchedule
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(8);

    // Far beyond the longest delay, and far below what a time can hold.
    private const int LastDoubling = 16;

    /// <summary>
    /// Doubles from half a second to 8 seconds, and takes between half of that and all of it, so that clients that
    /// failed together do not return together. What the service asks for counts instead, where it is longer than nothing.
    /// </summary>
    /// <param name="retry">The number of the repeat, from 0.</param>
    /// <param name="retryAfter">What the service asks for; null where it does not say.</param>
    /// <param name="jitter">A number from 0 to 1.</param>
    public static TimeSpan DelayBefore(int retry, TimeSpan? retryAfter, double jitter)
    {
        if (retryAfter > TimeSpan.Zero)
            return retryAfter.Value;
        var doubled = FirstDelay * Math.Pow(2, Math.Min(retry, LastDoubling));
        var full = doubled < LongestDelay ? doubled : LongestDelay;
        return full * (0.5 + (jitter / 2));
    }
}
