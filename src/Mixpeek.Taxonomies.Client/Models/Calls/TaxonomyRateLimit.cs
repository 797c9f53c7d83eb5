namespace Mixpeek.Taxonomies.Client;

/// <summary>What the service says of the caller's rate limit, from the <c>X-RateLimit-*</c> headers of an answer.</summary>
public sealed record TaxonomyRateLimit
{
    /// <summary>Requests in a window; null where the service did not say.</summary>
    public long? Limit { get; init; }

    /// <summary>Requests left in this window; null where the service did not say.</summary>
    public long? Remaining { get; init; }

    /// <summary>When the window ends, in UTC; null where the service did not say.</summary>
    public DateTimeOffset? ResetsAt { get; init; }

    /// <summary>The length of a window; null where the service did not say.</summary>
    public TimeSpan? Window { get; init; }
}
