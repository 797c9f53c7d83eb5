using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/execute/{taxonomy_identifier}</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ExecuteTaxonomyResponse : ExtensibleModel, IModel<ExecuteTaxonomyResponse>, IAnswer
{
    /// <summary>Counts over the run. On the wire: <c>stats</c>.</summary>
    public partial JoinStats Stats { get; init; }

    /// <summary>The documents with what was added to them; null where the service gives none. Each is made anew when it is taken out. On the wire: <c>results</c>.</summary>
    public partial IReadOnlyList<JsonObject>? Results { get; init; }

    string? IAnswer.Missing => _stats is not null || _results is not null ? null : KeepsRaw("results"u8) ? "results" : "stats";
}
