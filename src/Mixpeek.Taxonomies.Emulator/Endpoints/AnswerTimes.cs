using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Writes the times of an answer with six digits of a second, as the service does. The models write as many digits as a
/// time needs, so that a time is given to them as text, among the additional members.
/// </summary>
internal static class AnswerTimes
{
    public static T Written<T>(T answer) => (T)(object)(answer switch
    {
        Taxonomy taxonomy => Of(taxonomy),
        TaxonomyPage page => page with { Results = [.. page.Results.Select(Of)] },
        CloneTaxonomyResponse clone => clone with { Taxonomy = Of(clone.Taxonomy) },
        TaxonomyTemplate template => Of(template),
        ListTemplatesResponse templates => templates with { Results = [.. templates.Results.Select(Of)] },
        CreateTemplateResponse created => created with { CreatedAt = null, AdditionalProperties = Texts(null, ("created_at", created.CreatedAt)) },
        InstantiateTemplateResponse created => created with { CreatedAt = null, AdditionalProperties = Texts(null, ("created_at", created.CreatedAt)) },
        AssignmentMetricsResponse metrics => metrics with
        {
            TimeRange = Of(metrics.TimeRange),
            Metrics = [.. metrics.Metrics.Select(static metric => metric with { TimeBucket = null, AdditionalProperties = Texts(null, ("time_bucket", metric.TimeBucket)) })],
        },
        EnrichmentHistoryResponse history => history with
        {
            TimeRange = Of(history.TimeRange),
            Metrics = [.. history.Metrics.Select(static metric => metric with { TimeBucket = null, AdditionalProperties = Texts(null, ("time_bucket", metric.TimeBucket)) })],
        },
        _ => answer!,
    });

    private static Taxonomy Of(Taxonomy taxonomy) => taxonomy with
    {
        CreatedAt = null,
        AdditionalProperties = Texts(taxonomy.AdditionalProperties, ("created_at", taxonomy.CreatedAt)),
    };

    private static TaxonomyTemplate Of(TaxonomyTemplate template) => template with
    {
        CreatedAt = null,
        UpdatedAt = null,
        AdditionalProperties = Texts(template.AdditionalProperties, ("created_at", template.CreatedAt), ("updated_at", template.UpdatedAt)),
    };

    private static MetricsTimeRange Of(MetricsTimeRange range) => range with
    {
        Start = null,
        End = null,
        AdditionalProperties = Texts(null, ("start", range.Start), ("end", range.End)),
    };

    private static JsonObject Texts(JsonObject? others, params ReadOnlySpan<(string Name, DateTimeOffset? Time)> times)
    {
        var members = others ?? [];
        foreach (var (name, time) in times)
        {
            if (time is { } set)
                members[name] = EmulatorTime.ToText(set);
        }

        return members;
    }
}
