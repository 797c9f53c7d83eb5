using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One request of a call, the call's own or a look-up: what was answered, or why nothing was.</summary>
public sealed record TaxonomyAttempt
{
    /// <summary>The attempt's number, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// What the request was for: the call's own operation, or <see cref="TaxonomyOperations.Get"/> where the call
    /// looked up whether an earlier attempt took effect.
    /// </summary>
    public required TaxonomyOperation Operation { get; init; }

    /// <summary>The status of the answer; null where none arrived.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>What went wrong, in a few words; null for a success.</summary>
    public string? Failure { get; init; }

    /// <summary>The ID that the service gave the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>
    /// How long the request was held back before it was sent, by <see cref="TaxonomyClientOptions.RateLimiter"/> or
    /// because the service had said that nothing remains.
    /// </summary>
    public TimeSpan Held { get; init; }

    /// <summary>How long the attempt took, once it was sent.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long the client waited after this attempt; zero for not at all; null where it was the last.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>What ended the attempt without a whole answer, or made its answer unreadable; null for nothing.</summary>
    internal Exception? Fault { get; init; }

    /// <summary>How often the request's body began to be written: before the first time, the service can't have processed it.</summary>
    internal int Sends { get; init; }

    /// <summary>When the service sent the answer, by its own clock; null where it did not say.</summary>
    internal DateTimeOffset? Date { get; init; }

    /// <summary>What the answer said of the rate limit; null where it said nothing.</summary>
    internal TaxonomyRateLimit? RateLimit { get; init; }
}
