using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Polly's own meter and messages come with the client, and a success is silent by default.</summary>
[Collection(nameof(Alone))]
public sealed class PollyTelemetryTests : IAsyncLifetime
{
    private readonly FakeLogCollector _log = new();
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("t", Sample.FlatConfig);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Retries_are_counted_and_logged_as_Polly_does_it(bool inContainer)
    {
        using var attempts = new MetricCollector<double>(null, "Polly", "resilience.polly.strategy.attempt.duration");
        using var events = new MetricCollector<int>(null, "Polly", "resilience.polly.strategy.events");
        await using var made = Make(inContainer);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "0.01"));
        await made.Client.GetAsync("t");

        var pipeline = inContainer ? "Mixpeek.Taxonomies.Client-requests" : "requests";
        attempts.GetMeasurementSnapshot().Where(measured => Equals(measured.Tags["pipeline.name"], pipeline))
            .Select(measured => measured.Tags["attempt.handled"]).Should().Equal(true, false);
        attempts.GetMeasurementSnapshot().Where(measured => Equals(measured.Tags["pipeline.name"], pipeline))
            .Should().OnlyContain(measured => Equals(measured.Tags["mixpeek.operation.name"], "GetTaxonomy"), "the client adds it");
        events.GetMeasurementSnapshot().Should().Contain(measured => Equals(measured.Tags["event.name"], "OnRetry") && Equals(measured.Tags["pipeline.name"], pipeline));
        Lines("Polly").Should().Contain(line => line.Message.Contains("OnRetry", StringComparison.Ordinal) && line.Message.Contains("503", StringComparison.Ordinal));
        Lines("Mixpeek.Taxonomies.Client.TaxonomyClient").Should().ContainSingle(line => line.Level == LogLevel.Warning)
            .Which.Message.Should().Be("GetTaxonomy failed at attempt 1 (503 InferenceServiceUnavailableError); trying again in 00:00:00.0100000");
    }

    [Fact]
    public async Task Call_that_ends_because_the_service_asks_for_more_than_its_time_is_not_counted_as_repeated()
    {
        using var events = new MetricCollector<int>(null, "Polly", "resilience.polly.strategy.events");
        await using var made = Make(inContainer: false);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "100"));
        await made.Client.Awaiting(client => client.GetAsync("t")).Should().ThrowAsync<TaxonomyServerException>();
        events.GetMeasurementSnapshot().Select(measured => measured.Tags["event.name"]).Should().NotContain("OnRetry");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Success_logs_nothing_at_information(bool inContainer)
    {
        await using var made = Make(inContainer);
        await made.Client.GetAsync("t");
        _log.GetSnapshot().Where(line => line.Level >= LogLevel.Information).Should().BeEmpty();
        Lines("Polly").Should().NotBeEmpty("they are there at a lower level");
    }

    private IEnumerable<FakeLogRecord> Lines(string category) => _log.GetSnapshot().Where(line => line.Category == category);

    private Made Make(bool inContainer)
    {
        var provider = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(_log)))
            .AddTaxonomyClient().UseEmulator(_emulator).Services.BuildServiceProvider();
        return inContainer
            ? new Made(provider.GetRequiredService<ITaxonomyClient>(), provider)
            : new Made(TaxonomyClient.Create(_emulator.CreateClientOptions(), provider.GetRequiredService<ILoggerFactory>()), provider);
    }

    private sealed record Made(ITaxonomyClient Client, ServiceProvider Provider) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            (Client as IDisposable)?.Dispose();
            return Provider.DisposeAsync();
        }
    }
}
