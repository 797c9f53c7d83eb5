using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>Those who listen to what the client tells, as an exporter would, and keep nothing.</summary>
internal static class Listeners
{
    public static IDisposable OfMetrics()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == TaxonomyTelemetry.MeterName)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>(static (_, _, _, _) => { });
        listener.SetMeasurementEventCallback<long>(static (_, _, _, _) => { });
        listener.Start();
        return listener;
    }

    public static IDisposable OfSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TaxonomyTelemetry.ActivitySourceName,
            Sample = static (ref _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
