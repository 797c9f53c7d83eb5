namespace Mixpeek.Taxonomies.Client;

/// <summary>A label.</summary>
public sealed record LabelMetric : ExtensibleModel
{
    /// <summary>The label. On the wire: <c>label</c>.</summary>
    public string Label { get; init => field = value ?? ""; } = "";

    /// <summary>Its assignments. On the wire: <c>count</c>.</summary>
    public int Count { get; init; }

    /// <summary>Their share, from 0 to 100. On the wire: <c>percentage</c>.</summary>
    public double Percentage { get; init; }

    /// <summary>Their mean confidence. On the wire: <c>avg_confidence</c>.</summary>
    public double AvgConfidence { get; init; }
}
