namespace Mixpeek.Taxonomies.Client;

/// <summary>Where requests may go.</summary>
internal static class ServiceAddress
{
    /// <summary>Whether an address names a service, such as <c>https+http://taxonomies</c>, for which a handler of the application finds one that can be reached.</summary>
    public static bool IsDiscovered(Uri address) =>
        address.Scheme.Contains('+', StringComparison.Ordinal) && address.Scheme.Split('+').All(static scheme => scheme is "https" or "http");

    /// <summary>Whether a request may be sent to an address as it is: over https, or over http to loopback or where the options allow it.</summary>
    public static bool IsAllowed(Uri address, TaxonomyClientOptions options) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && (address.IsLoopback || options.AllowInsecureHttp));
}
