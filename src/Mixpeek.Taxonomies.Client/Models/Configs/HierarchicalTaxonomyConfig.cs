using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A taxonomy whose nodes are collections in a tree. The nodes are given, or inferred by the service, or both. A
/// taxonomy that the service infers by clusters or by a language model is not ready at once.
/// </summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record HierarchicalTaxonomyConfig : TaxonomyConfig, IModel<HierarchicalTaxonomyConfig>
{
    /// <inheritdoc/>
    [JsonInclude]
    public override TaxonomyType TaxonomyType => TaxonomyType.Hierarchical;

    /// <summary>
    /// The retriever of every node that names none. On the wire: <c>retriever_id</c>; <c>default_retriever_id</c> is
    /// read where that is absent.
    /// </summary>
    [OlderName("default_retriever_id")]
    public partial string? RetrieverId { get; init; }

    /// <summary>
    /// The inputs of every node that names none. On the wire: <c>input_mappings</c>; <c>default_input_mappings</c> is
    /// read where that is absent.
    /// </summary>
    [OlderName("default_input_mappings")]
    public partial IReadOnlyList<InputMapping>? InputMappings { get; init; }

    /// <summary>The nodes of the tree; each names its parent. On the wire: <c>hierarchical_nodes</c>.</summary>
    public partial IReadOnlyList<HierarchicalNode>? HierarchicalNodes { get; init; }

    /// <summary>How the service infers nodes; null for no inference. On the wire: <c>inference_strategy</c>.</summary>
    public partial HierarchyInferenceStrategy? InferenceStrategy { get; init; }

    /// <summary>The collections that nodes are inferred from. On the wire: <c>inference_collections</c>.</summary>
    public partial IReadOnlyList<string>? InferenceCollections { get; init; }

    /// <summary>The clusters that nodes are inferred from. On the wire: <c>cluster_ids</c>.</summary>
    public partial IReadOnlyList<string>? ClusterIds { get; init; }

    /// <summary>
    /// How far two clusters must overlap to be parent and child. The service's default is 0.7. On the wire:
    /// <c>cluster_overlap_threshold</c>.
    /// </summary>
    public partial double? ClusterOverlapThreshold { get; init; }

    /// <summary>The provider of the language model that infers nodes. On the wire: <c>llm_provider</c>.</summary>
    public partial LlmProvider? LlmProvider { get; init; }

    /// <summary>The language model that infers nodes. On the wire: <c>llm_model</c>.</summary>
    public partial string? LlmModel { get; init; }

    /// <summary>The prompt that the language model is given. On the wire: <c>llm_prompt_template</c>.</summary>
    public partial string? LlmPromptTemplate { get; init; }

    /// <summary>
    /// How many documents of each collection the language model sees. The service's default is 0. On the wire:
    /// <c>llm_sample_size</c>.
    /// </summary>
    public partial int? LlmSampleSize { get; init; }

    /// <summary>How step analytics reads the assignments; null for none. On the wire: <c>step_analytics</c>.</summary>
    public partial StepAnalyticsConfig? StepAnalytics { get; init; }

    /// <inheritdoc/>
    public override HierarchicalTaxonomyConfig WithRetriever(string retrieverId)
    {
        new ArgumentPath(nameof(retrieverId)).NotBlank(retrieverId);
        return this with { RetrieverId = retrieverId };
    }

    /// <summary>
    /// Makes a config without the nodes that the service inferred, where it infers any. The service does not mark them.
    /// A node counts as inferred if it has no retriever, inputs or fields of its own and is of one of the
    /// <see cref="InferenceCollections"/>, or if it has none of these and all of label, summary and keywords. A node below
    /// one that you gave counts as yours. Any other node that you gave in such a shape counts as inferred. Labels,
    /// summaries and keywords of the nodes that remain are kept, because they may be yours.
    /// </summary>
    /// <returns>The config; the same object if nothing was inferred.</returns>
    public override HierarchicalTaxonomyConfig WithoutInferred()
    {
        if (!Infers || HierarchicalNodes is not { Count: > 0 })
            return this;
        var given = InferredNodes.Without(this);
        return given.Count == HierarchicalNodes.Count ? this : this with { HierarchicalNodes = given.Count == 0 ? null : given };
    }

    /// <summary>Makes a config without those of the nodes that the service inferred for another.</summary>
    internal HierarchicalTaxonomyConfig WithoutInferredOf(HierarchicalTaxonomyConfig other)
    {
        var given = other.WithoutInferred();
        if (!Infers || ReferenceEquals(given, other))
            return this;
        var inferred = other.HierarchicalNodes!.Except(given.HierarchicalNodes ?? []).ToHashSet();
        var left = (HierarchicalNodes ?? []).Where(node => !inferred.Contains(node)).ToArray();
        return this with { HierarchicalNodes = left.Length == 0 ? null : left };
    }

    /// <summary>Whether the service infers nodes.</summary>
    internal bool Infers => InferenceStrategy is not null || InferenceCollections is { Count: > 0 } || ClusterIds is { Count: > 0 };

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(RetrieverId)).NullOrNotBlank(RetrieverId);
        at.Member(nameof(InferenceCollections)).EachNotBlank(InferenceCollections);
        at.Member(nameof(ClusterIds)).EachNotBlank(ClusterIds);
        NodeTree.Validate(HierarchicalNodes ?? [], InferenceCollections ?? [], at.Member(nameof(HierarchicalNodes)));
    }
}
