namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Where the connections of the client itself go.</summary>
public sealed class ProxyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost")]
    [InlineData("https://[::1]:8443")]
    public void Loopback_is_reached_without_a_proxy(string address)
    {
        using var handler = TransportHandlers.CreatePrimary();
        handler.Proxy!.IsBypassed(new Uri(address)).Should().BeTrue("over http the key would be readable there");
    }

    [Fact]
    public void Service_is_reached_by_the_proxy_of_the_system()
    {
        using var handler = TransportHandlers.CreatePrimary();
        var service = new TaxonomyClientOptions().BaseAddress;
        handler.Proxy!.GetProxy(service).Should().Be(HttpClient.DefaultProxy.GetProxy(service));
        handler.Proxy.IsBypassed(service).Should().Be(HttpClient.DefaultProxy.IsBypassed(service));
    }
}
