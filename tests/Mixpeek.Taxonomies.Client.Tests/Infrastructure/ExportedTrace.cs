using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What the OpenTelemetry SDK exports of one test's own trace, whatever other tests do at the same time.</summary>
internal sealed class ExportedTrace : IDisposable
{
    private readonly List<Activity> _exported = [];
    private readonly TracerProvider _provider;

    public ExportedTrace()
    {
        _provider = Sdk.CreateTracerProviderBuilder()
            .SetSampler(new AlwaysOnSampler())
            .AddSource(TaxonomyTelemetry.ActivitySourceName, "System.Net.Http")
            .AddInMemoryExporter(_exported)
            .Build();
        Root = new Activity("test").Start();
    }

    /// <summary>What the test's spans are children of.</summary>
    public Activity Root { get; }

    /// <summary>Ends the export, and returns the client's spans in the order of their ends.</summary>
    public Activity[] EndAndTakeCalls() => [.. EndAndTakeAll().Where(span => span.Source.Name == TaxonomyTelemetry.ActivitySourceName)];

    /// <summary>Ends the export, and returns the client's spans and those of their requests in the order of their ends.</summary>
    public Activity[] EndAndTakeAll()
    {
        Root.Stop();
        _provider.Dispose();
        return [.. _exported.Where(span => span.TraceId == Root.TraceId)];
    }

    public void Dispose() => _provider.Dispose();
}
