using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/analytics/taxonomies/{taxonomy_id}/assignments</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record AssignmentMetricsResponse : ExtensibleModel, IModel<AssignmentMetricsResponse>, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>The time. On the wire: <c>time_range</c>.</summary>
    public partial MetricsTimeRange TimeRange { get; init; }

    /// <summary>A metric for each bucket. On the wire: <c>metrics</c>. Empty if the service left it out.</summary>
    public partial IReadOnlyList<AssignmentMetric> Metrics { get; init; }

    /// <summary>Further data of the service. On the wire: <c>summary</c>.</summary>
    public partial JsonObject Summary { get; init; }

    string? IAnswer.Missing => _metrics is null && (KeepsRaw("metrics"u8) || _timeRange is null) ? "metrics" : null;
}
