namespace Mixpeek.Taxonomies.Client;

/// <summary>What a timeout and a retry count may be, for the client's options and a call's alike.</summary>
internal static class CallBounds
{
    private const int MaxRetries = 100;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);

    public static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(24);

    public const string TimeoutFault = "must be from 10 milliseconds to 24 hours, or infinite";
    public const string RetryCountFault = "must be from 0 to 100";

    public static bool IsTimeout(TimeSpan value) =>
        value == Timeout.InfiniteTimeSpan || (value >= ShortestTimeout && value <= LongestTimeout);

    public static bool IsRetryCount(int value) => value is >= 0 and <= MaxRetries;
}
