using System.CommandLine;
using System.Globalization;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli.Verbs;

internal static class AnalyticsVerb
{
    public static Verb Create(VerbRunner runner)
    {
        var taxonomy = new Argument<string>("taxonomy") { Description = "The taxonomy, by ID or name" };
        var hours = OptionRules.Number("--hours", "How many hours back the labels and the confidence go", 168, 1, 720);
        var limit = OptionRules.Number("--limit", "How many labels to show at most", 20, 1, 1000);
        var verb = new Verb("analytics", "Shows the labels, the confidence, the assignments and the enrichments of a taxonomy", "analytics product_tags", "analytics product_tags --hours 24");
        return runner.Make(verb, [taxonomy, hours, limit], async (session, parsed, cancellationToken) =>
        {
            var id = (await session.Client.GetAsync(parsed.GetValue(taxonomy)!, cancellationToken: cancellationToken)).TaxonomyId;
            var analytics = session.Client.Analytics;
            var labels = await analytics.GetLabelsAsync(id, new LabelsRequest { Hours = parsed.GetValue(hours), Limit = parsed.GetValue(limit) }, cancellationToken);
            var confidence = await analytics.GetConfidenceAsync(id, parsed.GetValue(hours), cancellationToken);
            var assignments = await analytics.GetAssignmentsAsync(id, cancellationToken: cancellationToken);
            var enrichments = await analytics.GetEnrichmentsAsync(id, cancellationToken: cancellationToken);
            session.Write(
                () => Json.Object(
                    ("taxonomy_id", Json.Of(id)),
                    ("labels", labels.ToString()),
                    ("confidence", confidence.ToString()),
                    ("assignments", assignments.ToString()),
                    ("enrichments", enrichments.ToString())),
                screen =>
                {
                    Section(screen, "Labels", ["Label", "Count", "Share", "Confidence"], labels.Labels.Select(label => (string[])
                        [label.Label, Text(label.Count), Percent(label.Percentage), Text(label.AvgConfidence)]));
                    Section(screen, "Confidence", ["Range", "Count", "Share"], confidence.Distribution.Select(range => (string[])
                        [range.ConfidenceRange, Text(range.Count), Percent(range.Percentage)]));
                    Section(screen, "Assignments", ["From", "Count", "Labels", "Confidence"], assignments.Metrics.Select(bucket => (string[])
                        [Text(bucket.TimeBucket), Text(bucket.AssignmentCount), Text(bucket.UniqueLabels), Text(bucket.AvgConfidence)]));
                    Section(screen, "Enrichments", ["From", "Count", "Failed", "Latency"], enrichments.Metrics.Select(bucket => (string[])
                        [Text(bucket.TimeBucket), Text(bucket.EnrichmentCount), Text(bucket.FailureCount), bucket.AvgLatencyMs is { } latency ? $"{Text(latency)} ms" : ""]));
                });
            return ExitCode.Done;
        });
    }

    private static void Section(Screen screen, string title, string[] headers, IEnumerable<string[]> rows)
    {
        var all = rows.ToArray();
        screen.Line(all.Length > 0 ? title : $"{title}: none");
        if (all.Length > 0)
            screen.Table(headers, all);
    }

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Text(double? number) => number?.ToString("0.##", CultureInfo.InvariantCulture) ?? "";

    private static string Text(DateTimeOffset? time) => time?.ToString("u") ?? "";

    private static string Percent(double? share) => share is null ? "" : $"{Text(share)} %";
}
