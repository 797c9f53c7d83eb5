using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyAnalyticsClient(CallSender sender) : ITaxonomyAnalyticsClient
{
    public Task<StepTransitionResponse> GetTransitionsAsync(StepTransitionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.GetTransitions,
            Identifier = request.TaxonomyId,
            Body = CallSender.Body(request, WireJson.Context.StepTransitionRequest),
        };
        return sender.SendAsync(call, WireJson.Context.StepTransitionResponse, cancellationToken);
    }

    public Task<PathAnalysisResponse> GetPathsAsync(PathAnalysisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.GetPaths,
            Identifier = request.TaxonomyId,
            Body = CallSender.Body(request, WireJson.Context.PathAnalysisRequest),
        };
        return sender.SendAsync(call, WireJson.Context.PathAnalysisResponse, cancellationToken);
    }

    public Task<AvailableStepsResponse> GetAvailableStepsAsync(
        string taxonomyId, string collectionId, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(collectionId)).NotBlank(collectionId);
        var query = new QueryBuilder().Add("collection_id", collectionId);
        return GetAsync(TaxonomyOperations.GetAvailableSteps, taxonomyId, query, WireJson.Context.AvailableStepsResponse, cancellationToken);
    }

    public Task<AssignmentMetricsResponse> GetAssignmentsAsync(
        string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default) =>
        GetAsync(TaxonomyOperations.GetAssignments, taxonomyId, QueryOf(request), WireJson.Context.AssignmentMetricsResponse, cancellationToken);

    public Task<ConfidenceResponse> GetConfidenceAsync(
        string taxonomyId, int? hours = null, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(hours)).InRange(hours, 1, 720);
        var query = new QueryBuilder().Add("hours", hours);
        return GetAsync(TaxonomyOperations.GetConfidence, taxonomyId, query, WireJson.Context.ConfidenceResponse, cancellationToken);
    }

    public Task<LabelDistributionResponse> GetLabelsAsync(
        string taxonomyId, LabelsRequest? request = null, CancellationToken cancellationToken = default)
    {
        request?.Validate(new ArgumentPath(nameof(request)));
        var query = new QueryBuilder().Add("hours", request?.Hours).Add("limit", request?.Limit);
        return GetAsync(TaxonomyOperations.GetLabels, taxonomyId, query, WireJson.Context.LabelDistributionResponse, cancellationToken);
    }

    public Task<EnrichmentHistoryResponse> GetEnrichmentsAsync(
        string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default) =>
        GetAsync(TaxonomyOperations.GetEnrichments, taxonomyId, QueryOf(request), WireJson.Context.EnrichmentHistoryResponse, cancellationToken);

    private static QueryBuilder QueryOf(MetricsRequest? request)
    {
        request?.Validate(new ArgumentPath(nameof(request)));
        return new QueryBuilder()
            .Add("start_date", request?.StartDate)
            .Add("end_date", request?.EndDate)
            .Add("group_by", request?.GroupBy);
    }

    private Task<T> GetAsync<T>(
        TaxonomyOperation operation, string taxonomyId, QueryBuilder query, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        CallSender.CheckIdentifier(taxonomyId, nameof(taxonomyId));
        var call = new TaxonomyRequest { Operation = operation, Identifier = taxonomyId, Query = query.ToString() };
        return sender.SendAsync(call, type, cancellationToken);
    }
}
