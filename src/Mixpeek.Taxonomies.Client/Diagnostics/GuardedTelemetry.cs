using Polly.Telemetry;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Keeps what an application's telemetry throws from failing the call that it is told of.</summary>
internal static class GuardedTelemetry
{
    public static TelemetryOptions Of(TelemetryOptions telemetry)
    {
        var guarded = new TelemetryOptions
        {
            LoggerFactory = new GuardedLoggerFactory(telemetry.LoggerFactory),
            ResultFormatter = (context, result) => Guard.Run(
                (telemetry.ResultFormatter, context, result), static shown => shown.ResultFormatter(shown.context, shown.result), result),
        };
        foreach (var listener in telemetry.TelemetryListeners)
            guarded.TelemetryListeners.Add(new Listener(listener));
        foreach (var enricher in telemetry.MeteringEnrichers)
            guarded.MeteringEnrichers.Add(new Enricher(enricher));
        return guarded;
    }

    private sealed class Listener(TelemetryListener inner) : TelemetryListener
    {
        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args) =>
            Guard.Run((inner, args), static told => told.inner.Write(in told.args));
    }

    private sealed class Enricher(MeteringEnricher inner) : MeteringEnricher
    {
        public override void Enrich<TResult, TArgs>(in EnrichmentContext<TResult, TArgs> context) =>
            Guard.Run((inner, context), static told => told.inner.Enrich(in told.context));
    }
}
