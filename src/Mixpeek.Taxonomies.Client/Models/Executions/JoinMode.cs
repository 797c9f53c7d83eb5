using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>When documents are joined. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct JoinMode : IOpenEnum<JoinMode>
{
    /// <summary>At once. On the wire: <c>on_demand</c>.</summary>
    public static JoinMode OnDemand { get; } = new("on_demand");

    /// <summary>In batches; the service does not support it here. On the wire: <c>batch</c>.</summary>
    public static JoinMode Batch { get; } = new("batch");
}
