namespace Mixpeek.Taxonomies.Client;

/// <summary>The names by which an application asks for the client's traces and metrics: see docs/telemetry.md.</summary>
public static class TaxonomyTelemetry
{
    /// <summary>The name of the activity source, for <c>AddSource</c>: one client span for each call.</summary>
    public const string ActivitySourceName = "Mixpeek.Taxonomies.Client";

    /// <summary>The name of the meter, for <c>AddMeter</c>.</summary>
    public const string MeterName = "Mixpeek.Taxonomies.Client";

    /// <summary>The duration of calls with all their attempts and waits, a histogram in seconds.</summary>
    public const string DurationMetric = "mixpeek.taxonomies.client.operation.duration";

    /// <summary>How often a request was sent again, a counter.</summary>
    public const string RetriesMetric = "mixpeek.taxonomies.client.retries";

    /// <summary>How often a request was held back, by the caller's limiter or the service's window, a counter.</summary>
    public const string HoldsMetric = "mixpeek.taxonomies.client.holds";

    /// <summary>How often a name was looked up because an outcome was not known, a counter.</summary>
    public const string LookUpsMetric = "mixpeek.taxonomies.client.look_ups";

    /// <summary>How many calls succeeded although the answer to what took effect was lost, a counter.</summary>
    public const string RecoveredMetric = "mixpeek.taxonomies.client.recovered_outcomes";

    /// <summary>How many calls ended in a <see cref="TaxonomyOutcomeUnknownException"/>, a counter.</summary>
    public const string UnknownMetric = "mixpeek.taxonomies.client.unknown_outcomes";
}
