using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TenantApi;

/// <summary>Traces and metrics by OpenTelemetry, to the console; elsewhere <c>AddOtlpExporter</c> takes the place of that.</summary>
internal static class Telemetry
{
    private const string Client = "Mixpeek.Taxonomies.Client";

    public static void AddTelemetry(this IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("tenant-api"))
        .WithTracing(tracing => tracing
            // The emulators of the demo are servers of this process too.
            .AddAspNetCoreInstrumentation(server => server.Filter = context => !context.Request.Path.StartsWithSegments("/v1"))
            .AddSource(Client)
            .AddHttpClientInstrumentation()
            .AddProcessor(new BatchActivityExportProcessor(new SpanTreeExporter(Console.Out))))
        .WithMetrics(metrics => metrics
            .AddMeter(Client, "Polly")
            .AddReader(new PeriodicExportingMetricReader(new MetricLineExporter(Console.Out))));
}
