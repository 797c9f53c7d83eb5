namespace Mixpeek.Taxonomies.Client;

/// <summary>Too many requests: status 429. <see cref="TaxonomyApiException.RetryAfter"/> says how long to wait, where the service does.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyRateLimitException(TaxonomyApiError error) : TaxonomyApiException(error);
