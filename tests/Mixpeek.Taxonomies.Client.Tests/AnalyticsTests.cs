using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Analytics over assignments whose figures can be worked out by hand.</summary>
public sealed class AnalyticsTests : IAsyncLifetime
{
    private const string Id = "tax_0123456789ab";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = new SkippingClock() });
        _emulator.Store.Add("sales", Sample.FlatConfig, id: Id);
        // Four sequences begin with an inquiry; two of them close, after one day and after three.
        Add("s1", "enterprise", (0, "inquiry"), (12, "proposal"), (24, "closed_won"));
        Add("s2", "enterprise", (0, "inquiry"), (48, "proposal"), (72, "closed_won"));
        Add("s3", "startup", (0, "inquiry"), (24, "proposal"));
        Add("s4", "startup", (0, "inquiry"));
        Add("s5", "startup", (0, "closed_won"));
        _client = TaxonomyClient.Create(_emulator.CreateClientOptions());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Transitions_are_counted_and_explained()
    {
        var result = await _client.Analytics.GetTransitionsAsync(Sample.TaxonomyId, Sample.TransitionRequest with { MinSupport = 2 });
        result.Count.Should().Be(4);
        result.Converted.Should().Be(2);
        result.ConversionRate.Should().Be(0.5);
        result.DurationsSec!.Mean.Should().Be(2 * 86_400);
        result.DurationsSec.Min.Should().Be(86_400);
        result.DurationsSec.Max.Should().Be(3 * 86_400);
        result.DurationsSec.P50.Should().Be(2 * 86_400);
        result.DurationsSec.P90.Should().BeApproximately(2.8 * 86_400, 0.001);
        result.DurationsSec.StdDev.Should().Be(86_400);
        result.TopPredictors.Select(predictor => (predictor.Field, predictor.Value, predictor.Count, predictor.ConversionRate, predictor.Lift))
            .Should().Equal(("segment", "enterprise", 2, 1, 2), ("segment", "startup", 2, 0, 0));
        result.Metadata["total_events_analyzed"]!.GetValue<int>().Should().Be(10);
    }

    [Fact]
    public async Task Transitions_can_be_bounded_and_filtered()
    {
        (await _client.Analytics.GetTransitionsAsync(Sample.TaxonomyId, Sample.TransitionRequest with { MaxWindowDays = 1 })).Converted.Should().Be(1);
        (await _client.Analytics.GetTransitionsAsync(Sample.TaxonomyId, Sample.TransitionRequest with { Filters = new JsonObject { ["segment"] = "enterprise" } })).ConversionRate.Should().Be(1);
        var none = await _client.Analytics.GetTransitionsAsync(Sample.TaxonomyId, Sample.TransitionRequest with { FromStep = "nothing" });
        none.Count.Should().Be(0);
        none.DurationsSec.Should().BeNull();
        (await _client.Analytics.GetTransitionsAsync(Sample.TaxonomyId, Sample.TransitionRequest)).TopPredictors.Should().BeEmpty("a predictor needs ten cases by default");
    }

    [Fact]
    public async Task Paths_are_counted()
    {
        var result = await _client.Analytics.GetPathsAsync(Sample.TaxonomyId, Sample.PathRequest with { MinSupport = 1 });
        result.TotalSequences.Should().Be(4);
        result.CompletedSequences.Should().Be(2);
        result.CompletionRate.Should().Be(0.5);
        var path = result.Paths.Should().ContainSingle().Subject;
        path.Path.Should().Equal("inquiry", "proposal", "closed_won");
        path.Count.Should().Be(2);
        path.Percentage.Should().Be(100);
        path.AvgDurationSec.Should().Be(2 * 86_400);
        (await _client.Analytics.GetPathsAsync(Sample.TaxonomyId, Sample.PathRequest)).Paths.Should().BeEmpty("a path needs five sequences by default");
        (await _client.Analytics.GetPathsAsync(Sample.TaxonomyId, Sample.PathRequest with { MinSupport = 1, MaxPathLength = 2 })).Paths.Should().BeEmpty();
    }

    [Fact]
    public async Task Steps_are_listed()
    {
        var result = await _client.Analytics.GetAvailableStepsAsync(Id, "col_ads");
        result.TotalEvents.Should().Be(10);
        result.TotalSequences.Should().Be(5);
        result.Steps.Select(step => (step.StepKey, step.EventCount)).Should().Equal(("inquiry", 4), ("closed_won", 3), ("proposal", 3));
        result.Steps[0].FirstSeen.Should().Be("2026-01-05T09:00:00.000000Z");
        (await _client.Analytics.GetAvailableStepsAsync(Id, "col_none")).Steps.Should().BeEmpty();
    }

    [Theory]
    [InlineData("day", new[] { 6L, 2, 1, 1 })]
    [InlineData("month", new[] { 10L })]
    [InlineData("week", new[] { 10L })]
    public async Task Assignments_and_enrichments_are_counted_in_buckets(string groupBy, long[] counts)
    {
        var request = new MetricsRequest { StartDate = Start.AddDays(-1), EndDate = Start.AddDays(30), GroupBy = groupBy };
        var assignments = await _client.Analytics.GetAssignmentsAsync(Id, request);
        assignments.Metrics.Select(metric => metric.AssignmentCount!.Value).Should().Equal(counts);
        assignments.TimeRange.Start.Should().Be(Start.AddDays(-1));
        assignments.Metrics[0].AvgConfidence.Should().BeInRange(0.5, 1);
        assignments.Summary["total_assignments"]!.GetValue<int>().Should().Be(10);
        var enrichments = await _client.Analytics.GetEnrichmentsAsync(Id, request);
        enrichments.Metrics.Select(metric => metric.EnrichmentCount!.Value).Should().Equal(counts);
        enrichments.Metrics.Sum(metric => metric.FailureCount).Should().Be(3, "each closing failed");
        enrichments.Metrics[0].AvgLatencyMs.Should().Be(20);
    }

    [Fact]
    public async Task Confidence_and_labels_are_distributed()
    {
        // The clock stands ten days after the start.
        var confidence = await _client.Analytics.GetConfidenceAsync(Id, 720);
        confidence.Distribution.Select(range => (range.ConfidenceRange, range.Count)).Should().Equal(("0.4-0.5", 3), ("0.9-1.0", 7));
        confidence.LowConfidenceCount.Should().Be(3);
        confidence.AvgConfidence.Should().BeApproximately(0.765, 0.0001);
        (await _client.Analytics.GetConfidenceAsync(Id, 1)).Distribution.Should().BeEmpty();
        var labels = await _client.Analytics.GetLabelsAsync(Id, new LabelsRequest { Hours = 720, Limit = 2 });
        labels.TotalLabels.Should().Be(3);
        labels.Labels.Select(label => (label.Label, label.Count, label.Percentage)).Should().Equal(("inquiry", 4, 40), ("closed_won", 3, 30));
    }

    [Fact]
    public async Task Bad_questions_are_refused()
    {
        await _client.Awaiting(c => c.Analytics.GetConfidenceAsync(Id, 721)).Should().ThrowAsync<ArgumentException>().WithParameterName("hours");
        await _client.Awaiting(c => c.Analytics.GetLabelsAsync(Id, new LabelsRequest { Limit = 0 })).Should().ThrowAsync<ArgumentException>().WithParameterName("request");
        await _client.Awaiting(c => c.Analytics.GetAvailableStepsAsync(Id, " ")).Should().ThrowAsync<ArgumentException>().WithParameterName("collectionId");
        await _client.Awaiting(c => c.Analytics.GetAssignmentsAsync(Id, new MetricsRequest { StartDate = Start, EndDate = Start.AddDays(-1) })).Should().ThrowAsync<ArgumentException>();
        await _client.Awaiting(c => c.Analytics.GetTransitionsAsync("..", Sample.TransitionRequest)).Should().ThrowAsync<ArgumentException>();
        await _client.Awaiting(c => c.Analytics.GetPathsAsync("tax_1", Sample.PathRequest with { TaxonomyId = "tax_2" })).Should()
            .ThrowAsync<ArgumentException>().WithMessage("request.TaxonomyId must be null or 'tax_1', but is 'tax_2'.*");
        _emulator.Requests.Should().BeEmpty();
        await _client.Awaiting(c => c.Analytics.GetConfidenceAsync("sales")).Should().ThrowAsync<TaxonomyNotFoundException>("this route takes an ID");
        await _client.Awaiting(c => c.Analytics.GetAssignmentsAsync(Id, new MetricsRequest { GroupBy = "fortnight" })).Should().ThrowAsync<TaxonomyBadRequestException>();
    }

    private void Add(string sequence, string segment, params (int Hours, string Label)[] steps) => _emulator.Store.Assignments.Add(
    [
        .. steps.Select(step => new TaxonomyAssignment
        {
            TaxonomyId = Id,
            CollectionId = "col_ads",
            SequenceId = sequence,
            Label = step.Label,
            At = Start.AddHours(step.Hours),
            Confidence = step.Label == "closed_won" ? 0.45 : 0.9,
            Succeeded = step.Label != "closed_won",
            Latency = TimeSpan.FromMilliseconds(20),
            Covariates = new Dictionary<string, string> { ["segment"] = segment },
        }),
    ]);
}
