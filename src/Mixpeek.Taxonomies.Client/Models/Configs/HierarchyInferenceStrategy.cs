using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How the service builds a hierarchy that is not given as nodes. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<HierarchyInferenceStrategy>))]
public readonly record struct HierarchyInferenceStrategy : IOpenEnum<HierarchyInferenceStrategy>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public HierarchyInferenceStrategy(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>From the schemas of the collections. On the wire: <c>schema</c>.</summary>
    public static HierarchyInferenceStrategy Schema { get; } = new("schema");

    /// <summary>From clusters of documents. On the wire: <c>cluster</c>.</summary>
    public static HierarchyInferenceStrategy Cluster { get; } = new("cluster");

    /// <summary>By a language model. On the wire: <c>llm</c>.</summary>
    public static HierarchyInferenceStrategy Llm { get; } = new("llm");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<HierarchyInferenceStrategy> Known { get; } = [Schema, Cluster, Llm];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static HierarchyInferenceStrategy IOpenEnum<HierarchyInferenceStrategy>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
