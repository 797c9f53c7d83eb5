using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How long something took, in seconds.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record DurationStats : ExtensibleModel, IModel<DurationStats>
{
    /// <summary>The mean. On the wire: <c>mean</c>. Null where the service left it out.</summary>
    public partial double? Mean { get; init; }

    /// <summary>The median. On the wire: <c>median</c>. Null where the service left it out.</summary>
    public partial double? Median { get; init; }

    /// <summary>The 50th percentile. On the wire: <c>p50</c>. Null where the service left it out.</summary>
    public partial double? P50 { get; init; }

    /// <summary>The 90th percentile. On the wire: <c>p90</c>. Null where the service left it out.</summary>
    public partial double? P90 { get; init; }

    /// <summary>The 95th percentile. On the wire: <c>p95</c>. Null where the service left it out.</summary>
    public partial double? P95 { get; init; }

    /// <summary>The standard deviation. On the wire: <c>std_dev</c>. Null where the service left it out.</summary>
    public partial double? StdDev { get; init; }

    /// <summary>The shortest. On the wire: <c>min</c>. Null where the service left it out.</summary>
    public partial double? Min { get; init; }

    /// <summary>The longest. On the wire: <c>max</c>. Null where the service left it out.</summary>
    public partial double? Max { get; init; }
}
