using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How the service builds a hierarchy that is not given as nodes. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct HierarchyInferenceStrategy : IOpenEnum<HierarchyInferenceStrategy>
{
    /// <summary>From the schemas of the collections. On the wire: <c>schema</c>.</summary>
    public static HierarchyInferenceStrategy Schema { get; } = new("schema");

    /// <summary>From clusters of documents. On the wire: <c>cluster</c>.</summary>
    public static HierarchyInferenceStrategy Cluster { get; } = new("cluster");

    /// <summary>By a language model. On the wire: <c>llm</c>.</summary>
    public static HierarchyInferenceStrategy Llm { get; } = new("llm");
}
