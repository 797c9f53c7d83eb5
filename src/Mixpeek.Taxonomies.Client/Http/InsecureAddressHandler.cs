using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The last handler before the connection. It refuses a request that a handler of the application sends over http
/// although the options don't allow it, and one whose address of service discovery was not resolved.
/// </summary>
internal sealed class InsecureAddressHandler(OptionsInForce options, ILogger logger) : DelegatingHandler
{
    private int _isReported;

    /// <summary>Why a request must not be sent to an address as it is; null for no reason.</summary>
    public static TaxonomyException? RefusalOf(Uri address, TaxonomyClientOptions options, TaxonomyOperation? operation)
    {
        if (ServiceAddress.IsAllowed(address, options))
            return null;
        var start = $"{address.Scheme}://{address.Authority}";
        return new TaxonomyException(ServiceAddress.IsDiscovered(address)
            ? $"The address {start} was not resolved, and nothing was sent. Add a handler that resolves it to what AddTaxonomyClient returns, for example with AddServiceDiscovery."
            : $"The request would go to {start}, where others can read the key; nothing was sent. Use https, or set {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.AllowInsecureHttp)}.")
        {
            Operation = operation,
        };
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var call = CallRecord.Of(request);
        if (RefusalOf(address, call?.Options ?? options.Current, TaxonomyOperations.Of(request, call)) is { } refusal)
            return Task.FromException<HttpResponseMessage>(refusal);
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && Interlocked.Exchange(ref _isReported, 1) == 0)
            logger.InsecureHttp(address.Host);
        return base.SendAsync(request, cancellationToken);
    }
}
