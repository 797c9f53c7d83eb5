namespace Mixpeek.Taxonomies.Client;

/// <summary>The answer to <c>POST /v1/templates/taxonomies</c>; it has no pages.</summary>
public sealed record ListTemplatesResponse : ExtensibleModel, IAnswer
{
    /// <summary>The templates. On the wire: <c>results</c>.</summary>
    public IReadOnlyList<TaxonomyTemplate> Results { get; init => field = ListItems.WithoutNull(value); } = [];

    /// <summary>How many there are. On the wire: <c>total_count</c>.</summary>
    public int TotalCount { get; init; }

    string? IAnswer.Missing => Results.Count == 0 ? "results" : null;
}
