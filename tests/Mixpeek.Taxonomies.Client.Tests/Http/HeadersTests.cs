using System.Net;
using System.Text;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

[Trait("Category", "Smoke")]
public sealed class HeadersTests
{
    [Fact]
    public async Task Every_request_carries_key_namespace_product_and_content_type()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_1", Namespace = "ns_1" });
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        await client.CreateAsync(Sample.CreateRequest);
        var headers = emulator.Requests.Single().Headers;
        headers["Authorization"].Should().Be("Bearer sk_1");
        headers["X-Namespace"].Should().Be("ns_1");
        headers["Accept"].Should().Be("application/json");
        headers["Content-Type"].Should().Be("application/json");
        headers["User-Agent"].Should().MatchRegex(@"^Mixpeek\.Taxonomies\.Client/\d+\.\d+\.\d+ \(\.NET \d+\.\d+\.\d+\)$");
        headers.Should().NotContainKey("Transfer-Encoding", "the body's length is known");
        headers.Should().NotContainKey("X-Mixpeek-Client-Call", "that is for the client's own handlers");
    }

    [Fact]
    public async Task Read_without_a_body_has_none_and_a_deletion_an_empty_one()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("t", Sample.FlatConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        await client.GetAsync("t");
        await client.DeleteAsync("t");
        emulator.Requests[0].Headers.Should().NotContainKeys("Content-Length", "Content-Type");
        emulator.Requests[1].Headers.Should().NotContainKey("Content-Type").And.Contain("Content-Length", "0");
    }

    [Fact]
    public async Task Cookie_of_an_answer_is_not_sent_back()
    {
        await using var server = new RawServer($"HTTP/1.1 200 OK\r\nSet-Cookie: session=1; Path=/\r\nContent-Length: {Sample.TaxonomyJson.Length}", Encoding.ASCII.GetBytes(Sample.TaxonomyJson));
        var options = Sample.Options();
        options.BaseAddress = server.BaseAddress;
        using var client = TaxonomyClient.Create(options);
        await client.GetAsync("product_tags");
        await client.GetAsync("product_tags");
        server.Requests.Should().HaveCount(2).And.NotContain(request => request.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Request_asks_for_http_2_and_takes_less()
    {
        var versions = new List<(Version, HttpVersionPolicy)>();
        using var handler = new StubHandler(request =>
        {
            versions.Add((request.Version, request.VersionPolicy));
            return StubHandler.Json((HttpStatusCode.OK, Sample.TaxonomyJson));
        });
        using var client = Sample.Client(handler);
        await client.GetAsync("t");
        versions.Should().Equal((HttpVersion.Version20, HttpVersionPolicy.RequestVersionOrLower));
    }

    [Fact]
    public async Task Handler_serves_requests_of_the_interfaces_alone_too()
    {
        using var inner = StubHandler.Of((HttpStatusCode.OK, "{}"));
        using var http = new HttpMessageInvoker(new TaxonomyHeadersHandler(() => Sample.Options()) { InnerHandler = inner });
        using var request = new HttpRequestMessage(HttpMethod.Get, "https://api.mixpeek.com/v1/taxonomies/t");
        TaxonomyOperations.SetOn(request, TaxonomyOperations.Get);
        (await http.SendAsync(request, CancellationToken.None)).StatusCode.Should().Be(HttpStatusCode.OK);
        inner.Requests.Single().Headers.Should().Contain($"Bearer {Sample.ApiKey}");
    }

    [Fact]
    public void Handler_without_options_is_refused() =>
        FluentActions.Invoking(() => new TaxonomyHeadersHandler((Func<TaxonomyClientOptions>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("options");

    [Fact]
    public async Task Call_options_name_another_namespace_and_further_headers()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.AddNamespace("tenant-b");
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        var tenant = client
            .WithOptions(new TaxonomyCallOptions { Namespace = "tenant-b" })
            .WithOptions(new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["X-Trace"] = "t1" } });
        await tenant.CreateAsync(Sample.CreateRequest);
        emulator.Store.In("tenant-b").Should().ContainSingle();
        emulator.Store.Taxonomies.Should().BeEmpty();
        emulator.Requests.Single().Headers["X-Trace"].Should().Be("t1");
        (await client.ListAsync().CountAsync()).Should().Be(0, "the client itself keeps its namespace");
    }

    [Fact]
    public async Task Headers_of_a_view_are_those_that_it_was_made_with()
    {
        var headers = new Dictionary<string, string> { ["X-Trace"] = "t1" };
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        var view = client.WithOptions(new TaxonomyCallOptions { Headers = headers });
        headers["X-Trace"] = "t2";
        headers["Authorization"] = "Bearer other";
        await view.GetAsync("t");
        handler.Requests.Single().Headers.Should().Contain("X-Trace: t1").And.NotContain("other");
    }

    [Fact]
    public async Task Namespace_that_is_not_set_is_not_sent()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler, options => options.Namespace = null);
        await client.GetAsync("t");
        handler.Requests.Single().Headers.Should().NotContain("X-Namespace");
    }

    [Fact]
    public async Task Credential_provider_is_asked_for_each_attempt()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_2" });
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
        emulator.Store.Add("t", Sample.FlatConfig);
        var asked = 0;
        var options = emulator.CreateClientOptions();
        options.TimeProvider = new SkippingClock();
        options.CredentialProvider = new Provider(() => $"sk_{++asked}");
        using var client = TaxonomyClient.Create(options);
        await client.GetAsync("t");
        emulator.Requests.Select(request => request.Headers["Authorization"]).Should().Equal("Bearer sk_1", "Bearer sk_2");
    }

    [Theory]
    [InlineData("sk\r\nX-Evil: 1")]
    [InlineData("sk\u0000")]
    [InlineData("")]
    [InlineData(" sk")]
    [InlineData("schlüssel")]
    [InlineData(null)]
    public async Task Credential_provider_with_a_key_that_no_header_can_hold_fails_before_anything_is_sent(string? key)
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler, options => options.CredentialProvider = new Provider(() => key!));
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<TaxonomyException>()).Which;
        failure.Message.Should().Be("The credential provider's key must be printable ASCII without leading or trailing spaces, and not empty; nothing was sent.");
        failure.Operation.Should().Be(TaxonomyOperations.Get);
        handler.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Credential_provider_that_fails_over_http_is_not_taken_for_the_service()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler, options => options.CredentialProvider = new Provider(() => throw new HttpRequestException("vault")));
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<TaxonomyException>()).Which;
        (failure.Message, failure.Operation).Should().Be(("The credential provider failed; nothing was sent. See the inner exception.", TaxonomyOperations.Get));
        failure.InnerException.Should().BeOfType<HttpRequestException>();
        failure.Attempts.Should().BeEmpty("nothing was sent");
        handler.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("https://gateway.example/mixpeek", "https://gateway.example/mixpeek/v1/taxonomies/t?version=2")]
    [InlineData("https://gateway.example/mixpeek/", "https://gateway.example/mixpeek/v1/taxonomies/t?version=2")]
    [InlineData("https://gateway.example", "https://gateway.example/v1/taxonomies/t?version=2")]
    [InlineData("http://localhost:8080", "http://localhost:8080/v1/taxonomies/t?version=2")]
    [InlineData("http://[::1]:8080", "http://[::1]:8080/v1/taxonomies/t?version=2")]
    public async Task Base_address_may_have_a_path(string baseAddress, string address)
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler, options => options.BaseAddress = new Uri(baseAddress));
        await client.GetAsync("t", 2);
        handler.Requests.Single().Address.AbsoluteUri.Should().Be(address);
    }

    [Fact]
    public async Task Redirect_is_not_followed_and_the_other_host_sees_nothing()
    {
        await using var other = await TaxonomyEmulator.StartAsync();
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TemporaryRedirect, "").WithHeader("Location", other.BaseAddress.ToString()));
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<TaxonomyApiException>()).Which;
        failure.Message.Should().Contain("redirects");
        other.Requests.Should().BeEmpty();
    }

    private sealed class Provider(Func<string> key) : ITaxonomyCredentialProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(key());
    }
}
