using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies/{taxonomy_id}/analytics/paths</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record PathAnalysisRequest : ExtensibleModel, IModel<PathAnalysisRequest>
{
    /// <summary>
    /// The taxonomy, by ID, which the body repeats from the route; null to take it from the call's argument. On the wire:
    /// <c>taxonomy_id</c>.
    /// </summary>
    public partial string? TaxonomyId { get; init; }

    /// <summary>The collection whose documents are the events. On the wire: <c>collection_id</c>.</summary>
    public required partial string CollectionId { get; init; }

    /// <summary>The first step. On the wire: <c>from_step</c>.</summary>
    public required partial string FromStep { get; init; }

    /// <summary>The last step. On the wire: <c>to_step</c>.</summary>
    public required partial string ToStep { get; init; }

    /// <summary>The most steps in a path, from 2 to 20; the service's default is 10. On the wire: <c>max_path_length</c>.</summary>
    public partial int? MaxPathLength { get; init; }

    /// <summary>How many sequences a path needs, at least 1; the service's default is 5. On the wire: <c>min_support</c>.</summary>
    public partial int? MinSupport { get; init; }

    /// <summary>The longest path, in days; null for no bound. On the wire: <c>max_window_days</c>.</summary>
    public partial int? MaxWindowDays { get; init; }

    /// <summary>Which documents count. On the wire: <c>filters</c>.</summary>
    public partial JsonObject? Filters { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(CollectionId)).NotBlank(CollectionId);
        at.Member(nameof(FromStep)).NotBlank(FromStep);
        at.Member(nameof(ToStep)).NotBlank(ToStep);
        at.Member(nameof(MaxPathLength)).InRange(MaxPathLength, 2, 20);
        at.Member(nameof(MinSupport)).InRange(MinSupport, 1, int.MaxValue);
    }
}
