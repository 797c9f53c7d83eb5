using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The result of a call with what the service said beside it: see <see cref="TaxonomyClientExtensions.WithResponseAsync"/>.</summary>
/// <typeparam name="T">The type of the result.</typeparam>
/// <param name="Value">The result.</param>
/// <param name="Call">What the call went through, with every attempt.</param>
public sealed record TaxonomyResponse<T>(T Value, TaxonomyCall Call)
{
    /// <summary>The status of the last answer; null where the last attempt had none.</summary>
    public HttpStatusCode? StatusCode => Call.StatusCode;

    /// <summary>The ID that the service gave the last request; null where it gave none.</summary>
    public string? RequestId => Call.RequestId;

    /// <summary>What the service last said of the rate limit; null where it said nothing.</summary>
    public TaxonomyRateLimit? RateLimit => Call.RateLimit;

    /// <summary>The headers of the last answer, by name in any case, those of the body among them; several values of one are joined with commas.</summary>
    public IReadOnlyDictionary<string, string> Headers => Call.Headers;
}
