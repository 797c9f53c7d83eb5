using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/templates/taxonomies</c>; it has no pages.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record ListTemplatesResponse : ExtensibleModel, IModel<ListTemplatesResponse>, IAnswer
{
    /// <summary>The templates. On the wire: <c>results</c>.</summary>
    public partial IReadOnlyList<TaxonomyTemplate> Results { get; init; }

    /// <summary>How many there are. On the wire: <c>total_count</c>. Null where the service left it out.</summary>
    public partial long? TotalCount { get; init; }

    string? IAnswer.Missing => _results is null ? "results" : null;
}
