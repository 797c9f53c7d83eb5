namespace Mixpeek.Taxonomies.Client;

/// <summary>The service found faults in the request: status 422. <see cref="TaxonomyApiException.ValidationErrors"/> lists them.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyValidationException(TaxonomyApiError error) : TaxonomyApiException(error);
