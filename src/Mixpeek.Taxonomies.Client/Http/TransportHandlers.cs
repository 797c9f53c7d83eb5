using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The connections under the client.</summary>
internal static class TransportHandlers
{
    public const string RedirectFault = "follows redirects, which could carry a request to another host; set its AllowAutoRedirect to false";

    /// <summary>
    /// Makes a pool whose connections are renewed, so that a client that lives for ever follows DNS. It follows no
    /// redirect, which could carry the key to another host, and needs no proxy to reach its own.
    /// </summary>
    public static SocketsHttpHandler CreatePrimary() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        Proxy = new DirectLoopback(),
        UseCookies = false,
    };

    /// <summary>Whether a chain of handlers ends in one of .NET's own that would follow a redirect, with the namespace and the body.</summary>
    public static bool FollowsRedirects(HttpMessageHandler? handler) => handler switch
    {
        DelegatingHandler outer => FollowsRedirects(outer.InnerHandler),
        SocketsHttpHandler sockets => sockets.AllowAutoRedirect,
        HttpClientHandler client => client.AllowAutoRedirect,
        _ => false,
    };

    public static void Configure(HttpClient client)
    {
        client.Timeout = Timeout.InfiniteTimeSpan;
        client.DefaultRequestVersion = HttpVersion.Version20;
        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
    }

    /// <summary>The system's proxy, but for loopback: what goes there over plain http must not leave the machine.</summary>
    private sealed class DirectLoopback : IWebProxy
    {
        public ICredentials? Credentials
        {
            get => HttpClient.DefaultProxy.Credentials;
            set => HttpClient.DefaultProxy.Credentials = value;
        }

        public Uri? GetProxy(Uri destination) => HttpClient.DefaultProxy.GetProxy(destination);

        public bool IsBypassed(Uri host) => host.IsLoopback || HttpClient.DefaultProxy.IsBypassed(host);
    }
}
