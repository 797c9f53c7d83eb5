namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/analytics/taxonomies/{taxonomy_id}/confidence</c>.</summary>
public sealed record ConfidenceResponse : ExtensibleModel, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public string TaxonomyId { get; init => field = value ?? ""; } = "";

    /// <summary>The ranges of confidence. On the wire: <c>distribution</c>.</summary>
    public IReadOnlyList<ConfidenceDistribution> Distribution { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>The mean confidence. On the wire: <c>avg_confidence</c>.</summary>
    public double AvgConfidence { get; init; }

    /// <summary>Assignments of low confidence. On the wire: <c>low_confidence_count</c>.</summary>
    public int LowConfidenceCount { get; init; }

    string? IAnswer.Missing => Distribution.Count == 0 ? "distribution" : null;
}
