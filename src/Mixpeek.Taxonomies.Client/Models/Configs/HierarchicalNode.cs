using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A node of a hierarchical taxonomy. Its collection identifies it; the tree is made by the parents.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record HierarchicalNode : ExtensibleModel, IModel<HierarchicalNode>
{
    /// <summary>The node's collection. On the wire: <c>collection_id</c>. Empty where the service left it out.</summary>
    public required partial string CollectionId { get; init; }

    /// <summary>The collection of the parent; null for a root. On the wire: <c>parent_collection_id</c>.</summary>
    public partial string? ParentCollectionId { get; init; }

    /// <summary>The node's name for people. On the wire: <c>label</c>.</summary>
    public partial string? Label { get; init; }

    /// <summary>What the node is about. On the wire: <c>summary</c>.</summary>
    public partial string? Summary { get; init; }

    /// <summary>Words that describe the node. On the wire: <c>keywords</c>.</summary>
    public partial IReadOnlyList<string>? Keywords { get; init; }

    /// <summary>The node's retriever; null for the config's. On the wire: <c>retriever_id</c>.</summary>
    public partial string? RetrieverId { get; init; }

    /// <summary>The fields that the node copies; null copies all of them. On the wire: <c>enrichment_fields</c>.</summary>
    public partial IReadOnlyList<EnrichmentField>? EnrichmentFields { get; init; }

    /// <summary>The node's inputs; null for the config's. On the wire: <c>input_mappings</c>.</summary>
    public partial IReadOnlyList<InputMapping>? InputMappings { get; init; }

    /// <summary>Whether the node has members that the service does not infer.</summary>
    internal bool HasGivenMembers => RetrieverId is not null || InputMappings is not null || EnrichmentFields is not null
        || AdditionalProperties?.Any(static member => InferredNodes.GivenMembers.Contains(member.Key)) == true;

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(CollectionId)).NotBlank(CollectionId);
        at.Member(nameof(ParentCollectionId)).NullOrNotBlank(ParentCollectionId);
        at.Member(nameof(RetrieverId)).NullOrNotBlank(RetrieverId);
    }
}
