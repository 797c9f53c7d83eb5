using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies/execute/{taxonomy_identifier}</c>, which tries a taxonomy on 1 to 5 sample documents. Nothing is stored.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ExecuteTaxonomyRequest : ExtensibleModel, IModel<ExecuteTaxonomyRequest>
{
    /// <summary>The version to try, from 1; null for the latest. In the query: <c>version</c>.</summary>
    public int? Version { get; init; }

    /// <summary>The sample documents. On the wire: <c>source_documents</c>.</summary>
    public partial IReadOnlyList<JsonObject>? SourceDocuments { get; init; }

    /// <summary>The taxonomy in place of the stored one; null for the stored one. On the wire: <c>taxonomy</c>.</summary>
    public partial Taxonomy? Taxonomy { get; init; }

    /// <summary>The retriever in place of the stored one; its shape belongs to the retriever API. On the wire: <c>retriever</c>.</summary>
    public partial JsonObject? Retriever { get; init; }

    /// <summary>Ignored by the service. On the wire: <c>source_collection_id</c>.</summary>
    public partial string? SourceCollectionId { get; init; }

    /// <summary>Ignored by the service. On the wire: <c>target_collection_id</c>.</summary>
    public partial string? TargetCollectionId { get; init; }

    /// <summary>When documents are joined; the service's default is on demand. On the wire: <c>join_mode</c>.</summary>
    public partial JoinMode? JoinMode { get; init; }

    /// <summary>Documents in a batch, from 1 to 10,000; the service's default is 1,000. On the wire: <c>batch_size</c>.</summary>
    public partial int? BatchSize { get; init; }

    /// <summary>Which documents are joined. On the wire: <c>scroll_filters</c>.</summary>
    public partial TaxonomyFilter? ScrollFilters { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(Version)).InRange(Version, 1, int.MaxValue);
        at.Member(nameof(BatchSize)).InRange(BatchSize, 1, 10_000);
        Taxonomy?.Config.Validate(at.Member(nameof(Taxonomy)).Member(nameof(Taxonomy.Config)));
    }
}
