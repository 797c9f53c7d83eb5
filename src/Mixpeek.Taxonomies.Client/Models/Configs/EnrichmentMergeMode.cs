using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What happens to a field that the document already has. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct EnrichmentMergeMode : IOpenEnum<EnrichmentMergeMode>
{
    /// <summary>The copied value takes the place of the old one. On the wire: <c>replace</c>.</summary>
    public static EnrichmentMergeMode Replace { get; } = new("replace");

    /// <summary>The copied value is added to the old one. On the wire: <c>append</c>.</summary>
    public static EnrichmentMergeMode Append { get; } = new("append");
}
