using System.Net.Http.Headers;
using System.Reflection;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Adds <c>Authorization</c>, <c>X-Namespace</c>, <c>Accept</c> and <c>User-Agent</c> to each attempt. The key is
/// asked for anew each time, so that a rotated key takes effect at once. A request for another scheme, host or port
/// than <see cref="TaxonomyClientOptions.BaseAddress"/> is refused.
/// </summary>
public sealed class TaxonomyHeadersHandler : DelegatingHandler
{
    private static readonly MediaTypeWithQualityHeaderValue Json = new("application/json");
    private static readonly ProductInfoHeaderValue Product = new("Mixpeek.Taxonomies.Client", ProductVersion());
    private static readonly ProductInfoHeaderValue Runtime = new($"(.NET {Environment.Version})");

    private readonly Func<TaxonomyClientOptions> _options;

    /// <summary>Makes a handler.</summary>
    /// <param name="options">Gives the options that are in force; it is called for each attempt.</param>
    public TaxonomyHeadersHandler(Func<TaxonomyClientOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Names another namespace for one request than that of the options.</summary>
    public static HttpRequestOptionsKey<string> NamespaceKey { get; } = new("Mixpeek.Taxonomies.Namespace");

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = _options();
        if (!IsForService(request.RequestUri, options.BaseAddress))
            throw new TaxonomyException($"The request is for another address than {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.BaseAddress)}; it got no key, and nothing was sent.");
        var key = options.CredentialProvider is { } provider
            ? await AskAsync(provider, cancellationToken).ConfigureAwait(false)
            : options.ApiKey;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        var ns = request.Options.TryGetValue(NamespaceKey, out var own) ? own : options.Namespace;
        request.Headers.Remove("X-Namespace");
        if (ns is not null)
            request.Headers.Add("X-Namespace", ns);
        request.Headers.Accept.Add(Json);
        request.Headers.UserAgent.Add(Product);
        request.Headers.UserAgent.Add(Runtime);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsForService(Uri? address, Uri service) => address is { IsAbsoluteUri: true }
        && Uri.Compare(address, service, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static async ValueTask<string> AskAsync(ITaxonomyCredentialProvider provider, CancellationToken cancellationToken)
    {
        string? key;
        try
        {
            key = await provider.GetApiKeyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new TaxonomyException("The credential provider failed; nothing was sent.", fault);
        }

        return key is not null && HeaderText.IsValid(key)
            ? key
            : throw new TaxonomyException($"The credential provider's key {HeaderText.Fault}; nothing was sent.");
    }

    private static string ProductVersion()
    {
        var version = typeof(TaxonomyHeadersHandler).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        return version?.InformationalVersion.Split('+')[0] ?? "0.0.0";
    }
}
