using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Counts over a run.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record JoinStats : ExtensibleModel, IModel<JoinStats>
{
    /// <summary>Documents that were processed. On the wire: <c>processed_docs</c>.</summary>
    [DefaultValue(0)]
    public partial long ProcessedDocs { get; init; }

    /// <summary>Batches. On the wire: <c>batches</c>.</summary>
    [DefaultValue(0)]
    public partial long Batches { get; init; }

    /// <summary>Documents that failed. On the wire: <c>errors</c>.</summary>
    [DefaultValue(0)]
    public partial long Errors { get; init; }
}
