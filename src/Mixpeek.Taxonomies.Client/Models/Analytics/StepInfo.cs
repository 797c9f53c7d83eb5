namespace Mixpeek.Taxonomies.Client;

/// <summary>A step that analytics can name.</summary>
public sealed record StepInfo : ExtensibleModel
{
    /// <summary>The step. On the wire: <c>step_key</c>.</summary>
    public string StepKey { get; init => field = value ?? ""; } = "";

    /// <summary>Its events. On the wire: <c>event_count</c>.</summary>
    public int EventCount { get; init; }

    /// <summary>Sequences that have it. On the wire: <c>sequence_count</c>.</summary>
    public int SequenceCount { get; init; }

    /// <summary>Its first event, as the service writes it. On the wire: <c>first_seen</c>.</summary>
    public string FirstSeen { get; init => field = value ?? ""; } = "";

    /// <summary>Its last event, as the service writes it. On the wire: <c>last_seen</c>.</summary>
    public string LastSeen { get; init => field = value ?? ""; } = "";
}
