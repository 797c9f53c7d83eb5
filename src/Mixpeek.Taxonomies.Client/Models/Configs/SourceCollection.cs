using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The reference collection of a flat taxonomy.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record SourceCollection : ExtensibleModel, IModel<SourceCollection>
{
    /// <summary>The collection. On the wire: <c>collection_id</c>. Empty where the service left it out.</summary>
    public required partial string CollectionId { get; init; }

    /// <summary>
    /// The fields that are copied to a matching document; null copies all of them. On the wire:
    /// <c>enrichment_fields</c>.
    /// </summary>
    public partial IReadOnlyList<EnrichmentField>? EnrichmentFields { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(CollectionId)).NotBlank(CollectionId);
    }
}
