using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/analytics/taxonomies/{taxonomy_id}/labels</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record LabelDistributionResponse : ExtensibleModel, IModel<LabelDistributionResponse>, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>The labels. On the wire: <c>labels</c>. Empty if the service left it out.</summary>
    public partial IReadOnlyList<LabelMetric> Labels { get; init; }

    /// <summary>How many labels there are. On the wire: <c>total_labels</c>. Null where the service left it out.</summary>
    public partial long? TotalLabels { get; init; }

    string? IAnswer.Missing => _labels is null && (KeepsRaw("labels"u8) || _totalLabels is null) ? "labels" : null;
}
