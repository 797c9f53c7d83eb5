using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Counts over the result of a list.</summary>
[JsonConverter(typeof(TaxonomyListStatsConverter))]
public sealed record TaxonomyListStats : ExtensibleModel
{
    /// <summary>All taxonomies. On the wire: <c>total_taxonomies</c>.</summary>
    public int TotalTaxonomies { get; init; }

    /// <summary>The flat ones. On the wire: <c>flat_taxonomies</c>.</summary>
    public int FlatTaxonomies { get; init; }

    /// <summary>The hierarchical ones. On the wire: <c>hierarchical_taxonomies</c>.</summary>
    public int HierarchicalTaxonomies { get; init; }

    /// <summary>Those that name a retriever. On the wire: <c>taxonomies_with_retrievers</c>.</summary>
    public int TaxonomiesWithRetrievers { get; init; }
}
