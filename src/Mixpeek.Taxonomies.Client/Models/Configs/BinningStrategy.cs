using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How a numeric covariate is cut into bins. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct BinningStrategy : IOpenEnum<BinningStrategy>
{
    /// <summary>Four bins of equal count. On the wire: <c>quartiles</c>.</summary>
    public static BinningStrategy Quartiles { get; } = new("quartiles");

    /// <summary>Ten bins of equal count. On the wire: <c>deciles</c>.</summary>
    public static BinningStrategy Deciles { get; } = new("deciles");

    /// <summary>Bins of the caller. On the wire: <c>custom</c>.</summary>
    public static BinningStrategy Custom { get; } = new("custom");
}
