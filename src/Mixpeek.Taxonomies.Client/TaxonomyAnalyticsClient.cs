namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyAnalyticsClient(TaxonomyClient client) : ITaxonomyAnalyticsClient
{
    public Task<StepTransitionResponse> GetTransitionsAsync(StepTransitionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetTransitions,
            (apis, options, token) => apis.Analytics.GetTransitionsAsync(request.TaxonomyId, request, options, token),
            cancellationToken);
    }

    public Task<PathAnalysisResponse> GetPathsAsync(PathAnalysisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetPaths,
            (apis, options, token) => apis.Analytics.GetPathsAsync(request.TaxonomyId, request, options, token),
            cancellationToken);
    }

    public Task<AvailableStepsResponse> GetAvailableStepsAsync(
        string taxonomyId, string collectionId, CancellationToken cancellationToken = default)
    {
        Identifier.Check(taxonomyId, nameof(taxonomyId));
        new ArgumentPath(nameof(collectionId)).NotBlank(collectionId);
        return client.RunAsync(
            TaxonomyOperations.GetAvailableSteps,
            (apis, options, token) => apis.Analytics.GetAvailableStepsAsync(taxonomyId, collectionId, options, token),
            cancellationToken);
    }

    public Task<AssignmentMetricsResponse> GetAssignmentsAsync(
        string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default)
    {
        Identifier.Check(taxonomyId, nameof(taxonomyId));
        request?.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetAssignments,
            (apis, options, token) => apis.Analytics.GetAssignmentsAsync(taxonomyId, request?.StartDate, request?.EndDate, request?.GroupBy, options, token),
            cancellationToken);
    }

    public Task<ConfidenceResponse> GetConfidenceAsync(
        string taxonomyId, int? hours = null, CancellationToken cancellationToken = default)
    {
        Identifier.Check(taxonomyId, nameof(taxonomyId));
        new ArgumentPath(nameof(hours)).InRange(hours, 1, 720);
        return client.RunAsync(
            TaxonomyOperations.GetConfidence,
            (apis, options, token) => apis.Analytics.GetConfidenceAsync(taxonomyId, hours, options, token),
            cancellationToken);
    }

    public Task<LabelDistributionResponse> GetLabelsAsync(
        string taxonomyId, LabelsRequest? request = null, CancellationToken cancellationToken = default)
    {
        Identifier.Check(taxonomyId, nameof(taxonomyId));
        request?.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetLabels,
            (apis, options, token) => apis.Analytics.GetLabelsAsync(taxonomyId, request?.Hours, request?.Limit, options, token),
            cancellationToken);
    }

    public Task<EnrichmentHistoryResponse> GetEnrichmentsAsync(
        string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default)
    {
        Identifier.Check(taxonomyId, nameof(taxonomyId));
        request?.Validate(new ArgumentPath(nameof(request)));
        return client.RunAsync(
            TaxonomyOperations.GetEnrichments,
            (apis, options, token) => apis.Analytics.GetEnrichmentsAsync(taxonomyId, request?.StartDate, request?.EndDate, request?.GroupBy, options, token),
            cancellationToken);
    }
}
