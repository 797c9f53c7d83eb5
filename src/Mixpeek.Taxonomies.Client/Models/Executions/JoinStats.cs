using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Counts over a run.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record JoinStats : ExtensibleModel, IModel<JoinStats>
{
    /// <summary>Documents that were processed. On the wire: <c>processed_docs</c>. Null if the service left it out.</summary>
    public partial long? ProcessedDocs { get; init; }

    /// <summary>Batches. On the wire: <c>batches</c>. Null if the service left it out.</summary>
    public partial long? Batches { get; init; }

    /// <summary>Documents that failed. On the wire: <c>errors</c>. Null if the service left it out.</summary>
    public partial long? Errors { get; init; }
}
