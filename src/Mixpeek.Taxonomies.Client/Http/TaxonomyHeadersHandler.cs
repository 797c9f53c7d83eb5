using Microsoft.Extensions.Logging.Abstractions;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Sets <c>Authorization</c>, <c>X-Namespace</c>, <c>Accept</c> and <c>User-Agent</c> of each attempt, whatever they
/// were before. The key is asked for anew each time, so that a rotated key takes effect at once. A request for another
/// scheme, host or port than <see cref="TaxonomyClientOptions.BaseAddress"/> is refused, unless that is an address of
/// service discovery, which a handler may have resolved.
/// </summary>
public sealed class TaxonomyHeadersHandler : DelegatingHandler
{
    /// <summary>
    /// Marks the requests of the interfaces but while they are sent. A request that has it and no operation is a copy that a
    /// handler made without <see cref="HttpRequestMessage.Options"/>, which say what it is for and in which namespace.
    /// </summary>
    internal const string CallHeader = "X-Mixpeek-Client-Call";

    private const string AuthorizationHeader = "Authorization";
    private const string NamespaceHeader = "X-Namespace";
    private const string AcceptHeader = "Accept";
    private const string UserAgentHeader = "User-Agent";

    private static readonly string UserAgent = $"Mixpeek.Taxonomies.Client/{ProductVersion.Text} (.NET {Environment.Version})";

    private readonly OptionsInForce _options;
    private volatile Bearer? _bearer;
    private volatile Service? _service;

    /// <summary>Makes a handler.</summary>
    /// <param name="options">Gives the options that are in force; it is called for each attempt.</param>
    public TaxonomyHeadersHandler(Func<TaxonomyClientOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = new OptionsInForce(options, NullLogger.Instance);
    }

    internal TaxonomyHeadersHandler(OptionsInForce options) => _options = options;

    /// <summary>Names another namespace for one request than that of the options.</summary>
    public static HttpRequestOptionsKey<string> NamespaceKey { get; } = new("Mixpeek.Taxonomies.Namespace");

    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallRecord.Of(request);
        var operation = TaxonomyOperations.Of(request, call);
        var options = call?.Options ?? _options.Current;
        if (RefusalOf(request, operation, options) is { } refusal)
            return Task.FromException<HttpResponseMessage>(refusal);
        var owner = KeyOwnerOf(options);
        if (owner.CredentialProvider is { } provider)
            return AskAndSendAsync(request, provider, call, operation, options, cancellationToken);
        SetHeaders(request, owner.ApiKey!, call, operation, options);
        return base.SendAsync(request, cancellationToken);
    }

    private async Task<HttpResponseMessage> AskAndSendAsync(
        HttpRequestMessage request,
        ITaxonomyCredentialProvider provider,
        CallRecord? call,
        TaxonomyOperation? operation,
        TaxonomyClientOptions options,
        CancellationToken cancellationToken)
    {
        var key = await AskAsync(provider, operation, cancellationToken).ConfigureAwait(false);
        SetHeaders(request, key, call, operation, options);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Why a request must not be sent; null for no reason.</summary>
    private TaxonomyException? RefusalOf(HttpRequestMessage request, TaxonomyOperation? operation, TaxonomyClientOptions options)
    {
        if (!IsForService(request.RequestUri, ServiceOf(options.BaseAddress)))
        {
            if (operation is not null && request.RequestUri is { IsAbsoluteUri: true } resolved && ServiceAddress.IsDiscovered(options.BaseAddress))
                return InsecureAddressHandler.RefusalOf(resolved, options, operation);
            return new TaxonomyException($"The request is for another address than {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.BaseAddress)}; it got no key, and nothing was sent. Send it by another client.")
            {
                Operation = operation,
            };
        }

        return operation is null && request.Headers.NonValidated.Contains(CallHeader)
            ? new TaxonomyException($"A handler of the application sends a copy of the request without its {nameof(HttpRequestMessage)}.{nameof(HttpRequestMessage.Options)}, which name the namespace; nothing was sent. Copy them too.")
            : null;
    }

    private void SetHeaders(HttpRequestMessage request, string key, CallRecord? call, TaxonomyOperation? operation, TaxonomyClientOptions options)
    {
        var present = request.Headers.NonValidated;
        var isFresh = present.Count == (present.Contains(CallHeader) ? 1 : 0);
        Set(request, AcceptHeader, "application/json", isFresh);
        Set(request, UserAgentHeader, UserAgent, isFresh);
        if (call?.View.Headers is { } headers)
        {
            foreach (var (name, value) in headers)
                Set(request, name, value);
        }

        Set(request, NamespaceHeader, request.Options.TryGetValue(NamespaceKey, out var own) ? own : call is null ? options.Namespace : call.Namespace, isFresh);
        options.Secrets.Add(key);
        Set(request, AuthorizationHeader, BearerOf(key), isFresh);
        if (call is not null && operation is not null)
            RequestBody.Renew(request, call, operation);
    }

    private static void Set(HttpRequestMessage request, string name, string? value, bool isFresh = false)
    {
        if (!isFresh)
            request.Headers.Remove(name);
        if (value is not null)
            request.Headers.TryAddWithoutValidation(name, value);
    }

    /// <summary>Most addresses begin as the service's does, to the slash that ends its authority; only the others need be taken apart.</summary>
    private static bool IsForService(Uri? address, Service service) => address is { IsAbsoluteUri: true }
        && (address.OriginalString.StartsWith(service.Start, StringComparison.Ordinal)
            || (address.Scheme == service.Address.Scheme && address.Port == service.Address.Port
                && string.Equals(address.IdnHost, service.Address.IdnHost, StringComparison.OrdinalIgnoreCase)));

    private Service ServiceOf(Uri address)
    {
        var service = _service;
        if (service?.Address != address)
            _service = service = new Service(address, address.GetLeftPart(UriPartial.Authority) + "/");
        return service;
    }

    /// <summary>What has the key as it is now, or, where the service is another by now, as it was when the call began.</summary>
    private TaxonomyClientOptions KeyOwnerOf(TaxonomyClientOptions pinned)
    {
        var now = _options.Current;
        return now.BaseAddress == pinned.BaseAddress ? now : pinned;
    }

    private static async ValueTask<string> AskAsync(ITaxonomyCredentialProvider provider, TaxonomyOperation? operation, CancellationToken cancellationToken)
    {
        string? key;
        try
        {
            key = await provider.GetApiKeyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!FailureFactory.IsOfCaller(fault, cancellationToken))
        {
            throw new TaxonomyException("The credential provider failed; nothing was sent. See the inner exception.", fault) { Operation = operation };
        }

        return key is not null && HeaderText.IsValid(key)
            ? key
            : throw new TaxonomyException($"The credential provider's key {HeaderText.Fault}; nothing was sent.") { Operation = operation };
    }

    /// <summary>The header's value, which is made once for each key.</summary>
    private string BearerOf(string key)
    {
        var bearer = _bearer;
        if (bearer?.Key != key)
            _bearer = bearer = new Bearer(key, $"Bearer {key}");
        return bearer.Value;
    }

    private sealed record Service(Uri Address, string Start);

    // No record, whose text would show the key.
    private sealed class Bearer(string key, string value)
    {
        public string Key => key;

        public string Value => value;
    }
}
