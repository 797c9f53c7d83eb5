using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Plain http beyond loopback takes an option of its own, whichever way a request gets there.</summary>
public sealed class InsecureHttpTests
{
    private static readonly Uri Remote = new("http://emulator.test:8080");

    [Fact]
    public async Task Http_beyond_loopback_is_sent_where_it_is_allowed_with_one_warning()
    {
        var log = new FakeLogCollector();
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = TaxonomyClient.Create(Options(Remote, isAllowed: true), stub, Loggers(log));
        await client.GetAsync("product_tags");
        await client.WithOptions(new TaxonomyCallOptions { Namespace = "other" }).GetAsync("product_tags");
        stub.Requests.Select(request => request.Address.GetLeftPart(UriPartial.Authority)).Should().Equal(Enumerable.Repeat("http://emulator.test:8080", 2));
        Warnings(log).Should().Equal("Requests and the API key are sent to emulator.test over http, where others can read them: AllowInsecureHttp is on");
        log.GetSnapshot().Should().NotContain(line => line.Message.Contains(Sample.ApiKey, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080")]
    [InlineData("https://emulator.test")]
    public async Task Nothing_is_logged_for_an_address_that_needs_no_leave(string address)
    {
        var log = new FakeLogCollector();
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = TaxonomyClient.Create(Options(new Uri(address), isAllowed: true), stub, Loggers(log));
        await client.GetAsync("product_tags");
        Warnings(log).Should().BeEmpty();
    }

    [Theory]
    [InlineData("http://emulator.test", false, "BaseAddress must be an https address: over http*unless AllowInsecureHttp is set")]
    [InlineData("ftp://emulator.test", true, "BaseAddress must be an https address")]
    [InlineData("http://user@emulator.test", true, "BaseAddress must have no user*")]
    [InlineData("https+http://taxonomies", true, "BaseAddress must be an https address: one of service discovery is for a client that AddTaxonomyClient added*")]
    [InlineData("https+ftp://taxonomies", true, "BaseAddress must be an https address")]
    public void Address_that_is_not_allowed_is_refused(string address, bool isAllowed, string fault)
    {
        FluentActions.Invoking(() => TaxonomyClient.Create(Options(new Uri(address), isAllowed))).Should().Throw<ArgumentException>().WithMessage($"The options are not valid: {fault}.*");
    }

    [Fact]
    public async Task Leave_does_not_open_other_addresses()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        await using var provider = Provider(Remote, isAllowed: true, builder => builder.ConfigurePrimaryHttpMessageHandler(() => stub));
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("Mixpeek.Taxonomies.Client");
        await http.Awaiting(h => h.GetAsync(new Uri("http://other.test:8080/"))).Should().ThrowAsync<TaxonomyException>().WithMessage("The request is for another address*");
        await http.Awaiting(h => h.GetAsync(new Uri("https://emulator.test:8080/"))).Should().ThrowAsync<TaxonomyException>().WithMessage("The request is for another address*");
        stub.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Section_sets_it(bool isAllowed)
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["M:ApiKey"] = Sample.ApiKey,
            ["M:BaseAddress"] = "http://emulator.test",
            ["M:AllowInsecureHttp"] = isAllowed ? "true" : "false",
        }).Build().GetSection("M");
        await using var provider = new ServiceCollection().AddTaxonomyClient(section).Services.BuildServiceProvider();
        var options = () => provider.GetRequiredService<IOptions<TaxonomyClientOptions>>().Value;
        if (isAllowed)
            options().AllowInsecureHttp.Should().BeTrue();
        else
            options.Should().Throw<OptionsValidationException>().WithMessage("*BaseAddress must be an https address*");
    }

