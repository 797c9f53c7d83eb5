using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A client of the Mixpeek taxonomy API. It is safe for use by many threads and made to live as long as the
/// application. A <c>taxonomy</c> argument takes an ID or a name.
/// </summary>
/// <remarks>
/// Every method throws an <see cref="ArgumentException"/> that names a bad argument before anything is sent, a
/// <see cref="TaxonomyApiException"/> (with a subclass for each common status) where the service refuses, a
/// <see cref="TaxonomyConnectionException"/> where no answer arrives, a <see cref="TaxonomyTimeoutException"/> where
/// the client's own time runs out, a <see cref="TaxonomySerializationException"/> where a success can't be read, and an
/// <see cref="OperationCanceledException"/> where the caller cancels. What is retried is set by
/// <see cref="TaxonomyOperation.Safety"/>.
/// </remarks>
public interface ITaxonomyClient
{
    /// <summary>
    /// Copies a taxonomy under another name: <c>POST /v1/taxonomies/{taxonomy_identifier}/clone</c>. The source stays as
    /// it is. An implementation that leaves this method out sends a request that has the name alone.
    /// </summary>
    /// <param name="taxonomy">The source, by ID or name.</param>
    /// <param name="newName">The clone's name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyConflictException">The name is taken.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such source.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The clone may exist: it was asked for, and whether it was made could not be settled.</exception>
    Task<CloneTaxonomyResponse> CloneAsync(string taxonomy, string newName, CancellationToken cancellationToken = default) =>
        CloneAsync(taxonomy, new CloneTaxonomyRequest { TaxonomyName = newName }, cancellationToken);

