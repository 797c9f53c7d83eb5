using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The client. Inject it through <c>AddTaxonomyClient</c>, or make one with <see cref="Create(TaxonomyClientOptions, ILoggerFactory)"/>.</summary>
public sealed partial class TaxonomyClient : ITaxonomyClient, IDisposable
{
    /// <inheritdoc/>
    public ITaxonomyTemplatesClient Templates => field ??= new TaxonomyTemplatesClient(this);

    /// <inheritdoc/>
    public ITaxonomyAnalyticsClient Analytics => field ??= new TaxonomyAnalyticsClient(this);

    /// <inheritdoc/>
    public Task<CloneTaxonomyResponse> CloneAsync(string taxonomy, string newName, CancellationToken cancellationToken = default)
    {
        Identifier.Check(taxonomy, nameof(taxonomy));
        var name = new ArgumentPath(nameof(newName));
        name.NewName(newName);
        name.OtherThanSource(newName, taxonomy);
        return CloneAsync(taxonomy, new CloneTaxonomyRequest { TaxonomyName = newName }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<CloneTaxonomyResponse> CloneAsync(
        string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.Clone, taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.ValidateFor(taxonomy, new ArgumentPath(nameof(request)));
        return RunAsync(
            TaxonomyOperations.Clone,
            (apis, options, token) => apis.Taxonomies.CloneTaxonomyAsync(taxonomy, request, options, token),
            NameClaims.Of(taxonomy, request),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> UpdateAsync(
        string taxonomy, UpdateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.Update, taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return RunAsync(
            TaxonomyOperations.Update,
            (apis, options, token) => apis.Taxonomies.UpdateTaxonomyAsync(taxonomy, request, options, token),
            NameClaims.Of(taxonomy, request),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateAsync(CreateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return RunAsync(
            TaxonomyOperations.Create,
            (apis, options, token) => apis.Taxonomies.CreateTaxonomyAsync(request, options, token),
            NameClaims.Of(request),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> GetAsync(string taxonomy, int? version = null, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.Get, taxonomy, nameof(taxonomy));
        if (version < 1)
            throw new ArgumentOutOfRangeException(nameof(version), version, "Versions count from 1.");
        return RunAsync(
            TaxonomyOperations.Get,
            (apis, options, token) => apis.Taxonomies.GetTaxonomyAsync(taxonomy, version, options, token),
            null,
            (found, call) => FaultOf(found, taxonomy, version, call),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string taxonomy, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.Delete, taxonomy, nameof(taxonomy));
        return RunAsync(
            TaxonomyOperations.Delete,
            (apis, options, token) => apis.Taxonomies.DeleteTaxonomyAsync(taxonomy, options, token),
            NameClaims.OfDeletion(taxonomy),
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Taxonomy> ListAsync(
        ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default) =>
        TaxonomyLists.FlattenAsync(ListPagesAsync(request, cancellationToken), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<TaxonomyPage> ListPagesAsync(
        ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default)
    {
        request ??= new ListTaxonomiesRequest();
        request.Validate(new ArgumentPath(nameof(request)));
        return TaxonomyLists.ReadPagesAsync(ReadPageAsync, request, _options.Current.VerifyAnswers, _diagnostics.Log, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateVersionAsync(string taxonomyId, TaxonomyConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate(new ArgumentPath(nameof(config)));
        return SendVersionAsync(taxonomyId, new JsonObject { ["config"] = JsonText.Of(config.Write).ToNode() }, config, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateVersionAsync(string taxonomyId, JsonObject body, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (JsonText.Of(body)!.Fault is { } fault)
            throw new ArgumentPath(nameof(body)).Invalid(fault);
        return SendVersionAsync(taxonomyId, body, null, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<Taxonomy>> ListVersionsAsync(string taxonomyId, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.ListVersions, taxonomyId, nameof(taxonomyId));
        return RunAsync<IReadOnlyList<Taxonomy>>(
            TaxonomyOperations.ListVersions,
            async (apis, options, token) =>
            {
                var page = await apis.Taxonomies.ListTaxonomyVersionsAsync(taxonomyId, options, token).ConfigureAwait(false);
                return TaxonomyLists.Whole(page, _options.Current.VerifyAnswers, _diagnostics.Log).OrderBy(version => version.Version).ToArray();
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ExecuteTaxonomyResponse> ExecuteAsync(
        string taxonomy, ExecuteTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.Execute, taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return RunAsync(
            TaxonomyOperations.Execute,
            (apis, options, token) => apis.Taxonomies.ExecuteTaxonomyAsync(taxonomy, request, request.Version, options, token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyTaxonomyResponse> ApplyToCollectionAsync(
        string collection, ApplyTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        RouteNames.Check(TaxonomyOperations.ApplyToCollection, collection, nameof(collection));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        return RunAsync(
            TaxonomyOperations.ApplyToCollection,
            (apis, options, token) => apis.Taxonomies.ApplyTaxonomyToCollectionAsync(collection, request, options, token),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<JsonNode?> SendAsync(TaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var operation = new TaxonomyOperation(request.OperationName, request.Method, "{path}", request.Safety, "document") { MayBeEmpty = true };
        return RunAsync(operation, (apis, options, token) => apis.SendAsync(request, operation, options, token), cancellationToken);
    }

    /// <inheritdoc/>
    public ITaxonomyClient WithOptions(TaxonomyCallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(new ArgumentPath(nameof(options)));
        return new TaxonomyClient(this, options.Over(_view));
    }

    private static TaxonomySerializationException? FaultOf(Taxonomy found, string taxonomy, int? version, CallRecord call)
    {
        if (!found.IsKnownBy(taxonomy))
            return FailureFactory.OfAnother(call, taxonomy, (found.TaxonomyId, found.TaxonomyName));
        return version is { } asked && found.IsOfAnotherVersion(asked) ? FailureFactory.OfAnotherVersion(call, asked, found) : null;
    }

    private Task<Taxonomy> SendVersionAsync(string taxonomyId, JsonObject body, TaxonomyConfig? config, CancellationToken cancellationToken)
    {
        RouteNames.Check(TaxonomyOperations.CreateVersion, taxonomyId, nameof(taxonomyId));
        return RunAsync(
            TaxonomyOperations.CreateVersion,
            (apis, options, token) => apis.Taxonomies.CreateTaxonomyVersionAsync(taxonomyId, body, options, token),
            NameClaims.OfVersion(taxonomyId, config),
            cancellationToken);
    }

    private Task<TaxonomyPage> ReadPageAsync(ListTaxonomiesRequest request, CancellationToken cancellationToken) => RunAsync(
        TaxonomyOperations.List,
        (apis, options, token) => apis.Taxonomies.ListTaxonomiesAsync(
            request, request.Limit, request.Offset, request.Cursor, request.IncludeTotal ? true : null, options, token),
        cancellationToken);
}
