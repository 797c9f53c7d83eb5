using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The order of a list.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record TaxonomySort : ExtensibleModel, IModel<TaxonomySort>
{
    /// <summary>The field, with dots, such as <c>created_at</c>. On the wire: <c>field</c>.</summary>
    public required partial string Field { get; init; }

    /// <summary>The direction. Defaults to <see cref="SortDirection.Ascending"/>. On the wire: <c>direction</c>.</summary>
    [DefaultValue("asc")]
    public partial SortDirection Direction { get; init; }
}
