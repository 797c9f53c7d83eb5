using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Counts over the result of a list.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record TaxonomyListStats : ExtensibleModel, IModel<TaxonomyListStats>
{
    /// <summary>All taxonomies. On the wire: <c>total_taxonomies</c>. Null if the service left it out.</summary>
    public partial long? TotalTaxonomies { get; init; }

    /// <summary>The flat ones. On the wire: <c>flat_taxonomies</c>. Null if the service left it out.</summary>
    public partial long? FlatTaxonomies { get; init; }

    /// <summary>The hierarchical ones. On the wire: <c>hierarchical_taxonomies</c>. Null if the service left it out.</summary>
    public partial long? HierarchicalTaxonomies { get; init; }

    /// <summary>Those that name a retriever. On the wire: <c>taxonomies_with_retrievers</c>. Null if the service left it out.</summary>
    public partial long? TaxonomiesWithRetrievers { get; init; }
}