    /// <summary>
    /// Makes a new taxonomy from another: <c>POST /v1/taxonomies/{taxonomy_identifier}/clone</c>. The source stays as
    /// it is; what the request leaves out is copied.
    /// </summary>
    /// <param name="taxonomy">The source, by ID or name.</param>
    /// <param name="request">The clone's name, and what is to differ from the source.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyConflictException">The name is taken.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such source.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The clone may exist: it was asked for, and whether it was made could not be settled.</exception>
    Task<CloneTaxonomyResponse> CloneAsync(string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a taxonomy's name, description or metadata: <c>PATCH /v1/taxonomies/{taxonomy_identifier}</c>. The
    /// version stays. Before a rename of a taxonomy that is named by its old name it is read, so that it is known by
    /// its ID should the answer be lost.
    /// </summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="request">What is to change; at least one member.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The taxonomy as it is now.</returns>
    /// <exception cref="TaxonomyConflictException">The new name is taken.</exception>
    /// <exception cref="TaxonomyNotFoundException">There is no such taxonomy.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The update may have taken effect: an attempt may have, and no later one was answered with a success.</exception>
    Task<Taxonomy> UpdateAsync(string taxonomy, UpdateTaxonomyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Creates a taxonomy: <c>POST /v1/taxonomies</c>.</summary>
    /// <param name="request">The name, the description and the config.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyConflictException">The name is taken.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The taxonomy may exist: it was asked for, and whether it was made could not be settled.</exception>
    Task<Taxonomy> CreateAsync(CreateTaxonomyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Reads a taxonomy: <c>GET /v1/taxonomies/{taxonomy_identifier}</c>.</summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="version">The version, from 1; null for the latest.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyNotFoundException">There is no such taxonomy or version.</exception>
    Task<Taxonomy> GetAsync(string taxonomy, int? version = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a taxonomy with all its versions: <c>DELETE /v1/taxonomies/{taxonomy_identifier}</c>.</summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyNotFoundException">There is no such taxonomy. Where a repeat no longer finds it, the call succeeds.</exception>
    /// <exception cref="TaxonomyOutcomeUnknownException">The deletion may have taken effect: an attempt may have, and no later one was answered clearly.</exception>
    Task DeleteAsync(string taxonomy, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists taxonomies one after the other, with one page in memory: <c>POST /v1/taxonomies/list</c>, as often as
    /// there are pages.
    /// </summary>
    /// <remarks>
    /// A page begins where the one before ended, counted in taxonomies. If taxonomies are created or deleted while the list
    /// is read, others may be missed or repeated. This includes what the loop itself deletes. Use
    /// <see cref="TaxonomyClientExtensions.ListAllAsync"/> to change or delete what is listed:
    /// <code>
    /// foreach (var taxonomy in await client.ListAllAsync())
    ///     await client.DeleteAsync(taxonomy.TaxonomyId);
    /// </code>
    /// </remarks>
    /// <param name="request">What to look for and where to begin; null for all.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    IAsyncEnumerable<Taxonomy> ListAsync(ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lists taxonomies page by page, with the totals that the service gives: <c>POST /v1/taxonomies/list</c>. To go
    /// on later, begin at <see cref="TaxonomyPage.NextCursor"/>.
    /// </summary>
    /// <remarks>
    /// If taxonomies are created or deleted while the list is read, others may be missed or repeated: see
    /// <see cref="ListAsync"/>. <see cref="TaxonomyClientExtensions.ListAllAsync"/> reads each taxonomy once.
    /// </remarks>
    /// <param name="request">What to look for and where to begin; null for all.</param>
    /// <param name="cancellationToken">Cancels the list.</param>
    IAsyncEnumerable<TaxonomyPage> ListPagesAsync(ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a version with another config: <c>POST /v1/taxonomies/{taxonomy_id}/versions</c>. The ID stays and the new
    /// version becomes the latest.
    /// </summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="config">The new version's config.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyOutcomeUnknownException">The version may exist: it was asked for, and no clear answer came.</exception>
    Task<Taxonomy> CreateVersionAsync(string taxonomyId, TaxonomyConfig config, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adds a version with a body of the caller's own: <c>POST /v1/taxonomies/{taxonomy_id}/versions</c>. The contract
    /// leaves its shape open; the other overload sends <c>{"config": ...}</c>.
    /// </summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="body">The body, sent as it is.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyOutcomeUnknownException">The version may exist: it was asked for, and no clear answer came.</exception>
    Task<Taxonomy> CreateVersionAsync(string taxonomyId, JsonObject body, CancellationToken cancellationToken = default);

    /// <summary>Lists the versions of a taxonomy, the oldest first: <c>GET /v1/taxonomies/{taxonomy_id}/versions</c>.</summary>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="TaxonomyNotFoundException">There is no such taxonomy.</exception>
    Task<IReadOnlyList<Taxonomy>> ListVersionsAsync(string taxonomyId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Tries a taxonomy on sample documents: <c>POST /v1/taxonomies/execute/{taxonomy_identifier}</c>. Nothing is stored.
    /// </summary>
    /// <param name="taxonomy">The taxonomy, by ID or name.</param>
    /// <param name="request">The documents.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task<ExecuteTaxonomyResponse> ExecuteAsync(string taxonomy, ExecuteTaxonomyRequest request, CancellationToken cancellationToken = default);

    /// <summary>
    /// Starts to enrich the documents of a collection, which has to list the taxonomy:
    /// <c>POST /v1/collections/{collection_identifier}/apply-taxonomy</c>.
    /// </summary>
    /// <param name="collection">The collection, by ID or name.</param>
    /// <param name="request">The taxonomy and which documents.</param>
    /// <param name="cancellationToken">Cancels the call, not the task.</param>
    /// <returns>The task, which runs on.</returns>
    /// <exception cref="TaxonomyOutcomeUnknownException">The task may run: it was asked for, and no clear answer came.</exception>
    Task<ApplyTaxonomyResponse> ApplyToCollectionAsync(string collection, ApplyTaxonomyRequest request, CancellationToken cancellationToken = default);

    /// <summary>The operations on templates.</summary>
    ITaxonomyTemplatesClient Templates { get; }

    /// <summary>The analytics.</summary>
    ITaxonomyAnalyticsClient Analytics { get; }

    /// <summary>
    /// Sends a request to an endpoint that this version of the library has no method for, with the key, the namespace, the
    /// repeats, the timeouts and the exceptions of every other call.
    /// </summary>
    /// <param name="request">The method, the path and the body.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The body of the answer; null where it is empty, or is <c>null</c>.</returns>
    /// <exception cref="TaxonomyOutcomeUnknownException">The request may have taken effect: it was sent, and no clear answer came.</exception>
    Task<JsonNode?> SendAsync(TaxonomyRequest request, CancellationToken cancellationToken = default);

    /// <summary>Makes a view of this client that calls with other options. It costs little and shares the connections.</summary>
    /// <param name="options">What the view does differently; a member left null keeps what this client has.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    ITaxonomyClient WithOptions(TaxonomyCallOptions options);
}
