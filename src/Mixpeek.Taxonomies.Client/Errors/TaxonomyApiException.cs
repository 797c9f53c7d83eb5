using System.Net;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The service answered, and not with a success. The statuses that a caller tells apart have a subclass each.</summary>
public class TaxonomyApiException : TaxonomyException
{
    private readonly TaxonomyApiError _error;

    /// <summary>Makes an error from what the service said; public so that a test double can throw it.</summary>
    /// <param name="error">What the service said.</param>
    public TaxonomyApiException(TaxonomyApiError error)
        : base(ApiErrorMessage.For(error))
    {
        _error = error;
        Operation = error.Operation;
    }

    /// <inheritdoc cref="TaxonomyApiError.StatusCode"/>
    public HttpStatusCode StatusCode => _error.StatusCode;

    /// <inheritdoc cref="TaxonomyApiError.ErrorType"/>
    public string? ErrorType => _error.ErrorType;

    /// <inheritdoc cref="TaxonomyApiError.ServerMessage"/>
    public string? ServerMessage => _error.ServerMessage;

    /// <inheritdoc cref="TaxonomyApiError.Details"/>
    public JsonObject? Details => _error.Details;

    /// <inheritdoc cref="TaxonomyApiError.ValidationErrors"/>
    public IReadOnlyList<TaxonomyValidationError> ValidationErrors => _error.ValidationErrors;

    /// <inheritdoc cref="TaxonomyApiError.RequestId"/>
    public string? RequestId => _error.RequestId;

    /// <inheritdoc cref="TaxonomyApiError.RetryAfter"/>
    public TimeSpan? RetryAfter => _error.RetryAfter;

    /// <inheritdoc cref="TaxonomyApiError.RateLimit"/>
    public TaxonomyRateLimit? RateLimit => _error.RateLimit;

    /// <inheritdoc cref="TaxonomyApiError.ResponseBody"/>
    public string? ResponseBody => _error.ResponseBody;

    internal static TaxonomyApiException From(TaxonomyApiError error) => (int)error.StatusCode switch
    {
        400 => new TaxonomyBadRequestException(error),
        401 => new TaxonomyAuthenticationException(error),
        403 => new TaxonomyPermissionException(error),
        404 => new TaxonomyNotFoundException(error),
        409 => new TaxonomyConflictException(error),
        422 => new TaxonomyValidationException(error),
        429 => new TaxonomyRateLimitException(error),
        >= 500 => new TaxonomyServerException(error),
        _ => new TaxonomyApiException(error),
    };
}
