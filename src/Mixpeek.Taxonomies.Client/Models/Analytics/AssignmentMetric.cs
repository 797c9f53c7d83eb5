using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The assignments in a bucket of time.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record AssignmentMetric : ExtensibleModel, IModel<AssignmentMetric>
{
    /// <summary>The start of the bucket, in UTC. On the wire: <c>time_bucket</c>.</summary>
    public partial DateTimeOffset? TimeBucket { get; init; }

    /// <summary>Assignments. On the wire: <c>assignment_count</c>. Null where the service left it out.</summary>
    public partial long? AssignmentCount { get; init; }

    /// <summary>Their mean confidence. On the wire: <c>avg_confidence</c>. Null where the service left it out.</summary>
    public partial double? AvgConfidence { get; init; }

    /// <summary>Labels among them. On the wire: <c>unique_labels</c>. Null where the service left it out.</summary>
    public partial long? UniqueLabels { get; init; }
}
