using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One page of a list.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record TaxonomyPage : ExtensibleModel, IModel<TaxonomyPage>, IAnswer
{
    /// <summary>
    /// The taxonomies of this page. On the wire: <c>results</c>. An item that is no object is left out here, and the
    /// whole member then stands in <see cref="ExtensibleModel.AdditionalProperties"/>.
    /// </summary>
    public required partial IReadOnlyList<Taxonomy> Results { get; init; }

    /// <summary>
    /// How many taxonomies match, where the service counted them: ask with
    /// <see cref="ListTaxonomiesRequest.IncludeTotal"/>. On the wire: <c>total_count</c>.
    /// </summary>
    public partial long? TotalCount { get; init; }

    /// <summary>Counts over the result; null where the service gives none. On the wire: <c>stats</c>.</summary>
    public partial TaxonomyListStats? Stats { get; init; }

    /// <summary>The paging data as the service gives it; its shape is not documented. On the wire: <c>pagination</c>.</summary>
    public partial JsonObject Pagination { get; init; }

    /// <summary>Where the next page begins; null where the service gives no cursor.</summary>
    public string? NextCursor => Pagination["next_cursor"] is JsonValue cursor && !string.IsNullOrWhiteSpace(cursor.ToString()) ? cursor.ToString() : null;

    string? IAnswer.Missing => _results is null ? "results" : null;
}
