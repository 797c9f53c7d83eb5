using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The shape of a taxonomy. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct TaxonomyType : IOpenEnum<TaxonomyType>
{
    /// <summary>One source collection. On the wire: <c>flat</c>.</summary>
    public static TaxonomyType Flat { get; } = new("flat");

    /// <summary>Nodes in a tree of collections. On the wire: <c>hierarchical</c>.</summary>
    public static TaxonomyType Hierarchical { get; } = new("hierarchical");
}
