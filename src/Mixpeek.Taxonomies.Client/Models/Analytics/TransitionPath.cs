using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A path from one step to another.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record TransitionPath : ExtensibleModel, IModel<TransitionPath>
{
    /// <summary>The steps, in order. On the wire: <c>path</c>.</summary>
    public partial IReadOnlyList<string> Path { get; init; }

    /// <summary>Sequences that took it. On the wire: <c>count</c>. Null where the service left it out.</summary>
    public partial long? Count { get; init; }

    /// <summary>Their share of those that reached the last step, from 0 to 100. On the wire: <c>percentage</c>. Null where the service left it out.</summary>
    public partial double? Percentage { get; init; }

    /// <summary>How long it took on average, in seconds. On the wire: <c>avg_duration_sec</c>. Null where the service left it out.</summary>
    public partial double? AvgDurationSec { get; init; }
}
