using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The endpoints of taxonomy analytics, as Refit builds them.</summary>
/// <remarks><inheritdoc cref="ITaxonomiesApi" path="/remarks"/></remarks>
public interface ITaxonomyAnalyticsApi
{
    /// <summary>Measures the transition from one step to another.</summary>
    /// <param name="taxonomyId">The taxonomy's ID, which the request repeats.</param>
    /// <param name="request">The steps.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies/{taxonomy_id}/analytics/transitions"), Safety(OperationSafety.Read)]
    Task<StepTransitionResponse> GetTransitionsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Body] StepTransitionRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Finds the paths between two steps.</summary>
    /// <param name="taxonomyId">The taxonomy's ID, which the request repeats.</param>
    /// <param name="request">The steps.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies/{taxonomy_id}/analytics/paths"), Safety(OperationSafety.Read)]
    Task<PathAnalysisResponse> GetPathsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Body] PathAnalysisRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Lists the steps that analytics can name.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="collectionId">The collection's ID.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/taxonomies/{taxonomy_id}/analytics/available-steps"), Safety(OperationSafety.Read)]
    Task<AvailableStepsResponse> GetAvailableStepsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Query, AliasAs("collection_id")] string collectionId,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Counts assignments over time.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="startDate">From when; null for the service's default.</param>
    /// <param name="endDate">Until when; null for now.</param>
    /// <param name="groupBy">The length of a bucket; null for the service's default, a day.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/analytics/taxonomies/{taxonomy_id}/assignments"), Safety(OperationSafety.Read)]
    Task<AssignmentMetricsResponse> GetAssignmentsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Query, AliasAs("start_date")] DateTimeOffset? startDate = null,
        [Query, AliasAs("end_date")] DateTimeOffset? endDate = null,
        [Query, AliasAs("group_by")] string? groupBy = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Gives the distribution of confidence.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="hours">How far back, in hours, from 1 to 720; null for the service's default, 168.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/analytics/taxonomies/{taxonomy_id}/confidence"), Safety(OperationSafety.Read)]
    Task<ConfidenceResponse> GetConfidenceAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Query, AliasAs("hours")] int? hours = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Gives the distribution of labels.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="hours">How far back, in hours, from 1 to 720; null for the service's default, 168.</param>
    /// <param name="limit">The most labels, from 1 to 1,000; null for the service's default, 50.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/analytics/taxonomies/{taxonomy_id}/labels"), Safety(OperationSafety.Read)]
    Task<LabelDistributionResponse> GetLabelsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Query, AliasAs("hours")] int? hours = null,
        [Query, AliasAs("limit")] int? limit = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Counts enrichments over time.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="startDate">From when; null for the service's default.</param>
    /// <param name="endDate">Until when; null for now.</param>
    /// <param name="groupBy">The length of a bucket; null for the service's default, a day.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/analytics/taxonomies/{taxonomy_id}/enrichments"), Safety(OperationSafety.Read)]
    Task<EnrichmentHistoryResponse> GetEnrichmentsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Query, AliasAs("start_date")] DateTimeOffset? startDate = null,
        [Query, AliasAs("end_date")] DateTimeOffset? endDate = null,
        [Query, AliasAs("group_by")] string? groupBy = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);
}
