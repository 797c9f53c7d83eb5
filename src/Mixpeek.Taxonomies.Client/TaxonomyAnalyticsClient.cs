namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyAnalyticsClient(TaxonomyClient client) : ITaxonomyAnalyticsClient
{
    public Task<StepTransitionResponse> GetTransitionsAsync(
        string taxonomyId, StepTransitionRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetTransitions, taxonomyId, nameof(taxonomyId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        CheckSame(taxonomyId, request.TaxonomyId);
        var body = request with { TaxonomyId = taxonomyId };
        return client.RunAsync(
            TaxonomyOperations.GetTransitions,
            (apis, options, token) => apis.Analytics.GetTransitionsAsync(taxonomyId, body, options, token),
            cancellationToken);
    }

    public Task<PathAnalysisResponse> GetPathsAsync(
        string taxonomyId, PathAnalysisRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetPaths, taxonomyId, nameof(taxonomyId));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        CheckSame(taxonomyId, request.TaxonomyId);
        var body = request with { TaxonomyId = taxonomyId };
        return client.RunAsync(
            TaxonomyOperations.GetPaths,
            (apis, options, token) => apis.Analytics.GetPathsAsync(taxonomyId, body, options, token),
            cancellationToken);
    }

    public Task<AvailableStepsResponse> GetAvailableStepsAsync(
        string taxonomyId, string collectionId, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetAvailableSteps, taxonomyId, nameof(taxonomyId));
        new ArgumentPath(nameof(collectionId)).NotBlank(collectionId);
        return client.RunAsync(
            TaxonomyOperations.GetAvailableSteps,
            (apis, options, token) => apis.Analytics.GetAvailableStepsAsync(taxonomyId, collectionId, options, token),
            cancellationToken);
    }

    public Task<AssignmentMetricsResponse> GetAssignmentsAsync(
        string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetAssignments, taxonomyId, nameof(taxonomyId));
        request?.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetAssignments,
            (apis, options, token) => apis.Analytics.GetAssignmentsAsync(taxonomyId, request?.StartDate, request?.EndDate, request?.GroupBy, options, token),
            cancellationToken);
    }

    public Task<ConfidenceResponse> GetConfidenceAsync(
        string taxonomyId, int? hours = null, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetConfidence, taxonomyId, nameof(taxonomyId));
        new ArgumentPath(nameof(hours)).InRange(hours, 1, 720);
        return client.RunAsync(
            TaxonomyOperations.GetConfidence,
            (apis, options, token) => apis.Analytics.GetConfidenceAsync(taxonomyId, hours, options, token),
            cancellationToken);
    }

    public Task<LabelDistributionResponse> GetLabelsAsync(
        string taxonomyId, LabelsRequest? request = null, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetLabels, taxonomyId, nameof(taxonomyId));
        request?.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetLabels,
            (apis, options, token) => apis.Analytics.GetLabelsAsync(taxonomyId, request?.Hours, request?.Limit, options, token),
            cancellationToken);
    }

    public Task<EnrichmentHistoryResponse> GetEnrichmentsAsync(
        string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.GetEnrichments, taxonomyId, nameof(taxonomyId));
        request?.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetEnrichments,
            (apis, options, token) => apis.Analytics.GetEnrichmentsAsync(taxonomyId, request?.StartDate, request?.EndDate, request?.GroupBy, options, token),
            cancellationToken);
    }

    private static void CheckSame(string taxonomyId, string? stated)
    {
        if (stated is not null && stated != taxonomyId)
            throw new ArgumentPath("request").Member(nameof(StepTransitionRequest.TaxonomyId)).Invalid($"must be null or '{taxonomyId}', but is '{stated}'");
    }
}
