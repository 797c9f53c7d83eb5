using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The direction of a sort. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct SortDirection : IOpenEnum<SortDirection>
{
    /// <summary>Smallest first. On the wire: <c>asc</c>.</summary>
    public static SortDirection Ascending { get; } = new("asc");

    /// <summary>Largest first. On the wire: <c>desc</c>.</summary>
    public static SortDirection Descending { get; } = new("desc");
}
