using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What one call went through, whether it succeeded or not.</summary>
public sealed record TaxonomyCall
{
    /// <summary>The operation.</summary>
    public required TaxonomyOperation Operation { get; init; }

    /// <summary>Every attempt, in order, each with its failure and the wait after it.</summary>
    public required IReadOnlyList<TaxonomyAttempt> Attempts { get; init => field = Stored.Of(value)!; }

    /// <summary>How long the call took, with all its waits.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// Whether the call succeeded although the answer to the attempt that took effect was lost: a look-up, or the
    /// answer to a repeat, showed that it had.
    /// </summary>
    public bool IsRecovered { get; init; }

    /// <summary>What the service last said of the rate limit; null where it said nothing.</summary>
    public TaxonomyRateLimit? RateLimit { get; init; }

    /// <summary>
    /// The headers of the last answer, by name in any case, those of the body among them; several values of one are joined
    /// with commas. Empty where there was no answer, and on an exception's call unless the call was told with
    /// <see cref="TaxonomyCallOptions.OnCompleted"/>.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = Stored.OfHeaders(value)!; } = TextMap.Missing;

    /// <summary>The status of the last answer; null where the last attempt had none.</summary>
    public HttpStatusCode? StatusCode => Attempts.Count == 0 ? null : Attempts[^1].StatusCode;

    /// <summary>The ID that the service gave the last request; null where it gave none.</summary>
    public string? RequestId => Attempts.Count == 0 ? null : Attempts[^1].RequestId;
}
