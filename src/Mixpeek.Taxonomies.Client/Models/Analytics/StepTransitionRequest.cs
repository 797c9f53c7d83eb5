using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of <c>POST /v1/taxonomies/{taxonomy_id}/analytics/transitions</c>.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record StepTransitionRequest : ExtensibleModel, IModel<StepTransitionRequest>
{
    /// <summary>
    /// The taxonomy, by ID, which the body repeats from the route; null to take it from the call's argument. On the wire:
    /// <c>taxonomy_id</c>.
    /// </summary>
    public partial string? TaxonomyId { get; init; }

    /// <summary>The collection whose documents are the events. On the wire: <c>collection_id</c>.</summary>
    public required partial string CollectionId { get; init; }

    /// <summary>The step that a transition leaves. On the wire: <c>from_step</c>.</summary>
    public required partial string FromStep { get; init; }

    /// <summary>The step that it reaches. On the wire: <c>to_step</c>.</summary>
    public required partial string ToStep { get; init; }

    /// <summary>The longest transition, in days, from 1 to 365; null for no bound. On the wire: <c>max_window_days</c>.</summary>
    public partial int? MaxWindowDays { get; init; }

    /// <summary>Which documents count. On the wire: <c>filters</c>.</summary>
    public partial JsonObject? Filters { get; init; }

    /// <summary>How the assignments are read, in place of what the taxonomy says. On the wire: <c>override_step_analytics</c>.</summary>
    public partial StepAnalyticsConfig? OverrideStepAnalytics { get; init; }

    /// <summary>How many cases a predictor needs, at least 1; the service's default is 10. On the wire: <c>min_support</c>.</summary>
    public partial int? MinSupport { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(CollectionId)).NotBlank(CollectionId);
        at.Member(nameof(FromStep)).NotBlank(FromStep);
        at.Member(nameof(ToStep)).NotBlank(ToStep);
        at.Member(nameof(MaxWindowDays)).InRange(MaxWindowDays, 1, 365);
        at.Member(nameof(MinSupport)).InRange(MinSupport, 1, int.MaxValue);
    }
}
