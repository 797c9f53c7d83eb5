namespace Mixpeek.Taxonomies.Client;

/// <summary>The name is taken in the namespace: status 409.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyConflictException(TaxonomyApiError error) : TaxonomyApiException(error);
