using System.Net;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What an answer that is no success says, whatever shape its body has.</summary>
public sealed record TaxonomyApiError
{
    private readonly JsonText? _details;

    /// <summary>The HTTP status; where an error comes under a success, the status that its body names, if any.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>The service's name for the error, such as <c>NotFoundError</c>; null where it gave none.</summary>
    public string? ErrorType { get; init; }

    /// <summary>The service's message; null where it gave none.</summary>
    public string? ServerMessage { get; init; }

    /// <summary>The service's details, made anew each time they are read; null where it gave none.</summary>
    public JsonObject? Details
    {
        get => _details?.ToObject();
        init => _details = Stored.Of(value);
    }

    /// <summary>What the service found wrong with the request; empty for other errors.</summary>
    public IReadOnlyList<TaxonomyValidationError> ValidationErrors { get; init => field = Stored.Of(value)!; } = [];

    /// <summary>The ID that the service gave the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What the service said of the rate limit; null where it said nothing.</summary>
    public TaxonomyRateLimit? RateLimit { get; init; }

    /// <summary>The start of the body as text, at most 16,384 characters, with the API key masked.</summary>
    public string? ResponseBody { get; init; }

    /// <summary>The operation; null where the error belongs to none.</summary>
    public TaxonomyOperation? Operation { get; init; }

    /// <inheritdoc cref="ExtensibleModel.EqualityContract"/>
    private Type EqualityContract => typeof(TaxonomyApiError);

    /// <summary>Where the answer redirects to, in words; null for none.</summary>
    internal string? RedirectsTo { get; init; }
}
