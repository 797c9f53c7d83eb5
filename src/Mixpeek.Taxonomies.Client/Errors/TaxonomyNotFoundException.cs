namespace Mixpeek.Taxonomies.Client;

/// <summary>The taxonomy, or something that the request refers to, does not exist: status 404.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyNotFoundException(TaxonomyApiError error) : TaxonomyApiException(error);
