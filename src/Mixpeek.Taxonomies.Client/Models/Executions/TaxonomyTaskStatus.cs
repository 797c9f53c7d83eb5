using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The state of a task. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct TaxonomyTaskStatus : IOpenEnum<TaxonomyTaskStatus>
{
    /// <summary>Accepted, and not begun. On the wire: <c>submitted</c>.</summary>
    public static TaxonomyTaskStatus Submitted { get; } = new("submitted");

    /// <summary>Under way. On the wire: <c>running</c>.</summary>
    public static TaxonomyTaskStatus Running { get; } = new("running");

    /// <summary>Done. On the wire: <c>completed</c>.</summary>
    public static TaxonomyTaskStatus Completed { get; } = new("completed");

    /// <summary>Ended with an error. On the wire: <c>failed</c>.</summary>
    public static TaxonomyTaskStatus Failed { get; } = new("failed");
}
