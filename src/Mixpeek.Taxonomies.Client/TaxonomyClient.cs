using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The client. Inject it through <c>AddTaxonomyClient</c>, or make one with <see cref="Create(TaxonomyClientOptions)"/>.</summary>
public sealed class TaxonomyClient : ITaxonomyClient, IDisposable
{
    private readonly CallSender _sender;
    private readonly HttpClient? _ownHttp;

    internal TaxonomyClient(HttpClient http, Func<TaxonomyClientOptions> options, ILogger logger, bool ownsHttp = false)
        : this(new CallSender(new TaxonomyTransport(http, options, logger), null)) =>
        _ownHttp = ownsHttp ? http : null;

    private TaxonomyClient(CallSender sender)
    {
        _sender = sender;
        Templates = new TaxonomyTemplatesClient(sender);
        Analytics = new TaxonomyAnalyticsClient(sender);
    }

    /// <inheritdoc/>
    public ITaxonomyTemplatesClient Templates { get; }

    /// <inheritdoc/>
    public ITaxonomyAnalyticsClient Analytics { get; }

    /// <summary>Makes a client with connections of its own, for programs without a container. Make one and keep it.</summary>
    /// <param name="options">How to reach the service; a later change of it takes effect.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static TaxonomyClient Create(TaxonomyClientOptions options) =>
        Create(options, TransportHandlers.CreatePrimary(), ownsHandler: true);

    /// <summary>Makes a client over a handler, such as a test double. Disposing the client leaves the handler as it is.</summary>
    /// <param name="options">How to reach the service; a later change of it takes effect.</param>
    /// <param name="handler">What carries out the requests. It must not follow redirects.</param>
    /// <exception cref="ArgumentException">An option is not valid, or the handler follows redirects.</exception>
    public static TaxonomyClient Create(TaxonomyClientOptions options, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (TransportHandlers.FollowsRedirects(handler))
            throw new ArgumentException($"The handler {TransportHandlers.RedirectFault}.", nameof(handler));
        return Create(options, handler, ownsHandler: false);
    }

    /// <inheritdoc/>
    public Task<CloneTaxonomyResponse> CloneAsync(
        string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)), taxonomy);
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Clone,
            Identifier = taxonomy,
            Body = CallSender.Body(request, WireJson.Context.CloneTaxonomyRequest),
        };
        return _sender.SendAsync(call, WireJson.Context.CloneTaxonomyResponse, Settlements.Of(taxonomy, request), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> UpdateAsync(
        string taxonomy, UpdateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Update,
            Identifier = taxonomy,
            Body = CallSender.Body(request, WireJson.Context.UpdateTaxonomyRequest),
        };
        return _sender.SendAsync(call, WireJson.Context.Taxonomy, Settlements.Of(taxonomy, request), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateAsync(CreateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Create,
            Body = CallSender.Body(request, WireJson.Context.CreateTaxonomyRequest),
        };
        return _sender.SendAsync(call, WireJson.Context.Taxonomy, Settlements.Of(request), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> GetAsync(string taxonomy, int? version = null, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomy, nameof(taxonomy));
        if (version < 1)
            throw new ArgumentOutOfRangeException(nameof(version), version, "Versions count from 1.");
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Get,
            Identifier = taxonomy,
            Query = new QueryBuilder().Add("version", version).ToString(),
        };
        return _sender.SendAsync(call, WireJson.Context.Taxonomy, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string taxonomy, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomy, nameof(taxonomy));
        var call = new TaxonomyRequest { Operation = TaxonomyOperations.Delete, Identifier = taxonomy };
        return _sender.SendAsync<object>(call, null, cancellationToken);
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
        return TaxonomyLists.ReadPagesAsync(_sender, request, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateVersionAsync(string taxonomyId, TaxonomyConfig config, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(config);
        config.Validate(new ArgumentPath(nameof(config)));
        var json = JsonSerializer.SerializeToNode(config, WireJson.Context.TaxonomyConfig);
        return CreateVersionAsync(taxonomyId, new JsonObject { ["config"] = json }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateVersionAsync(string taxonomyId, JsonObject body, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomyId, nameof(taxonomyId));
        ArgumentNullException.ThrowIfNull(body);
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.CreateVersion,
            Identifier = taxonomyId,
            Body = CallSender.Body(body, WireJson.Context.JsonObject),
        };
        return _sender.SendAsync(call, WireJson.Context.Taxonomy, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Taxonomy>> ListVersionsAsync(string taxonomyId, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomyId, nameof(taxonomyId));
        var call = new TaxonomyRequest { Operation = TaxonomyOperations.ListVersions, Identifier = taxonomyId };
        var page = await _sender.SendAsync(call, WireJson.Context.TaxonomyPage, cancellationToken).ConfigureAwait(false);
        return [.. page.Results.OrderBy(version => version.Version)];
    }

    /// <inheritdoc/>
    public Task<ExecuteTaxonomyResponse> ExecuteAsync(
        string taxonomy, ExecuteTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(taxonomy, nameof(taxonomy));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Execute,
            Identifier = taxonomy,
            Query = new QueryBuilder().Add("version", request.Version).ToString(),
            Body = CallSender.Body(request, WireJson.Context.ExecuteTaxonomyRequest),
        };
        return _sender.SendAsync(call, WireJson.Context.ExecuteTaxonomyResponse, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ApplyTaxonomyResponse> ApplyToCollectionAsync(
        string collection, ApplyTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        CallSender.CheckIdentifier(collection, nameof(collection));
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.ApplyToCollection,
            Identifier = collection,
            Body = CallSender.Body(request, WireJson.Context.ApplyTaxonomyRequest),
        };
        return _sender.SendAsync(call, WireJson.Context.ApplyTaxonomyResponse, cancellationToken);
    }

    /// <inheritdoc/>
    public ITaxonomyClient WithOptions(TaxonomyCallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(new ArgumentPath(nameof(options)));
        return new TaxonomyClient(_sender.With(options));
    }

    /// <summary>Closes the connections that <see cref="Create(TaxonomyClientOptions)"/> made; a client from a container has none of its own.</summary>
    public void Dispose() => _ownHttp?.Dispose();

    private static TaxonomyClient Create(TaxonomyClientOptions options, HttpMessageHandler handler, bool ownsHandler)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.FindFaults() is { Count: > 0 } faults)
            throw new ArgumentException($"The options are not valid: {string.Join("; ", faults)}.", nameof(options));
        var http = new HttpClient(new TaxonomyHeadersHandler(() => options) { InnerHandler = handler }, ownsHandler);
        TransportHandlers.Configure(http);
        return new TaxonomyClient(http, () => options, NullLogger.Instance, ownsHttp: true);
    }
}
