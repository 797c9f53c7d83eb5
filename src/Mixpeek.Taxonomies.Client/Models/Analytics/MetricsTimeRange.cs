namespace Mixpeek.Taxonomies.Client;

/// <summary>The time that metrics are of.</summary>
public sealed record MetricsTimeRange : ExtensibleModel
{
    /// <summary>Its start, in UTC. On the wire: <c>start</c>.</summary>
    public DateTimeOffset? Start { get; init; }

    /// <summary>Its end, in UTC. On the wire: <c>end</c>.</summary>
    public DateTimeOffset? End { get; init; }
}
