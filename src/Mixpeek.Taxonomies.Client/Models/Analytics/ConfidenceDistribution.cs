namespace Mixpeek.Taxonomies.Client;

/// <summary>A range of confidence.</summary>
public sealed record ConfidenceDistribution : ExtensibleModel
{
    /// <summary>The range, such as <c>0.8-0.9</c>. On the wire: <c>confidence_range</c>.</summary>
    public string ConfidenceRange { get; init => field = value ?? ""; } = "";

    /// <summary>Assignments in it. On the wire: <c>count</c>.</summary>
    public int Count { get; init; }

    /// <summary>Their share, from 0 to 100. On the wire: <c>percentage</c>.</summary>
    public double Percentage { get; init; }
}
