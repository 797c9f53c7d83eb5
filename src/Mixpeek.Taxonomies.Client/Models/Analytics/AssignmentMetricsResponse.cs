using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>GET /v1/analytics/taxonomies/{taxonomy_id}/assignments</c>.</summary>
public sealed record AssignmentMetricsResponse : ExtensibleModel, IAnswer
{
    /// <summary>The taxonomy. On the wire: <c>taxonomy_id</c>.</summary>
    public string TaxonomyId { get; init => field = value ?? ""; } = "";

    /// <summary>The time. On the wire: <c>time_range</c>.</summary>
    public MetricsTimeRange TimeRange { get; init => field = value ?? new(); } = new();

    /// <summary>A metric for each bucket. On the wire: <c>metrics</c>.</summary>
    public IReadOnlyList<AssignmentMetric> Metrics { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>Further data of the service. On the wire: <c>summary</c>.</summary>
    [JsonConverter(typeof(JsonMapConverter))]
    public JsonObject Summary { get; init => field = value ?? []; } = [];

    string? IAnswer.Missing => Metrics.Count == 0 ? "metrics" : null;
}
