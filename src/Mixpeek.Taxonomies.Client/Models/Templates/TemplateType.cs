using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a template makes. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateType>))]
public readonly record struct TemplateType : IOpenEnum<TemplateType>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public TemplateType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>A namespace. On the wire: <c>namespace</c>.</summary>
    public static TemplateType Namespace { get; } = new("namespace");

    /// <summary>A retriever. On the wire: <c>retriever</c>.</summary>
    public static TemplateType Retriever { get; } = new("retriever");

    /// <summary>A cluster. On the wire: <c>cluster</c>.</summary>
    public static TemplateType Cluster { get; } = new("cluster");

    /// <summary>A collection. On the wire: <c>collection</c>.</summary>
    public static TemplateType Collection { get; } = new("collection");

    /// <summary>A bucket. On the wire: <c>bucket</c>.</summary>
    public static TemplateType Bucket { get; } = new("bucket");

    /// <summary>A taxonomy. On the wire: <c>taxonomy</c>.</summary>
    public static TemplateType Taxonomy { get; } = new("taxonomy");

    /// <summary>Several of them. On the wire: <c>scaffold</c>.</summary>
    public static TemplateType Scaffold { get; } = new("scaffold");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<TemplateType> Known { get; } = [Namespace, Retriever, Cluster, Collection, Bucket, Taxonomy, Scaffold];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static TemplateType IOpenEnum<TemplateType>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
