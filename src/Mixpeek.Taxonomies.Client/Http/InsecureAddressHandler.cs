using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The last handler before the connection. It refuses a request that a handler of the application sends over http
/// although the options don't allow it, and one whose address of service discovery was not resolved.
/// </summary>
internal sealed class InsecureAddressHandler(OptionsInForce options, ILogger logger) : DelegatingHandler
{
    private int _isReported;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        var call = CallRecord.Of(request);
        if (ServiceAddress.RefusalOf(address, call?.Options ?? options.Current, TaxonomyOperations.Of(request, call)) is { } refusal)
            return Task.FromException<HttpResponseMessage>(refusal);
        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && Interlocked.Exchange(ref _isReported, 1) == 0)
            logger.InsecureHttp(address.Host);
        return base.SendAsync(request, cancellationToken);
    }
}
