namespace Mixpeek.Taxonomies.Client;

/// <summary>The analytics of taxonomies. Every call only reads. What they throw stands at <see cref="ITaxonomyClient"/>.</summary>
public interface ITaxonomyAnalyticsClient
{
    /// <summary>Measures the transition from one step to another: <c>POST /v1/taxonomies/{taxonomy_id}/analytics/transitions</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">The collection and the steps.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<StepTransitionResponse> GetTransitionsAsync(string taxonomyId, StepTransitionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds the paths from one step to another: <c>POST /v1/taxonomies/{taxonomy_id}/analytics/paths</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">The collection and the steps.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<PathAnalysisResponse> GetPathsAsync(string taxonomyId, PathAnalysisRequest request, CancellationToken cancellationToken = default);

    /// <summary>Lists the steps that the other calls can name: <c>GET /v1/taxonomies/{taxonomy_id}/analytics/available-steps</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="collectionId">The collection whose documents are the events.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<AvailableStepsResponse> GetAvailableStepsAsync(string taxonomyId, string collectionId, CancellationToken cancellationToken = default);

    /// <summary>Counts assignments over time: <c>GET /v1/analytics/taxonomies/{taxonomy_id}/assignments</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">The time and its buckets; null for the service's defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<AssignmentMetricsResponse> GetAssignmentsAsync(string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Gives the distribution of confidence: <c>GET /v1/analytics/taxonomies/{taxonomy_id}/confidence</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="hours">How far back, in hours, from 1 to 720; null for the service's default, 168.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ConfidenceResponse> GetConfidenceAsync(string taxonomyId, int? hours = null, CancellationToken cancellationToken = default);

    /// <summary>Gives the distribution of labels: <c>GET /v1/analytics/taxonomies/{taxonomy_id}/labels</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">How far back, and how many labels; null for the service's defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<LabelDistributionResponse> GetLabelsAsync(string taxonomyId, LabelsRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>Counts enrichments over time: <c>GET /v1/analytics/taxonomies/{taxonomy_id}/enrichments</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="request">The time and its buckets; null for the service's defaults.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<EnrichmentHistoryResponse> GetEnrichmentsAsync(string taxonomyId, MetricsRequest? request = null, CancellationToken cancellationToken = default);
}
