using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A taxonomy that takes the name of another, which is kept under a name of its own. It is written into the metadata of
/// the one that is promoted before anything is renamed, so that whoever comes after an interruption knows what was
/// meant.
/// </summary>
public sealed record TaxonomyPromotion
{
    /// <summary>
    /// The member of <see cref="Taxonomy.Metadata"/> that holds a promotion. It is reserved for the library: a
    /// <see cref="TaxonomyDiff"/>, a <see cref="TaxonomyPlan"/> and a <see cref="TaxonomyFile"/> leave it out, and an
    /// update that is made of a plan, an import or <see cref="UpdateTaxonomyRequest.Between"/> keeps it.
    /// </summary>
    public const string MetadataKey = LibraryMetadata.Promotion;

    /// <summary>The name that callers use.</summary>
    public required string ProductionName { get; init; }

    /// <summary>The ID of the taxonomy that takes the name.</summary>
    public required string PromotedId { get; init; }

    /// <summary>The name that it had before.</summary>
    public required string FormerName { get; init; }

    /// <summary>The ID of the taxonomy that had the name before.</summary>
    public required string ReplacedId { get; init; }

    /// <summary>The name under which that one is kept.</summary>
    public required string ArchivedName { get; init; }

    /// <summary>Reads the promotion of a taxonomy from its metadata; null where it was never promoted, as with a clone of one that was.</summary>
    /// <param name="taxonomy">The taxonomy.</param>
    public static TaxonomyPromotion? Of(Taxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return taxonomy.Metadata[MetadataKey] is JsonObject record
            && Text(record, "promoted_id") == taxonomy.TaxonomyId
            && Text(record, "production_name") is { } production
            && Text(record, "former_name") is { } former
            && Text(record, "replaced_id") is { } replaced
            && Text(record, "archived_name") is { } archived
                ? new TaxonomyPromotion { ProductionName = production, PromotedId = taxonomy.TaxonomyId, FormerName = former, ReplacedId = replaced, ArchivedName = archived }
                : null;
    }

    internal JsonObject ToMetadata() => new()
    {
        ["production_name"] = ProductionName,
        ["promoted_id"] = PromotedId,
        ["former_name"] = FormerName,
        ["replaced_id"] = ReplacedId,
        ["archived_name"] = ArchivedName,
    };

    private static string? Text(JsonObject record, string name) =>
        record[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;
}
