namespace Mixpeek.Taxonomies.Client;

/// <summary>How long something took, in seconds.</summary>
public sealed record DurationStats : ExtensibleModel
{
    /// <summary>The mean. On the wire: <c>mean</c>.</summary>
    public double Mean { get; init; }

    /// <summary>The median. On the wire: <c>median</c>.</summary>
    public double Median { get; init; }

    /// <summary>The 50th percentile. On the wire: <c>p50</c>.</summary>
    public double P50 { get; init; }

    /// <summary>The 90th percentile. On the wire: <c>p90</c>.</summary>
    public double P90 { get; init; }

    /// <summary>The 95th percentile. On the wire: <c>p95</c>.</summary>
    public double P95 { get; init; }

    /// <summary>The standard deviation. On the wire: <c>std_dev</c>.</summary>
    public double StdDev { get; init; }

    /// <summary>The shortest. On the wire: <c>min</c>.</summary>
    public double Min { get; init; }

    /// <summary>The longest. On the wire: <c>max</c>.</summary>
    public double Max { get; init; }
}
