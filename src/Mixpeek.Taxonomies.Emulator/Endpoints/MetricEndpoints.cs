using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The metrics over time.</summary>
internal static class MetricEndpoints
{
    private const int DefaultHours = 168;
    private const int DefaultLabels = 50;
    private const double LowConfidence = 0.5;

    public static EmulatorAnswer Assignments(EmulatorCall call) => OverTime(call, static (range, groups, taxonomyId) => EmulatorAnswer.Model(
        HttpStatusCode.OK,
        new AssignmentMetricsResponse
        {
            TaxonomyId = taxonomyId,
            TimeRange = range,
            Metrics = [.. groups.Select(group => new AssignmentMetric
            {
                TimeBucket = group.Key,
                AssignmentCount = group.Count(),
                AvgConfidence = group.Average(assignment => assignment.Confidence),
                UniqueLabels = group.Select(assignment => assignment.Label).Distinct().Count(),
            })],
            Summary = new JsonObject { ["total_assignments"] = groups.Sum(group => group.Count()) },
        }));

    public static EmulatorAnswer Enrichments(EmulatorCall call) => OverTime(call, static (range, groups, taxonomyId) => EmulatorAnswer.Model(
        HttpStatusCode.OK,
        new EnrichmentHistoryResponse
        {
            TaxonomyId = taxonomyId,
            TimeRange = range,
            Metrics = [.. groups.Select(group => new EnrichmentMetric
            {
                TimeBucket = group.Key,
                EnrichmentCount = group.Count(),
                SuccessCount = group.Count(assignment => assignment.Succeeded),
                FailureCount = group.Count(assignment => !assignment.Succeeded),
                AvgLatencyMs = group.Average(assignment => assignment.Latency.TotalMilliseconds),
                SuccessRate = (double)group.Count(assignment => assignment.Succeeded) / group.Count(),
            })],
            Summary = new JsonObject { ["total_enrichments"] = groups.Sum(group => group.Count()) },
        }));

    public static EmulatorAnswer Confidence(EmulatorCall call) => Recent(call, static (assignments, _, taxonomyId) => EmulatorAnswer.Model(
        HttpStatusCode.OK,
        new ConfidenceResponse
        {
            TaxonomyId = taxonomyId,
            Distribution = [.. assignments
                .GroupBy(assignment => Math.Clamp((int)(assignment.Confidence * 10), 0, 9))
                .OrderBy(range => range.Key)
                .Select(range => new ConfidenceDistribution
                {
                    ConfidenceRange = FormattableString.Invariant($"{range.Key / 10.0:0.0}-{(range.Key + 1) / 10.0:0.0}"),
                    Count = range.Count(),
                    Percentage = 100.0 * range.Count() / assignments.Count,
                })],
            AvgConfidence = assignments.Count == 0 ? 0 : assignments.Average(assignment => assignment.Confidence),
            LowConfidenceCount = assignments.Count(assignment => assignment.Confidence < LowConfidence),
        }));

    public static EmulatorAnswer Labels(EmulatorCall call) => Recent(call, static (assignments, limit, taxonomyId) =>
    {
        var labels = assignments.GroupBy(assignment => assignment.Label).ToArray();
        return EmulatorAnswer.Model(HttpStatusCode.OK, new LabelDistributionResponse
        {
            TaxonomyId = taxonomyId,
            TotalLabels = labels.Length,
            Labels = [.. labels
                .OrderByDescending(label => label.Count())
                .ThenBy(label => label.Key, StringComparer.Ordinal)
                .Take(limit)
                .Select(label => new LabelMetric
                {
                    Label = label.Key,
                    Count = label.Count(),
                    Percentage = 100.0 * label.Count() / assignments.Count,
                    AvgConfidence = label.Average(assignment => assignment.Confidence),
                })],
        });
    });

    private static EmulatorAnswer OverTime(
        EmulatorCall call,
        Func<MetricsTimeRange, List<IGrouping<DateTimeOffset, TaxonomyAssignment>>, string, EmulatorAnswer> answer)
    {
        var query = new QueryValidator(call.Query);
        var end = query.Time("end_date") ?? call.Now;
        var groupBy = query.Text("group_by") ?? "day";
        var start = query.Time("start_date") ?? (end < DateTimeOffset.MinValue.AddHours(DefaultHours) ? DateTimeOffset.MinValue : end.AddHours(-DefaultHours));
        if (query.Faults.Count > 0)
            return EmulatorAnswer.Invalid(query.Faults);
        if (TimeBuckets.For(groupBy) is not { } bucket)
            return EmulatorAnswer.BadRequest($"The emulator does not support group_by '{groupBy}': it groups by hour, day, week or month");
        if (call.FindById() is null)
            return EmulatorAnswer.NotFound("taxonomy", call.Identifier);
        var groups = call.Store.Assignments.Of(call.Identifier)
            .Where(assignment => assignment.At >= start && assignment.At <= end)
            .GroupBy(assignment => bucket(assignment.At))
            .OrderBy(group => group.Key);
        return answer(new MetricsTimeRange { Start = start, End = end }, [.. groups], call.Identifier);
    }

    private static EmulatorAnswer Recent(EmulatorCall call, Func<List<TaxonomyAssignment>, int, string, EmulatorAnswer> answer)
    {
        var query = new QueryValidator(call.Query);
        var hours = query.Integer("hours", 1, 720) ?? DefaultHours;
        var limit = query.Integer("limit", 1, 1000) ?? DefaultLabels;
        if (query.Faults.Count > 0)
            return EmulatorAnswer.Invalid(query.Faults);
        if (call.FindById() is null)
            return EmulatorAnswer.NotFound("taxonomy", call.Identifier);
        var since = call.Now.AddHours(-hours);
        return answer([.. call.Store.Assignments.Of(call.Identifier).Where(assignment => assignment.At >= since)], limit, call.Identifier);
    }
}
