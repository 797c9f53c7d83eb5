using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The instruments of a meter. What listens to them may fail.</summary>
internal sealed class CallMetrics
{
    private const string DurationUnit = "s";
    private const string DurationText = "Duration of calls, with all their attempts and waits.";

    private readonly Histogram<double> _duration;
    private readonly Counter<long> _retries;
    private readonly Counter<long> _holds;
    private readonly Counter<long> _lookUps;
    private readonly Counter<long> _recovered;
    private readonly Counter<long> _unknown;

    private CallMetrics(Meter meter)
    {
        _duration = NewDuration(meter);
        _retries = meter.CreateCounter<long>(TaxonomyTelemetry.RetriesMetric, "{retry}", "Requests that were sent again.");
        _holds = meter.CreateCounter<long>(TaxonomyTelemetry.HoldsMetric, "{hold}", "Times that a request was held back.");
        _lookUps = meter.CreateCounter<long>(TaxonomyTelemetry.LookUpsMetric, "{look_up}", "Look-ups of a name after an outcome that was not known.");
        _recovered = meter.CreateCounter<long>(TaxonomyTelemetry.RecoveredMetric, "{call}", "Calls that succeeded although an answer was lost.");
        _unknown = meter.CreateCounter<long>(TaxonomyTelemetry.UnknownMetric, "{call}", "Calls whose outcome is not known.");
    }

    /// <summary>Those of the clients that no container made; null where a listener failed when they were published.</summary>
    public static CallMetrics? OfProcess { get; } = Of(static options => new Meter(options));

    /// <summary>Makes instruments; null where a listener fails when they are published.</summary>
    public static CallMetrics? Of(Func<MeterOptions, Meter> make)
    {
        var options = new MeterOptions(TaxonomyTelemetry.MeterName) { Version = ProductVersion.Text };
        return Guard.Run<(Func<MeterOptions, Meter>, MeterOptions), CallMetrics?>((make, options), static made => new CallMetrics(made.Item1(made.Item2)), null);
    }

    public void Retried(TaxonomyOperation operation, Exception failure)
    {
        if (_retries.Enabled)
            Add(_retries, new TagList { { TelemetryTags.Operation, operation.Name }, { TelemetryTags.ErrorType, TelemetryTags.KindOf(failure) } });
    }

    public void Held(TaxonomyOperation operation, string cause) =>
        Add(_holds, new TagList { { TelemetryTags.Operation, operation.Name }, { TelemetryTags.WaitCause, cause } });

    public void LookedUp(TaxonomyOperation operation) => Add(_lookUps, new TagList { { TelemetryTags.Operation, operation.Name } });

    public void Ended(CallRecord call, Exception? failure)
    {
        if (call.IsRecovered)
            Add(_recovered, new TagList { { TelemetryTags.Operation, call.Operation.Name } });
        if (failure is TaxonomyOutcomeUnknownException)
            Add(_unknown, new TagList { { TelemetryTags.Operation, call.Operation.Name } });
        if (!_duration.Enabled)
            return;
        var tags = new TagList
        {
            { TelemetryTags.Operation, call.Operation.Name },
            { TelemetryTags.Method, call.Operation.Method.Method },
            { TelemetryTags.ServerAddress, call.Options.BaseAddress.Host },
            { TelemetryTags.ServerPort, call.Options.BaseAddress.Port },
        };
        if (call.LastOwnAttempt?.StatusCode is { } status)
            tags.Add(TelemetryTags.StatusCode, (int)status);
        if (failure is not null)
            tags.Add(TelemetryTags.ErrorType, TelemetryTags.KindOf(failure));
        Guard.Run((_duration, call.Elapsed, tags), static told => told._duration.Record(told.Elapsed.TotalSeconds, told.tags));
    }

    private static void Add(Counter<long> counter, in TagList tags)
    {
        if (counter.Enabled)
            Guard.Run((counter, tags), static told => told.counter.Add(1, told.tags));
    }

#if NET9_0_OR_GREATER
    private static Histogram<double> NewDuration(Meter meter) => meter.CreateHistogram(
        TaxonomyTelemetry.DurationMetric, DurationUnit, DurationText, advice: new InstrumentAdvice<double>
        {
            // Those of OpenTelemetry's http.client.request.duration.
            HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });
#else
    private static Histogram<double> NewDuration(Meter meter) => meter.CreateHistogram<double>(TaxonomyTelemetry.DurationMetric, DurationUnit, DurationText);
#endif
}
