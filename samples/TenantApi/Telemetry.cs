using Mixpeek.Taxonomies.Client;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace TenantApi;

/// <summary>Traces and metrics by OpenTelemetry, to the console; elsewhere <c>AddOtlpExporter</c> takes the place of that.</summary>
internal static class Telemetry
{
    public static void AddTelemetry(this IServiceCollection services) => services.AddOpenTelemetry()
        .ConfigureResource(resource => resource.AddService("tenant-api"))
        .WithTracing(tracing => tracing
            // The emulators of the demo are servers of this process too.
            .AddAspNetCoreInstrumentation(server => server.Filter = context => !context.Request.Path.StartsWithSegments("/v1"))
            .AddSource(TaxonomyTelemetry.ActivitySourceName)
            .AddHttpClientInstrumentation()
            .AddProcessor(new BatchActivityExportProcessor(new SpanTreeExporter(Console.Out))))
        .WithMetrics(metrics => metrics
            .AddMeter(TaxonomyTelemetry.MeterName, "Polly")
            .AddReader(new PeriodicExportingMetricReader(new MetricLineExporter(Console.Out))));
}
