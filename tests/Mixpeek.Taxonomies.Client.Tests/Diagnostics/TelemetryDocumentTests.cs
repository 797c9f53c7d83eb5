using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Mixpeek.Taxonomies.Emulator;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>docs/telemetry.md lists what the client tells, and what it says to add makes it heard.</summary>
public sealed class TelemetryDocumentTests
{
    private static readonly string[] Rows =
        [.. File.ReadAllLines(Path.Combine(Checkout.Root, "docs", "telemetry.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal))];

    [Fact]
    public void Tables_of_attributes_and_events_are_whole()
    {
        var names = ConstantsOf(typeof(TelemetryTags)).Concat(ConstantsOf(typeof(CallSpan))).ToArray();
        names.Should().HaveCountGreaterThan(15);
        Rows.Select(row => row.Split('`')[1]).Where(name => !name.StartsWith("mixpeek.taxonomies.", StringComparison.Ordinal)).Should().BeEquivalentTo(names);
    }

    [Fact]
    public void Table_of_metrics_is_whole()
    {
        var instruments = new List<Instrument>();
        using var provider = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = provider.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Scope == meters)
                    instruments.Add(instrument);
            },
        };
        listener.Start();
        _ = new CallDiagnostics(NullLoggerFactory.Instance, meters);

        instruments.Select(instrument => instrument.Name).Should().BeEquivalentTo(
            ConstantsOf(typeof(TaxonomyTelemetry)).Where(name => name != TaxonomyTelemetry.MeterName), "each name is a constant");
        Rows.Where(row => row.Contains("`mixpeek.taxonomies.", StringComparison.Ordinal)).Select(row => string.Join('|', row.Split('|')[..4]) + "|")
            .Should().Equal(instruments.Select(instrument => $"| `{instrument.Name}` | {instrument.GetType().Name.Split('`')[0]} | `{instrument.Unit}` |"));
    }

    [Fact]
    public async Task What_is_to_be_added_makes_it_heard()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("t", Sample.FlatConfig);
        var (spans, metrics) = (new List<System.Diagnostics.Activity>(), new List<Metric>());
        var services = new ServiceCollection();
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(TaxonomyTelemetry.ActivitySourceName).AddInMemoryExporter(spans))
            .WithMetrics(measuring => measuring.AddMeter(TaxonomyTelemetry.MeterName, "Polly").AddInMemoryExporter(metrics));
        services.AddTaxonomyClient().UseEmulator(emulator);
        await using var provider = services.BuildServiceProvider();
        var (tracer, meter) = (provider.GetRequiredService<TracerProvider>(), provider.GetRequiredService<MeterProvider>());

        await provider.GetRequiredService<ITaxonomyClient>().GetAsync("t");

        meter.ForceFlush();
        tracer.Shutdown();
        spans.Should().Contain(span => span.DisplayName == "GetTaxonomy" && Equals(span.GetTagItem("server.port"), emulator.BaseAddress.Port));
        metrics.Select(metric => metric.MeterName).Should().Contain([TaxonomyTelemetry.MeterName, "Polly"]);
    }

    private static IEnumerable<string> ConstantsOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);
}
