namespace Mixpeek.Taxonomies.Client;

/// <summary>The assignments in a bucket of time.</summary>
public sealed record AssignmentMetric : ExtensibleModel
{
    /// <summary>The start of the bucket, in UTC. On the wire: <c>time_bucket</c>.</summary>
    public DateTimeOffset? TimeBucket { get; init; }

    /// <summary>Assignments. On the wire: <c>assignment_count</c>.</summary>
    public int AssignmentCount { get; init; }

    /// <summary>Their mean confidence. On the wire: <c>avg_confidence</c>.</summary>
    public double AvgConfidence { get; init; }

    /// <summary>Labels among them. On the wire: <c>unique_labels</c>.</summary>
    public int UniqueLabels { get; init; }
}
