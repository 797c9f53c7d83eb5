using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A step that analytics can name.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record StepInfo : ExtensibleModel, IModel<StepInfo>
{
    /// <summary>The step. On the wire: <c>step_key</c>.</summary>
    public partial string StepKey { get; init; }

    /// <summary>Its events. On the wire: <c>event_count</c>. Null where the service left it out.</summary>
    public partial long? EventCount { get; init; }

    /// <summary>Sequences that have it. On the wire: <c>sequence_count</c>. Null where the service left it out.</summary>
    public partial long? SequenceCount { get; init; }

    /// <summary>Its first event, as the service writes it. On the wire: <c>first_seen</c>.</summary>
    public partial string FirstSeen { get; init; }

    /// <summary>Its last event, as the service writes it. On the wire: <c>last_seen</c>.</summary>
    public partial string LastSeen { get; init; }
}
