using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Neither the key nor the namespace nor the body goes anywhere but to the service's own address.</summary>
public sealed class RedirectTests : IAsyncLifetime
{
    private TaxonomyEmulator _service = null!;
    private TaxonomyEmulator _other = null!;

    public static TheoryData<string> AllOperations => [.. Sample.Calls.Keys.Select(operation => operation.Name)];

    public async ValueTask InitializeAsync()
    {
        _service = await TaxonomyEmulator.StartAsync();
        _other = await TaxonomyEmulator.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _service.DisposeAsync();
        await _other.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Redirect_is_an_error_that_says_so_and_is_not_followed(string name)
    {
        var operation = Sample.Operation(name);
        using var client = TaxonomyClient.Create(_service.CreateClientOptions());
        foreach (var status in new[] { 301, 302, 303, 307, 308 })
        {
            _service.Requests.Clear();
            _service.Faults.Add(TaxonomyFault.Answer((HttpStatusCode)status, "moved").WithHeader("Location", $"{_other.BaseAddress}v1/taxonomies?key=secret"));
            var failure = (await FluentActions.Awaiting(() => Sample.Calls[operation](client, CancellationToken.None))
                .Should().ThrowExactlyAsync<TaxonomyApiException>()).Which;
            failure.StatusCode.Should().Be((HttpStatusCode)status);
            failure.Message.Should().StartWith($"{name} failed with {status}: the service redirects to {_other.BaseAddress}v1/taxonomies (another port), which the client does not follow: no key, no namespace and no body was sent there.");
            failure.Message.Should().NotContain("secret");
            _service.Requests.Should().ContainSingle("a redirect is not repeated");
        }

        _other.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://evil.example/v1", "https://evil.example/v1 (another host)")]
    [InlineData("//evil.example/v1", "http://evil.example/v1 (another host)")]
    [InlineData("https://127.0.0.1/v1", "https://127.0.0.1/v1 (another scheme)")]
    [InlineData("https://user:secret@evil.example/v1?token=secret#secret", "https://evil.example/v1 (another host)")]
    [InlineData("/v1/elsewhere", "(the same host)")]
    [InlineData("http://evil.example/\u0001", "the service redirects")]
    [InlineData("", "the service redirects")]
    public async Task Error_says_how_the_target_differs(string location, string expected)
    {
        using var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json((HttpStatusCode.TemporaryRedirect, ""));
            response.Headers.TryAddWithoutValidation("Location", location);
            return response;
        });
        using var client = Sample.Client(handler, options => options.BaseAddress = _service.BaseAddress);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.Message.Should().Contain(expected).And.NotContain("secret");
    }

    [Fact]
    public void Handler_that_follows_redirects_is_refused()
    {
        using var sockets = new SocketsHttpHandler();
        using var client = new HttpClientHandler();
        using var outer = new TaxonomyHeadersHandler(() => Sample.Options()) { InnerHandler = client };
        foreach (var handler in new HttpMessageHandler[] { sockets, client, outer })
        {
            FluentActions.Invoking(() => TaxonomyClient.Create(Sample.Options(), handler))
                .Should().Throw<ArgumentException>().WithParameterName("handler").WithMessage("*AllowAutoRedirect*");
        }

        using var strict = new SocketsHttpHandler { AllowAutoRedirect = false };
        TaxonomyClient.Create(Sample.Options(), strict).Dispose();
    }

    [Fact]
    public async Task Primary_handler_that_follows_redirects_is_refused_in_a_container()
    {
        var services = new ServiceCollection();
        services.AddTaxonomyClient().UseEmulator(_service).ConfigurePrimaryHttpMessageHandler(() => new HttpClientHandler());
        await using var provider = services.BuildServiceProvider();
        provider.Invoking(p => p.GetRequiredService<ITaxonomyClient>()).Should().Throw<InvalidOperationException>().WithMessage("*AllowAutoRedirect*");
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}/v1", 1)]
    [InlineData("http://localhost:{0}/v1", 0)]
    [InlineData("https://127.0.0.1:{0}/v1", 0)]
    public async Task Headers_handler_gives_the_key_to_no_other_address(string format, int portOffset)
    {
        var address = new Uri(string.Format(System.Globalization.CultureInfo.InvariantCulture, format, _service.BaseAddress.Port + portOffset));
        using var inner = StubHandler.Of((HttpStatusCode.OK, "{}"));
        using var http = new HttpClient(new TaxonomyHeadersHandler(_service.CreateClientOptions) { InnerHandler = inner });
        await http.Awaiting(client => client.GetAsync(address)).Should().ThrowAsync<TaxonomyException>().WithMessage("*another address*nothing was sent*");
        inner.Requests.Should().BeEmpty();
        (await http.GetAsync(new Uri(_service.BaseAddress, "/any/path"))).Dispose();
        inner.Requests.Should().ContainSingle().Which.Headers.Should().Contain(_service.ApiKey);
    }

    [Theory]
    [InlineData("https://api.mixpeek.com/v1", true)]
    [InlineData("https://API.mixpeek.com/v1", true)]
    [InlineData("https://api.mixpeek.com:443/v1", true)]
    [InlineData("HTTPS://api.mixpeek.com", true)]
    [InlineData("http://api.mixpeek.com/v1", false)]
    [InlineData("http://api.mixpeek.com:443/v1", false)]
    [InlineData("https://api.mixpeek.com:8443/v1", false)]
    [InlineData("https://api.mixpeek.com.evil.example/v1", false)]
    [InlineData("https://api.mixpeek.com@evil.example/v1", false)]
    [InlineData("https://evil.example/https://api.mixpeek.com/", false)]
    public async Task Key_goes_to_the_services_address_however_it_is_written(string address, bool isService)
    {
        using var inner = StubHandler.Of((HttpStatusCode.OK, "{}"));
        using var http = new HttpClient(new TaxonomyHeadersHandler(() => Sample.Options()) { InnerHandler = inner });
        var send = http.Awaiting(client => client.GetAsync(new Uri(address)));
        if (isService)
            (await send.Should().NotThrowAsync()).Which.Dispose();
        else
            (await send.Should().ThrowExactlyAsync<TaxonomyException>()).WithMessage("The request is for another address than TaxonomyClientOptions.BaseAddress; it got no key, and nothing was sent. Send it by another client.");
        inner.Requests.Select(request => request.Headers.Contains(Sample.ApiKey, StringComparison.Ordinal)).Should().Equal(isService ? [true] : Array.Empty<bool>());
    }
}
