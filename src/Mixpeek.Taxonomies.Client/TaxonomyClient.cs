using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The client. Inject it through <c>AddTaxonomyClient</c>, or make one with <see cref="Create(TaxonomyClientOptions)"/>.</summary>
public sealed class TaxonomyClient : ITaxonomyClient, IDisposable
{
    private readonly TaxonomyTransport _transport;
    private readonly TaxonomyCallOptions? _callOptions;
    private readonly HttpClient? _ownHttp;

    internal TaxonomyClient(HttpClient http, Func<TaxonomyClientOptions> options, ILogger logger, bool ownsHttp = false)
    {
        _transport = new TaxonomyTransport(http, options, logger);
        _ownHttp = ownsHttp ? http : null;
    }

    private TaxonomyClient(TaxonomyTransport transport, TaxonomyCallOptions callOptions)
    {
        _transport = transport;
        _callOptions = callOptions;
    }

    /// <summary>Makes a client with connections of its own, for programs without a container. Make one and keep it.</summary>
    /// <param name="options">How to reach the service; a later change of it takes effect.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static TaxonomyClient Create(TaxonomyClientOptions options) =>
        Create(options, TransportHandlers.CreatePrimary(), ownsHandler: true);

    /// <summary>Makes a client over a handler, such as a test double. Disposing the client leaves the handler as it is.</summary>
    /// <param name="options">How to reach the service; a later change of it takes effect.</param>
    /// <param name="handler">What carries out the requests. It must not follow redirects.</param>
    /// <exception cref="ArgumentException">An option is not valid.</exception>
    public static TaxonomyClient Create(TaxonomyClientOptions options, HttpMessageHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return Create(options, handler, ownsHandler: false);
    }

    /// <inheritdoc/>
    public Task<CloneTaxonomyResponse> CloneAsync(
        string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        CheckTaxonomy(taxonomy);
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)), taxonomy);
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Clone,
            Identifier = taxonomy,
            Body = Body(request, WireJson.Context.CloneTaxonomyRequest),
            CreatedName = request.TaxonomyName,
        };
        return SendAsync(call, WireJson.Context.CloneTaxonomyResponse, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> UpdateAsync(
        string taxonomy, UpdateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        CheckTaxonomy(taxonomy);
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Update,
            Identifier = taxonomy,
            Body = Body(request, WireJson.Context.UpdateTaxonomyRequest),
        };
        return SendAsync(call, WireJson.Context.Taxonomy, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> CreateAsync(CreateTaxonomyRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.Validate(new ArgumentPath(nameof(request)));
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Create,
            Body = Body(request, WireJson.Context.CreateTaxonomyRequest),
            CreatedName = request.TaxonomyName,
        };
        return SendAsync(call, WireJson.Context.Taxonomy, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Taxonomy> GetAsync(string taxonomy, int? version = null, CancellationToken cancellationToken = default)
    {
        CheckTaxonomy(taxonomy);
        if (version < 1)
            throw new ArgumentOutOfRangeException(nameof(version), version, "Versions count from 1.");
        var call = new TaxonomyRequest
        {
            Operation = TaxonomyOperations.Get,
            Identifier = taxonomy,
            Query = new QueryBuilder().Add("version", version).ToString(),
        };
        return SendAsync(call, WireJson.Context.Taxonomy, cancellationToken);
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string taxonomy, CancellationToken cancellationToken = default)
    {
        CheckTaxonomy(taxonomy);
        var call = new TaxonomyRequest { Operation = TaxonomyOperations.Delete, Identifier = taxonomy };
        return SendAsync<object>(call, null, cancellationToken);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Taxonomy> ListAsync(
        ListTaxonomiesRequest? request = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var page in ListPagesAsync(request, cancellationToken).ConfigureAwait(false))
        {
            foreach (var taxonomy in page.Results)
                yield return taxonomy;
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<TaxonomyPage> ListPagesAsync(
        ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default)
    {
        request ??= new ListTaxonomiesRequest();
        request.Validate(new ArgumentPath(nameof(request)));
        return ReadPagesAsync(request, cancellationToken);
    }

    /// <inheritdoc/>
    public ITaxonomyClient WithOptions(TaxonomyCallOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(new ArgumentPath(nameof(options)));
        return new TaxonomyClient(_transport, options.Over(_callOptions));
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

    private async IAsyncEnumerable<TaxonomyPage> ReadPagesAsync(
        ListTaxonomiesRequest first, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pager = new TaxonomyPager();
        for (ListTaxonomiesRequest? request = first; request is not null;)
        {
            var call = new TaxonomyRequest
            {
                Operation = TaxonomyOperations.List,
                Query = new QueryBuilder()
                    .Add("limit", request.Limit)
                    .Add("offset", request.Offset)
                    .Add("cursor", request.Cursor)
                    .AddIfTrue("include_total", request.IncludeTotal)
                    .ToString(),
                Body = Body(request, WireJson.Context.ListTaxonomiesRequest),
            };
            var page = await SendAsync(call, WireJson.Context.TaxonomyPage, cancellationToken).ConfigureAwait(false);
            yield return page;
            request = pager.NextAfter(request, page);
        }
    }

    private Task<T> SendAsync<T>(TaxonomyRequest request, JsonTypeInfo<T>? type, CancellationToken cancellationToken)
        where T : class =>
        _transport.SendAsync(request, type, _callOptions, cancellationToken);

    private static byte[] Body<T>(T request, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(request, type);

    private static void CheckTaxonomy(string taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        RouteTemplate.CheckIdentifier(taxonomy, new ArgumentPath(nameof(taxonomy)));
    }
}
