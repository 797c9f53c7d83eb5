using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>What names a step in step analytics. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<StepKeySource>))]
public readonly record struct StepKeySource : IOpenEnum<StepKeySource>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public StepKeySource(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The label of the assigned node. On the wire: <c>assignment_label</c>.</summary>
    public static StepKeySource AssignmentLabel { get; } = new("assignment_label");

    /// <summary>The ID of the assigned node. On the wire: <c>assignment_node_id</c>.</summary>
    public static StepKeySource AssignmentNodeId { get; } = new("assignment_node_id");

    /// <summary>A field of the document. On the wire: <c>field_path</c>.</summary>
    public static StepKeySource FieldPath { get; } = new("field_path");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<StepKeySource> Known { get; } = [AssignmentLabel, AssignmentNodeId, FieldPath];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static StepKeySource IOpenEnum<StepKeySource>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
