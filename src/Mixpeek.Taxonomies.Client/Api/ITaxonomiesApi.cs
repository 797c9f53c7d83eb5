using System.Text.Json.Nodes;
using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The endpoints of taxonomies, as Refit builds them. <c>AddTaxonomyClient</c> registers it; its requests have the
/// client's headers, retries and exceptions, and no request is repeated that may have created something.
/// </summary>
/// <remarks>
/// Prefer <see cref="ITaxonomyClient"/>: it checks arguments, and it settles by name what a lost answer leaves open.
/// Here a creation that ends in a <see cref="TaxonomyConnectionException"/>, a <see cref="TaxonomyTimeoutException"/>,
/// a <see cref="TaxonomySerializationException"/>, a <see cref="TaxonomyServerException"/> or a 408 may have taken
/// effect: look for its name before you send it again. An interface holds the base address that was in force when it
/// was made. <see cref="TaxonomyCallOptions.OnCompleted"/> is told of the calls of <see cref="ITaxonomyClient"/> alone.
/// </remarks>
public interface ITaxonomiesApi
{
    /// <summary>Creates a taxonomy.</summary>
    /// <param name="request">The name, the description and the config.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies"), Safety(OperationSafety.CreatesByName)]
    Task<Taxonomy> CreateTaxonomyAsync(
        [Body] CreateTaxonomyRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Reads a taxonomy, or one version of it.</summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="version">The version, from 1; null for the latest.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/taxonomies/{taxonomy_identifier}"), Safety(OperationSafety.Read)]
    Task<Taxonomy> GetTaxonomyAsync(
        [AliasAs("taxonomy_identifier")] string taxonomy,
        [Query, AliasAs("version")] int? version = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Changes a name, a description or metadata.</summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="request">What is to change.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Patch("/v1/taxonomies/{taxonomy_identifier}"), Safety(OperationSafety.Idempotent)]
    Task<Taxonomy> UpdateTaxonomyAsync(
        [AliasAs("taxonomy_identifier")] string taxonomy,
        [Body] UpdateTaxonomyRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Deletes a taxonomy with all its versions.</summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Null: the body of a deletion has no documented shape, and is not read.</returns>
    [Delete("/v1/taxonomies/{taxonomy_identifier}"), Safety(OperationSafety.Idempotent)]
    Task<JsonObject?> DeleteTaxonomyAsync(
        [AliasAs("taxonomy_identifier")] string taxonomy,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Lists taxonomies, a page at a time.</summary>
    /// <param name="request">What to look for.</param>
    /// <param name="limit">Taxonomies on a page, from 1 to 1,000; null for the service's default.</param>
    /// <param name="offset">Taxonomies to skip, from 0 to 10,000; null for none.</param>
    /// <param name="cursor">Where to go on; null for the start.</param>
    /// <param name="includeTotal">Whether the service counts all matches; null for its default, no.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies/list"), Safety(OperationSafety.Read)]
    Task<TaxonomyPage> ListTaxonomiesAsync(
        [Body] ListTaxonomiesRequest request,
        [Query, AliasAs("limit")] int? limit = null,
        [Query, AliasAs("offset")] int? offset = null,
        [Query, AliasAs("cursor")] string? cursor = null,
        [Query, AliasAs("include_total")] bool? includeTotal = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Adds a version with another config.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="body">The body; the contract leaves its shape open.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies/{taxonomy_id}/versions"), Safety(OperationSafety.Creates)]
    Task<Taxonomy> CreateTaxonomyVersionAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Body] JsonObject body,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a taxonomy.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Get("/v1/taxonomies/{taxonomy_id}/versions"), Safety(OperationSafety.Read)]
    Task<TaxonomyPage> ListTaxonomyVersionsAsync(
        [AliasAs("taxonomy_id")] string taxonomyId,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Makes a new taxonomy from another.</summary>
    /// <param name="taxonomy">The source, by ID or name.</param>
    /// <param name="request">The clone's name, and what is to differ from the source.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies/{taxonomy_identifier}/clone"), Safety(OperationSafety.CreatesByName)]
    Task<CloneTaxonomyResponse> CloneTaxonomyAsync(
        [AliasAs("taxonomy_identifier")] string taxonomy,
        [Body] CloneTaxonomyRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Tries a taxonomy on sample documents; nothing is stored.</summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="request">The documents.</param>
    /// <param name="version">The version to try, from 1; null for the latest.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    [Post("/v1/taxonomies/execute/{taxonomy_identifier}"), Safety(OperationSafety.Read)]
    Task<ExecuteTaxonomyResponse> ExecuteTaxonomyAsync(
        [AliasAs("taxonomy_identifier")] string taxonomy,
        [Body] ExecuteTaxonomyRequest request,
        [Query, AliasAs("version")] int? version = null,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);

    /// <summary>Starts a task that enriches the documents of a collection.</summary>
    /// <param name="collection">The collection, by ID or name.</param>
    /// <param name="request">The taxonomy and which documents.</param>
    /// <param name="options">What this call does differently; null for nothing.</param>
    /// <param name="cancellationToken">Cancels the call, not the task.</param>
    [Post("/v1/collections/{collection_identifier}/apply-taxonomy"), Safety(OperationSafety.Creates)]
    Task<ApplyTaxonomyResponse> ApplyTaxonomyToCollectionAsync(
        [AliasAs("collection_identifier")] string collection,
        [Body] ApplyTaxonomyRequest request,
        [Property(TaxonomyCallOptions.PropertyName)] TaxonomyCallOptions? options = null,
        CancellationToken cancellationToken = default);
}
