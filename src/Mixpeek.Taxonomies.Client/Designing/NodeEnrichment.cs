namespace Mixpeek.Taxonomies.Client;

/// <summary>What one node of a path gives to a document that matches at its end.</summary>
public sealed record NodeEnrichment
{
    /// <summary>The collection of the node that gives it.</summary>
    public required string CollectionId { get; init; }

    /// <summary>The fields that are copied from that collection; null for all of them.</summary>
    public required IReadOnlyList<EnrichmentField>? Fields { get; init => field = Stored.Of(value); }
}
