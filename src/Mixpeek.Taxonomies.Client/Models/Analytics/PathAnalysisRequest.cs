using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies/{taxonomy_id}/analytics/paths</c>.</summary>
public sealed record PathAnalysisRequest : ExtensibleModel
{
    /// <summary>The taxonomy, by ID; it stands in the route too. On the wire: <c>taxonomy_id</c>.</summary>
    public required string TaxonomyId { get; init; }

    /// <summary>The collection whose documents are the events. On the wire: <c>collection_id</c>.</summary>
    public required string CollectionId { get; init; }

    /// <summary>The first step. On the wire: <c>from_step</c>.</summary>
    public required string FromStep { get; init; }

    /// <summary>The last step. On the wire: <c>to_step</c>.</summary>
    public required string ToStep { get; init; }

    /// <summary>The most steps in a path, from 2 to 20; the service's default is 10. On the wire: <c>max_path_length</c>.</summary>
    public int? MaxPathLength { get; init; }

    /// <summary>How many sequences a path needs, at least 1; the service's default is 5. On the wire: <c>min_support</c>.</summary>
    public int? MinSupport { get; init; }

    /// <summary>The longest path, in days; null for no bound. On the wire: <c>max_window_days</c>.</summary>
    public int? MaxWindowDays { get; init; }

    /// <summary>Which documents count. On the wire: <c>filters</c>.</summary>
    [JsonConverter(typeof(JsonMapConverter))]
    public JsonObject? Filters { get; init; }

    internal void Validate(ArgumentPath at)
    {
        Identifier.Check(TaxonomyId, at.Member(nameof(TaxonomyId)));
        at.Member(nameof(CollectionId)).NotBlank(CollectionId);
        at.Member(nameof(FromStep)).NotBlank(FromStep);
        at.Member(nameof(ToStep)).NotBlank(ToStep);
        at.Member(nameof(MaxPathLength)).InRange(MaxPathLength, 2, 20);
        at.Member(nameof(MinSupport)).InRange(MinSupport, 1, int.MaxValue);
    }
}
