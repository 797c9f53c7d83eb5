using Polly;
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
            ResultFormatter = (context, result) => Format(telemetry.ResultFormatter, context, result),
        };
        foreach (var listener in telemetry.TelemetryListeners)
            guarded.TelemetryListeners.Add(new Listener(listener));
        foreach (var enricher in telemetry.MeteringEnrichers)
            guarded.MeteringEnrichers.Add(new Enricher(enricher));
        return guarded;
    }

    private static object? Format(Func<ResilienceContext, object?, object?> formatter, ResilienceContext context, object? result)
    {
        try
        {
            return formatter(context, result);
        }
        catch (Exception)
        {
            return result;
        }
    }

    private sealed class Listener(TelemetryListener inner) : TelemetryListener
    {
        public override void Write<TResult, TArgs>(in TelemetryEventArguments<TResult, TArgs> args)
        {
            try
            {
                inner.Write(args);
            }
            catch (Exception)
            {
                // There is nowhere to tell of it: a log may be what failed.
            }
        }
    }

    private sealed class Enricher(MeteringEnricher inner) : MeteringEnricher
    {
        public override void Enrich<TResult, TArgs>(in EnrichmentContext<TResult, TArgs> context)
        {
            try
            {
                inner.Enrich(context);
            }
            catch (Exception)
            {
                // The measurement goes without what it would have added.
            }
        }
    }
}
