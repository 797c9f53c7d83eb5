using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Mixpeek.Taxonomies.Emulator;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Calls are measured in the meter of their container, so that clients of several can be told apart.</summary>
public sealed class MetricsTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private ServiceProvider _provider = null!;

    private ITaxonomyClient Client => _provider.GetRequiredService<ITaxonomyClient>();

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock });
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
        _provider = NewProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Duration_of_a_call_counts_its_waits_in_seconds()
    {
        using var durations = Collect<double>(TaxonomyTelemetry.DurationMetric);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "2"));
        await Client.CloneAsync("product_tags", Sample.CloneRequest);

        var measured = durations.GetMeasurementSnapshot().Should().ContainSingle().Subject;
        measured.Value.Should().Be(2);
        measured.Tags.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["mixpeek.operation.name"] = "CloneTaxonomy",
            ["http.request.method"] = "POST",
            ["server.address"] = "127.0.0.1",
            ["server.port"] = _emulator.BaseAddress.Port,
            ["http.response.status_code"] = 201,
        });
        durations.Instrument!.Unit.Should().Be("s");
    }

    [Fact]
    public async Task Failure_is_told_by_its_type()
    {
        using var durations = Collect<double>(TaxonomyTelemetry.DurationMetric);
        await Client.Awaiting(client => client.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing() with { Times = 4 });
        await Client.Awaiting(client => client.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyConnectionException>();

        durations.GetMeasurementSnapshot().Select(measured => (measured.Tags["error.type"], measured.Tags.GetValueOrDefault("http.response.status_code")))
            .Should().Equal(("404", 404), (typeof(TaxonomyConnectionException).FullName, null));
    }

    [Fact]
    public async Task Repeats_are_counted_with_their_reason()
    {
        using var retries = Collect<long>(TaxonomyTelemetry.RetriesMetric);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable), TaxonomyFault.DropBeforeProcessing());
        await Client.GetAsync("product_tags");
        retries.GetMeasurementSnapshot().Select(measured => (measured.Value, measured.Tags["mixpeek.operation.name"], measured.Tags["error.type"]))
            .Should().Equal((1, "GetTaxonomy", "503"), (1, "GetTaxonomy", typeof(TaxonomyConnectionException).FullName));
    }

    [Fact]
    public async Task Held_requests_are_counted_by_who_holds_them()
    {
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(3));
        await using var provider = NewProvider(options => options.RateLimiter = limiter);
        using var holds = Collect<long>(TaxonomyTelemetry.HoldsMetric, provider);
        var client = provider.GetRequiredService<ITaxonomyClient>();
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.OK, Sample.TaxonomyJson)
            .WithHeader("X-RateLimit-Remaining", "0")
            .WithHeader("X-RateLimit-Reset", $"{_clock.GetUtcNow().AddSeconds(20).ToUnixTimeSeconds()}"));
        await client.GetAsync("product_tags");
        await client.GetAsync("product_tags");
        holds.GetMeasurementSnapshot().Select(measured => (measured.Value, measured.Tags["mixpeek.operation.name"], measured.Tags["mixpeek.wait.cause"]))
            .Should().Equal((1, "GetTaxonomy", "limiter"), (1, "GetTaxonomy", "window"));
    }

    [Fact]
    public async Task Look_ups_and_what_they_settle_are_counted()
    {
        using var lookUps = Collect<long>(TaxonomyTelemetry.LookUpsMetric);
        using var recovered = Collect<long>(TaxonomyTelemetry.RecoveredMetric);
        using var unknown = Collect<long>(TaxonomyTelemetry.UnknownMetric);
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        (await Client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        Operations(lookUps).Should().Equal("CloneTaxonomy");
        Operations(recovered).Should().Equal("CloneTaxonomy");
        Operations(unknown).Should().BeEmpty();

        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        await Client.Awaiting(client => client.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        Operations(lookUps).Concat(Operations(recovered)).Should().HaveCount(2, "a version has no name to look up");
        Operations(unknown).Should().Equal("CreateTaxonomyVersion");
    }

    [Fact]
    public async Task Clients_of_two_containers_are_told_apart()
    {
        await using var other = NewProvider();
        using var ours = Collect<double>(TaxonomyTelemetry.DurationMetric);
        using var theirs = Collect<double>(TaxonomyTelemetry.DurationMetric, other);
        await Client.GetAsync("product_tags");
        ours.GetMeasurementSnapshot().Should().ContainSingle();
        theirs.GetMeasurementSnapshot().Should().BeEmpty();
    }

    [Fact]
    public async Task Client_without_a_container_is_measured_in_the_meter_of_the_process()
    {
        using var durations = new MetricCollector<double>(null, TaxonomyTelemetry.MeterName, TaxonomyTelemetry.DurationMetric);
        using var client = Sample.ClientOf(_emulator, _clock);
        await client.GetAsync("product_tags");
        durations.GetMeasurementSnapshot().Should().ContainSingle(measured => Equals(measured.Tags["server.port"], _emulator.BaseAddress.Port));
    }

    [Fact]
    public async Task Instruments_are_exported_with_their_units()
    {
        var exported = new List<Metric>();
        using (var meters = Sdk.CreateMeterProviderBuilder().AddMeter(TaxonomyTelemetry.MeterName).AddInMemoryExporter(exported).Build())
        {
            _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
            await Client.GetAsync("product_tags");
            meters.ForceFlush();
        }

        exported.Should().Contain(metric => metric.Name == TaxonomyTelemetry.RetriesMetric && metric.Unit == "{retry}" && metric.MeterVersion == "0.1.0");
        var duration = exported.First(metric => metric.Name == TaxonomyTelemetry.DurationMetric);
        duration.Unit.Should().Be("s");
#if NET9_0_OR_GREATER
        BoundsOf(duration).Should().Equal(0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, double.PositiveInfinity);
#endif
    }

    private static IEnumerable<object?> Operations(MetricCollector<long> counter) =>
        counter.GetMeasurementSnapshot().Select(measured => measured.Tags["mixpeek.operation.name"]);

#if NET9_0_OR_GREATER
    private static List<double> BoundsOf(Metric histogram)
    {
        var bounds = new List<double>();
        foreach (ref readonly var point in histogram.GetMetricPoints())
        {
            foreach (var bucket in point.GetHistogramBuckets())
                bounds.Add(bucket.ExplicitBound);
            break;
        }

        return bounds;
    }
#endif

    private MetricCollector<T> Collect<T>(string instrument, ServiceProvider? provider = null)
        where T : struct =>
        new((provider ?? _provider).GetRequiredService<IMeterFactory>(), TaxonomyTelemetry.MeterName, instrument);

    private ServiceProvider NewProvider(Action<TaxonomyClientOptions>? configure = null) => new ServiceCollection()
        .AddSingleton<TimeProvider>(_clock)
        .AddTaxonomyClient(configure ?? (static _ => { })).UseEmulator(_emulator).Services.BuildServiceProvider();
}
