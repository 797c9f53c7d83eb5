using Polly;
using Polly.Telemetry;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Says in Polly's measurements which operation a request is for.</summary>
internal sealed class OperationEnricher : MeteringEnricher
{
    public override void Enrich<TResult, TArgs>(in EnrichmentContext<TResult, TArgs> context)
    {
        var request = context.TelemetryEvent.Context.GetRequestMessage();
        if (request is not null && TaxonomyOperations.Of(request, CallRecord.Of(request)) is { } operation)
            context.Tags.Add(new(TelemetryTags.Operation, operation.Name));
    }
}
