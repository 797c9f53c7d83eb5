using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A client that is not this library's, such as a test double, under the calls that are made of several. A method of it
/// that returns null, as one does that is not set up, is named in an exception.
/// </summary>
internal sealed class CheckedClient(ITaxonomyClient client) : ITaxonomyClient
{
    public ITaxonomyTemplatesClient Templates => NotNull(client.Templates, nameof(Templates));

    public ITaxonomyAnalyticsClient Analytics => NotNull(client.Analytics, nameof(Analytics));

    public Task<CloneTaxonomyResponse> CloneAsync(string taxonomy, string newName, CancellationToken cancellationToken) =>
        ResultOf(client.CloneAsync(taxonomy, newName, cancellationToken), nameof(CloneAsync));

    public Task<CloneTaxonomyResponse> CloneAsync(string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken) =>
        ResultOf(client.CloneAsync(taxonomy, request, cancellationToken), nameof(CloneAsync));

    public Task<Taxonomy> UpdateAsync(string taxonomy, UpdateTaxonomyRequest request, CancellationToken cancellationToken) =>
        ResultOf(client.UpdateAsync(taxonomy, request, cancellationToken), nameof(UpdateAsync));

    public Task<Taxonomy> CreateAsync(CreateTaxonomyRequest request, CancellationToken cancellationToken) =>
        ResultOf(client.CreateAsync(request, cancellationToken), nameof(CreateAsync));

    public Task<Taxonomy> GetAsync(string taxonomy, int? version, CancellationToken cancellationToken) =>
        ResultOf(client.GetAsync(taxonomy, version, cancellationToken), nameof(GetAsync));

    public Task DeleteAsync(string taxonomy, CancellationToken cancellationToken) =>
        NotNull(client.DeleteAsync(taxonomy, cancellationToken), nameof(DeleteAsync));

    public IAsyncEnumerable<Taxonomy> ListAsync(ListTaxonomiesRequest? request, CancellationToken cancellationToken) =>
        NotNull(client.ListAsync(request, cancellationToken), nameof(ListAsync));

    public IAsyncEnumerable<TaxonomyPage> ListPagesAsync(ListTaxonomiesRequest? request, CancellationToken cancellationToken) =>
        NotNull(client.ListPagesAsync(request, cancellationToken), nameof(ListPagesAsync));

    public Task<Taxonomy> CreateVersionAsync(string taxonomyId, TaxonomyConfig config, CancellationToken cancellationToken) =>
        ResultOf(client.CreateVersionAsync(taxonomyId, config, cancellationToken), nameof(CreateVersionAsync));

    public Task<Taxonomy> CreateVersionAsync(string taxonomyId, JsonObject body, CancellationToken cancellationToken) =>
        ResultOf(client.CreateVersionAsync(taxonomyId, body, cancellationToken), nameof(CreateVersionAsync));

    public Task<IReadOnlyList<Taxonomy>> ListVersionsAsync(string taxonomyId, CancellationToken cancellationToken) =>
        ResultOf(client.ListVersionsAsync(taxonomyId, cancellationToken), nameof(ListVersionsAsync));

    public Task<ExecuteTaxonomyResponse> ExecuteAsync(string taxonomy, ExecuteTaxonomyRequest request, CancellationToken cancellationToken) =>
        ResultOf(client.ExecuteAsync(taxonomy, request, cancellationToken), nameof(ExecuteAsync));

    public Task<ApplyTaxonomyResponse> ApplyToCollectionAsync(string collection, ApplyTaxonomyRequest request, CancellationToken cancellationToken) =>
        ResultOf(client.ApplyToCollectionAsync(collection, request, cancellationToken), nameof(ApplyToCollectionAsync));

    // The body of an answer may be null.
    public Task<JsonNode?> SendAsync(TaxonomyRequest request, CancellationToken cancellationToken) =>
        NotNull(client.SendAsync(request, cancellationToken), nameof(SendAsync));

    public ITaxonomyClient WithOptions(TaxonomyCallOptions options) => NotNull(client.WithOptions(options), nameof(WithOptions));

    private static async Task<T> ResultOf<T>(Task<T> call, string method)
        where T : class =>
        NotNull(await NotNull(call, method).ConfigureAwait(false), method);

    private static T NotNull<T>(T? value, string method)
        where T : class =>
        value ?? throw new InvalidOperationException($"The {nameof(ITaxonomyClient)} returned null from {method}. Set up {method} on the test double.");
}
