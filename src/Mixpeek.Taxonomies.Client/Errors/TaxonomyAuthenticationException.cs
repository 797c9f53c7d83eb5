namespace Mixpeek.Taxonomies.Client;

/// <summary>The API key is missing, wrong or revoked: status 401.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyAuthenticationException(TaxonomyApiError error) : TaxonomyApiException(error);
