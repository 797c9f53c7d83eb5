namespace Mixpeek.Taxonomies.Client;

/// <summary>The key may not do this, the namespace is missing, or a quota is used up: status 403.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyPermissionException(TaxonomyApiError error) : TaxonomyApiException(error);
