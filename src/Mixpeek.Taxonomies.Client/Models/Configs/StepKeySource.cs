using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What names a step in step analytics. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct StepKeySource : IOpenEnum<StepKeySource>
{
    /// <summary>The label of the assigned node. On the wire: <c>assignment_label</c>.</summary>
    public static StepKeySource AssignmentLabel { get; } = new("assignment_label");

    /// <summary>The ID of the assigned node. On the wire: <c>assignment_node_id</c>.</summary>
    public static StepKeySource AssignmentNodeId { get; } = new("assignment_node_id");

    /// <summary>A field of the document. On the wire: <c>field_path</c>.</summary>
    public static StepKeySource FieldPath { get; } = new("field_path");
}
