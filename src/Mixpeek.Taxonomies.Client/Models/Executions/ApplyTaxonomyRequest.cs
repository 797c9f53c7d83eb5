using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/collections/{collection_identifier}/apply-taxonomy</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ApplyTaxonomyRequest : ExtensibleModel, IModel<ApplyTaxonomyRequest>
{
    /// <summary>The taxonomy, which the collection has to list. On the wire: <c>taxonomy_id</c>.</summary>
    public required partial string TaxonomyId { get; init; }

    /// <summary>Which documents are enriched, as a Qdrant filter; null for all. On the wire: <c>scroll_filters</c>.</summary>
    public partial JsonObject? ScrollFilters { get; init; }

    /// <summary>Documents in a batch, from 100 to 5,000; the service's default is 1,000. On the wire: <c>batch_size</c>.</summary>
    public partial int? BatchSize { get; init; }

    /// <summary>Batches at a time, from 1 to 20; the service's default is 4. On the wire: <c>parallelism</c>.</summary>
    public partial int? Parallelism { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(TaxonomyId)).NotBlank(TaxonomyId);
        at.Member(nameof(BatchSize)).InRange(BatchSize, 100, 5000);
        at.Member(nameof(Parallelism)).InRange(Parallelism, 1, 20);
    }
}
