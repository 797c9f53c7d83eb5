namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/analytics/taxonomies/{taxonomy_id}/labels</c>.</summary>
public sealed record LabelDistributionResponse : ExtensibleModel, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public string TaxonomyId { get; init => field = value ?? ""; } = "";

    /// <summary>The labels. On the wire: <c>labels</c>.</summary>
    public IReadOnlyList<LabelMetric> Labels { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>How many labels there are. On the wire: <c>total_labels</c>.</summary>
    public int TotalLabels { get; init; }

    string? IAnswer.Missing => Labels.Count == 0 ? "labels" : null;
}
