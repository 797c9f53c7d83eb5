using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The order of a list.</summary>
[JsonConverter(typeof(TaxonomySortConverter))]
public sealed record TaxonomySort : ExtensibleModel
{
    /// <summary>The field, with dots, such as <c>created_at</c>. On the wire: <c>field</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The direction. Defaults to <see cref="SortDirection.Ascending"/>. On the wire: <c>direction</c>.</summary>
    public SortDirection Direction { get; init; } = SortDirection.Ascending;
}
