namespace Mixpeek.Taxonomies.Client;

/// <summary>The service failed: status 500 and above.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyServerException(TaxonomyApiError error) : TaxonomyApiException(error);
