namespace TenantApi;

/// <summary>A page of taxonomies.</summary>
/// <param name="Taxonomies">The taxonomies.</param>
/// <param name="Next">Where the next page begins; null at the end.</param>
internal sealed record TaxonomyListing(IReadOnlyList<TaxonomySummary> Taxonomies, string? Next);
