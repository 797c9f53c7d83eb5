namespace Mixpeek.Taxonomies.Client;

/// <summary>A path from one step to another.</summary>
public sealed record TransitionPath : ExtensibleModel
{
    /// <summary>The steps, in order. On the wire: <c>path</c>.</summary>
    public IReadOnlyList<string> Path { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>Sequences that took it. On the wire: <c>count</c>.</summary>
    public int Count { get; init; }

    /// <summary>Their share of those that reached the last step, from 0 to 100. On the wire: <c>percentage</c>.</summary>
    public double Percentage { get; init; }

    /// <summary>How long it took on average, in seconds. On the wire: <c>avg_duration_sec</c>.</summary>
    public double? AvgDurationSec { get; init; }
}
