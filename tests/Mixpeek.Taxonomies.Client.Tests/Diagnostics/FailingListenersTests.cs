using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What listens to the client's spans and measurements may throw, and costs no result. It hears every client of the process.</summary>
[Collection(nameof(Alone))]
public sealed class FailingListenersTests
{
    private int _failures;

    [Theory]
    [InlineData("sample")]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("measure")]
    public async Task Listener_that_fails_costs_no_result(string moment)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        using var spans = moment == "measure" ? null : FailAt(moment);
        using var measurements = moment == "measure" ? FailAtMeasurements() : null;
        using var outer = new Activity("outer").Start();
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "0.01"), TaxonomyFault.DropAfterProcessing());
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        await client.Awaiting(c => c.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        _failures.Should().BeGreaterThan(1);
        Activity.Current.Should().BeSameAs(outer);
    }

    [Fact]
    public async Task Requests_of_a_span_that_could_not_start_are_below_the_callers()
    {
        Activity? current = null;
        using var stub = new StubHandler(_ =>
        {
            current = Activity.Current;
            return StubHandler.Json((HttpStatusCode.OK, Sample.TaxonomyJson));
        });
        using var client = Sample.Client(stub);
        using var spans = FailAt("start");
        using var outer = new Activity("outer").Start();
        await client.GetAsync("product_tags");
        current.Should().BeSameAs(outer);
        _failures.Should().Be(1);
    }

    private ActivityListener FailAt(string moment)
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TaxonomyTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => moment == "sample" ? throw Fail() : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => FailIf(moment == "start"),
            ActivityStopped = _ => FailIf(moment == "stop"),
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener FailAtMeasurements()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, meters) =>
            {
                if (instrument.Meter.Name == TaxonomyTelemetry.MeterName)
                    meters.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => throw Fail());
        listener.SetMeasurementEventCallback<long>((_, _, _, _) => throw Fail());
        listener.Start();
        return listener;
    }

    private void FailIf(bool isMoment)
    {
        if (isMoment)
            throw Fail();
    }

    private InvalidOperationException Fail()
    {
        Interlocked.Increment(ref _failures);
        return new InvalidOperationException("The sink is closed.");
    }
}
