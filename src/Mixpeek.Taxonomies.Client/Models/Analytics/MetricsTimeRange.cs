using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The time that metrics are of.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record MetricsTimeRange : ExtensibleModel, IModel<MetricsTimeRange>
{
    /// <summary>Its start, in UTC. On the wire: <c>start</c>.</summary>
    public partial DateTimeOffset? Start { get; init; }

    /// <summary>Its end, in UTC. On the wire: <c>end</c>.</summary>
    public partial DateTimeOffset? End { get; init; }
}
