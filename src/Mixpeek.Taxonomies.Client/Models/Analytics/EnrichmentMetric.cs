using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The enrichments in a bucket of time.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record EnrichmentMetric : ExtensibleModel, IModel<EnrichmentMetric>
{
    /// <summary>The start of the bucket, in UTC. On the wire: <c>time_bucket</c>.</summary>
    public partial DateTimeOffset? TimeBucket { get; init; }

    /// <summary>Enrichments. On the wire: <c>enrichment_count</c>. Null where the service left it out.</summary>
    public partial long? EnrichmentCount { get; init; }

    /// <summary>Those that succeeded. On the wire: <c>success_count</c>. Null where the service left it out.</summary>
    public partial long? SuccessCount { get; init; }

    /// <summary>Those that failed. On the wire: <c>failure_count</c>. Null where the service left it out.</summary>
    public partial long? FailureCount { get; init; }

    /// <summary>Their mean latency, in milliseconds. On the wire: <c>avg_latency_ms</c>. Null where the service left it out.</summary>
    public partial double? AvgLatencyMs { get; init; }

    /// <summary>The share that succeeded. On the wire: <c>success_rate</c>. Null where the service left it out.</summary>
    public partial double? SuccessRate { get; init; }
}