    [Theory]
    [InlineData("http://10.1.2.3:5000", false)]
    [InlineData("http://10.1.2.3:5000", true)]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("https://10.1.2.3", false)]
    public async Task Address_of_service_discovery_is_resolved_by_a_chained_handler(string resolved, bool isAllowed)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        await using var provider = Provider(new Uri("https+http://taxonomies"), isAllowed, builder =>
            builder.ConfigurePrimaryHttpMessageHandler(() => stub).AddHttpMessageHandler(() => new Resolving(new Uri(resolved))));
        await CheckAsync(provider, stub, new Uri(resolved), isAllowed || resolved != "http://10.1.2.3:5000");
    }

    /// <summary>Defaults of an application, such as those of Aspire, come before the client's own handlers.</summary>
    [Theory]
    [InlineData("http://10.1.2.3:5000", false)]
    [InlineData("http://10.1.2.3:5000", true)]
    [InlineData("http://127.0.0.1:5000", false)]
    [InlineData("https://10.1.2.3", false)]
    public async Task Address_of_service_discovery_is_resolved_by_a_default_handler(string resolved, bool isAllowed)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        await using var provider = Provider(
            new Uri("https+http://taxonomies"),
            isAllowed,
            builder => builder.ConfigurePrimaryHttpMessageHandler(() => stub),
            services => services.ConfigureHttpClientDefaults(http => http.AddHttpMessageHandler(() => new Resolving(new Uri(resolved)))));
        await CheckAsync(provider, stub, new Uri(resolved), isAllowed || resolved != "http://10.1.2.3:5000");
        using var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("Mixpeek.Taxonomies.Client");
        await http.Awaiting(h => h.GetAsync(new Uri("/v1/other", UriKind.Relative))).Should().ThrowAsync<TaxonomyException>("nothing tells a request of the application's own from one that was readdressed");
    }

    [Fact]
    public async Task Address_that_no_handler_resolves_is_named()
    {
        await using var provider = Provider(new Uri("https+http://taxonomies"), isAllowed: true, _ => { });
        var client = provider.GetRequiredService<ITaxonomyClient>();
        foreach (var call in Sample.Calls.Values)
        {
            await FluentActions.Awaiting(() => call(client, CancellationToken.None)).Should().ThrowExactlyAsync<TaxonomyException>()
                .WithMessage("The address https+http://taxonomies was not resolved, and nothing was sent. Add a handler*");
        }
    }

    [Fact]
    public async Task Handler_that_turns_https_into_http_sends_nothing()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        await using var provider = Provider(new Uri("https://api.test"), isAllowed: false, builder =>
            builder.ConfigurePrimaryHttpMessageHandler(() => stub).AddHttpMessageHandler(() => new Resolving(new Uri("http://api.test"))));
        var client = provider.GetRequiredService<ITaxonomyClient>();
        foreach (var call in Sample.Calls.Values)
        {
            await FluentActions.Awaiting(() => call(client, CancellationToken.None)).Should().ThrowExactlyAsync<TaxonomyException>()
                .WithMessage("The request would go to http://api.test, where others can read the key; nothing was sent. Use https, or set TaxonomyClientOptions.AllowInsecureHttp.");
        }

        stub.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Service_discovery_of_Microsoft_finds_the_service(bool isDefault)
    {
        using var stub = StubHandler.Of((HttpStatusCode.ServiceUnavailable, "{}"), (HttpStatusCode.OK, Sample.TaxonomyJson));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Services:taxonomies:http:0"] = "http://localhost:5123" }).Build();
        await using var provider = Provider(
            new Uri("https+http://taxonomies"),
            isAllowed: false,
            builder =>
            {
                builder.ConfigurePrimaryHttpMessageHandler(() => stub);
                if (!isDefault)
                    builder.AddServiceDiscovery();
            },
            services =>
            {
                services.AddSingleton<IConfiguration>(configuration).AddServiceDiscovery();
                if (isDefault)
                    services.ConfigureHttpClientDefaults(http => http.AddServiceDiscovery());
            });
        (await provider.GetRequiredService<ITaxonomyClient>().GetAsync("product_tags")).TaxonomyId.Should().Be(Sample.TaxonomyId);
        stub.Requests.Select(request => request.Address).Should().Equal(Enumerable.Repeat(new Uri("http://localhost:5123/v1/taxonomies/product_tags"), 2));
        stub.Requests.Should().OnlyContain(request => request.Headers.Contains($"Bearer {Sample.ApiKey}"));
    }

    private static async Task CheckAsync(ServiceProvider provider, StubHandler stub, Uri resolved, bool isSent)
    {
        var get = provider.GetRequiredService<ITaxonomyClient>().Awaiting(client => client.GetAsync("product_tags"));
        if (!isSent)
        {
            await get.Should().ThrowExactlyAsync<TaxonomyException>().WithMessage("The request would go to http://10.1.2.3:5000, where others can read the key; nothing was sent.*");
            stub.Requests.Should().BeEmpty();
            return;
        }

        (await get.Should().NotThrowAsync()).Which.TaxonomyId.Should().Be(Sample.TaxonomyId);
        stub.Requests.Single().Address.Should().Be(new Uri(resolved, "/v1/taxonomies/product_tags"));
        stub.Requests.Single().Headers.Should().Contain($"Bearer {Sample.ApiKey}");
        Warnings(provider.GetRequiredService<FakeLogCollector>()).Should().HaveCount(resolved.Scheme == "http" && !resolved.IsLoopback ? 1 : 0);
    }

    private static TaxonomyClientOptions Options(Uri address, bool isAllowed)
    {
        var options = Sample.Options();
        options.BaseAddress = address;
        options.AllowInsecureHttp = isAllowed;
        return options;
    }

    private static ServiceProvider Provider(Uri address, bool isAllowed, Action<IHttpClientBuilder> chain, Action<IServiceCollection>? configure = null)
    {
        var log = new FakeLogCollector();
        var services = new ServiceCollection();
        services.AddSingleton(log).AddSingleton<TimeProvider>(new SkippingClock());
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(log)));
        configure?.Invoke(services);
        chain(services.AddTaxonomyClient(options => (options.ApiKey, options.BaseAddress, options.AllowInsecureHttp) = (Sample.ApiKey, address, isAllowed)));
        return services.BuildServiceProvider();
    }

    private static LoggerFactory Loggers(FakeLogCollector log) => new([new FakeLoggerProvider(log)]);

    private static IEnumerable<string> Warnings(FakeLogCollector log) => log.GetSnapshot().Where(line => line.Level == LogLevel.Warning).Select(line => line.Message);

    /// <summary>Sends requests to another address, as service discovery does.</summary>
    private sealed class Resolving(Uri resolved) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var before = request.RequestUri!;
            try
            {
                request.RequestUri = new Uri(resolved, before.PathAndQuery);
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                request.RequestUri = before;
            }
        }
    }
}
