namespace Mixpeek.Taxonomies.Client;

/// <summary>The service refused the request: status 400, such as an update of the immutable config.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyBadRequestException(TaxonomyApiError error) : TaxonomyApiException(error);
