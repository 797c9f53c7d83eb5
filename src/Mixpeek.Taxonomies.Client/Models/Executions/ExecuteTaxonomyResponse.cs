using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/taxonomies/execute/{taxonomy_identifier}</c>.</summary>
public sealed record ExecuteTaxonomyResponse : ExtensibleModel, IAnswer
{
    /// <summary>Counts over the run. On the wire: <c>stats</c>.</summary>
    public JoinStats Stats { get; init => field = value ?? new(); } = new();

    /// <summary>The documents with what was added to them; null where the service gives none. On the wire: <c>results</c>.</summary>
    [JsonConverter(typeof(JsonMapListConverter))]
    public IReadOnlyList<JsonObject>? Results { get; init; }

    string? IAnswer.Missing => Results is null ? "stats" : null;
}
