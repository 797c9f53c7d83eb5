using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The reference collection of a flat taxonomy.</summary>
[JsonConverter(typeof(SourceCollectionConverter))]
public sealed record SourceCollection : ExtensibleModel
{
    internal static SourceCollection Missing { get; } = new() { CollectionId = "" };

    /// <summary>The collection. On the wire: <c>collection_id</c>. Empty where the service left it out.</summary>
    public required string CollectionId { get; init; }

    /// <summary>
    /// The fields that are copied to a matching document; null copies all of them. On the wire:
    /// <c>enrichment_fields</c>.
    /// </summary>
    public IReadOnlyList<EnrichmentField>? EnrichmentFields { get; init; }

    internal void Validate(ArgumentPath at)
    {
        at.Member(nameof(CollectionId)).NotBlank(CollectionId);
        at.Member(nameof(EnrichmentFields)).Each(EnrichmentFields, static (item, path) => item.Validate(path));
    }
}
