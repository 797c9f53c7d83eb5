using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What a template makes. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct TemplateType : IOpenEnum<TemplateType>
{
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
}
