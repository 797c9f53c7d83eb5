namespace Mixpeek.Taxonomies.Client;

/// <summary>The taxonomy, or something that the request refers to, does not exist: status 404.</summary>
/// <param name="error">What the service said.</param>
public sealed class TaxonomyNotFoundException(TaxonomyApiError error) : TaxonomyApiException(error)
{
    /// <summary>Whether the service itself says it, and of a taxonomy: not a gateway, and not of a namespace.</summary>
    internal bool IsOfTaxonomy => ErrorType == "NotFoundError"
        && ((Details?["resource"] ?? Details?["resource_type"]) is not { } resource || string.Equals(resource.ToString(), "taxonomy", StringComparison.OrdinalIgnoreCase));
}
