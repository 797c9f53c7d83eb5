namespace Mixpeek.Taxonomies.Client;

/// <summary>The enrichments in a bucket of time.</summary>
public sealed record EnrichmentMetric : ExtensibleModel
{
    /// <summary>The start of the bucket, in UTC. On the wire: <c>time_bucket</c>.</summary>
    public DateTimeOffset? TimeBucket { get; init; }

    /// <summary>Enrichments. On the wire: <c>enrichment_count</c>.</summary>
    public int EnrichmentCount { get; init; }

    /// <summary>Those that succeeded. On the wire: <c>success_count</c>.</summary>
    public int SuccessCount { get; init; }

    /// <summary>Those that failed. On the wire: <c>failure_count</c>.</summary>
    public int FailureCount { get; init; }

    /// <summary>Their mean latency, in milliseconds. On the wire: <c>avg_latency_ms</c>.</summary>
    public double AvgLatencyMs { get; init; }

    /// <summary>The share that succeeded. On the wire: <c>success_rate</c>.</summary>
    public double SuccessRate { get; init; }
}
