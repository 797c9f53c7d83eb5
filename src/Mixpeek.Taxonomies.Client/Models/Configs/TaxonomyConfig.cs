using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The core of a taxonomy: how documents are matched, and against what. Immutable on the service; to change it,
/// clone the taxonomy with another config. Either a <see cref="FlatTaxonomyConfig"/>, a
/// <see cref="HierarchicalTaxonomyConfig"/>, or an <see cref="UnknownTaxonomyConfig"/> where the service answers
/// with a type that this version does not know.
/// </summary>
[JsonConverter(typeof(TaxonomyConfigConverter))]
public abstract record TaxonomyConfig : ExtensibleModel
{
    private protected TaxonomyConfig()
    {
    }

    /// <summary>The shape of the taxonomy. On the wire: <c>taxonomy_type</c>, written first.</summary>
    public abstract TaxonomyType TaxonomyType { get; }
}
