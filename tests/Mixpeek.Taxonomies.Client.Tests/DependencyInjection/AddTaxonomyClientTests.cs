using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

[Trait("Category", "Smoke")]
public sealed class AddTaxonomyClientTests
{
    [Fact]
    public async Task Client_is_a_singleton_that_works_over_the_emulator()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var services = new ServiceCollection();
        services.AddTaxonomyClient().UseEmulator(emulator);
        await using var provider = services.BuildServiceProvider(validateScopes: true);
        var client = provider.GetRequiredService<ITaxonomyClient>();
        (await client.CreateAsync(Sample.CreateRequest)).TaxonomyName.Should().Be("product_tags");
        await using var scope = provider.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITaxonomyClient>().Should().BeSameAs(client);
    }

    [Fact]
    public async Task Keyed_clients_keep_their_options_apart()
    {
        await using var east = await TaxonomyEmulator.StartAsync();
        await using var west = await TaxonomyEmulator.StartAsync();
        var services = new ServiceCollection();
        services.AddTaxonomyClient("east").UseEmulator(east);
        services.AddTaxonomyClient("west", options => options.MaxRetries = 0).UseEmulator(west);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredKeyedService<ITaxonomyClient>("east").CreateAsync(Sample.CreateRequest);
        await provider.GetRequiredKeyedService<ITaxonomyClient>("west").ListAsync().CountAsync();
        east.Requests.Should().ContainSingle().Which.Headers["Authorization"].Should().Be($"Bearer {east.ApiKey}");
        west.Requests.Should().ContainSingle().Which.Headers["Authorization"].Should().Be($"Bearer {west.ApiKey}");
        provider.GetService<ITaxonomyClient>().Should().BeNull("only keyed clients were added");
    }

    [Fact]
    public void Section_is_bound_whole()
    {
        var options = OptionsFrom(new()
        {
            ["Mixpeek:ApiKey"] = "sk_1",
            ["Mixpeek:Namespace"] = "ns_1",
            ["Mixpeek:BaseAddress"] = "https://gateway.example/mixpeek",
            ["Mixpeek:AttemptTimeout"] = "00:00:05",
            ["Mixpeek:TotalTimeout"] = "00:01:00",
            ["Mixpeek:MaxRetries"] = "7",
            ["Mixpeek:MaxResponseBytes"] = "1000",
            ["Mixpeek:ReconcileByName"] = "false",
            ["Mixpeek:KeepDefaultResilienceHandlers"] = "true",
        });
        options.ApiKey.Should().Be("sk_1");
        options.Namespace.Should().Be("ns_1");
        options.BaseAddress.Should().Be(new Uri("https://gateway.example/mixpeek"));
        options.AttemptTimeout.Should().Be(TimeSpan.FromSeconds(5));
        options.TotalTimeout.Should().Be(TimeSpan.FromMinutes(1));
        options.MaxRetries.Should().Be(7);
        options.MaxResponseBytes.Should().Be(1000);
        options.ReconcileByName.Should().BeFalse();
        options.KeepDefaultResilienceHandlers.Should().BeTrue();
    }

    [Theory]
    [InlineData("BaseAddress", "api")]
    [InlineData("AttemptTimeout", "soon")]
    [InlineData("TotalTimeout", "30")]
    [InlineData("MaxRetries", "many")]
    [InlineData("ReconcileByName", "maybe")]
    public void Setting_that_is_not_valid_is_named(string key, string value) =>
        FluentActions.Invoking(() => OptionsFrom(new() { ["Mixpeek:ApiKey"] = "sk", [$"Mixpeek:{key}"] = value }))
            .Should().Throw<FormatException>().WithMessage($"The setting Mixpeek:{key} must be *");

    [Fact]
    public async Task Rotated_key_takes_effect_without_a_restart()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_new", Namespace = "ns_1" });
        var settings = new Dictionary<string, string?>
        {
            ["Mixpeek:ApiKey"] = "sk_old",
            ["Mixpeek:Namespace"] = "ns_1",
            ["Mixpeek:BaseAddress"] = emulator.BaseAddress.ToString(),
        };
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddTaxonomyClient(configuration.GetSection("Mixpeek"));
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<ITaxonomyClient>();

        await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyAuthenticationException>();
        configuration["Mixpeek:ApiKey"] = "sk_new";
        configuration.Reload();
        (await client.CreateAsync(Sample.CreateRequest)).TaxonomyName.Should().Be("product_tags");
    }

    public static TheoryData<string, Action<TaxonomyClientOptions>> BadOptions => new()
    {
        { "ApiKey is not set", options => options.ApiKey = "" },
        { "ApiKey must be printable ASCII", options => options.ApiKey = "sk_secret\r\nX-Evil: 1" },
        { "ApiKey must be printable ASCII", options => options.ApiKey = "sk_secret\u0001" },
        { "Namespace must be printable ASCII", options => options.Namespace = "ns\nX: 1" },
        { "Namespace must be printable ASCII", options => options.Namespace = "" },
        { "BaseAddress must be an absolute address", options => options.BaseAddress = new Uri("/v1", UriKind.Relative) },
        { "BaseAddress must be an absolute address", options => options.BaseAddress = null! },
        { "BaseAddress must be an https address", options => options.BaseAddress = new Uri("http://api.mixpeek.com") },
        { "BaseAddress must be an https address", options => options.BaseAddress = new Uri("http://127.0.0.1.example.com") },
        { "BaseAddress must be an https address", options => options.BaseAddress = new Uri("ftp://127.0.0.1") },
        { "BaseAddress must have no user", options => options.BaseAddress = new Uri("https://user:sk_secret@api.example") },
        { "BaseAddress must have no user, no query", options => options.BaseAddress = new Uri("https://api.example?a=b") },
        { "AttemptTimeout must be", options => options.AttemptTimeout = TimeSpan.Zero },
        { "TotalTimeout must be", options => options.TotalTimeout = TimeSpan.FromSeconds(-3) },
        { "MaxRetries must be", options => options.MaxRetries = -1 },
        { "MaxResponseBytes must be", options => options.MaxResponseBytes = 0 },
        { "TimeProvider must not be null", options => options.TimeProvider = null! },
    };

    [Theory]
    [MemberData(nameof(BadOptions), DisableDiscoveryEnumeration = true)]
    public void Options_are_validated_at_start_without_repeating_a_secret(string fault, Action<TaxonomyClientOptions> spoil)
    {
        var services = new ServiceCollection();
        services.AddTaxonomyClient("tenant", options => options.ApiKey = "sk_secret").ConfigureTaxonomyClient(spoil);
        using var provider = services.BuildServiceProvider();
        var failure = FluentActions.Invoking(() => provider.GetRequiredService<IStartupValidator>().Validate())
            .Should().Throw<OptionsValidationException>().Which;
        failure.Message.Should().Contain($"TaxonomyClientOptions ('tenant').{fault}").And.NotContain("sk_secret");
    }

    [Fact]
    public void Environment_fills_in_what_is_not_set()
    {
        var environment = new Dictionary<string, string>
        {
            ["MIXPEEK_API_KEY"] = "sk_env",
            ["MIXPEEK_NAMESPACE"] = "ns_env",
            ["MIXPEEK_BASE_URL"] = "https://env.example",
        };
        var options = new TaxonomyClientOptions();
        options.UseEnvironment(environment.GetValueOrDefault);
        options.ApiKey.Should().Be("sk_env");
        options.Namespace.Should().Be("ns_env");
        options.BaseAddress.Should().Be(new Uri("https://env.example"));

        var untouched = new TaxonomyClientOptions { ApiKey = "sk", Namespace = "ns" };
        untouched.UseEnvironment(_ => " ");
        untouched.ApiKey.Should().Be("sk");
        untouched.Namespace.Should().Be("ns");

        FluentActions.Invoking(() => untouched.UseEnvironment(name => name == "MIXPEEK_BASE_URL" ? "api" : null))
            .Should().Throw<FormatException>().WithMessage("MIXPEEK_BASE_URL*");
    }

    [Fact]
    public async Task Client_added_twice_is_one_client_with_the_options_of_both()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var services = new ServiceCollection();
        services.AddTaxonomyClient(options => options.MaxRetries = 9);
        services.AddTaxonomyClient(options => options.TotalTimeout = TimeSpan.FromSeconds(9)).UseEmulator(emulator);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ITaxonomyClient>().CreateAsync(Sample.CreateRequest);
        emulator.Requests.Single().Headers["User-Agent"].Split("Mixpeek").Should().HaveCount(2, "the headers are added once");
        var options = provider.GetRequiredService<IOptions<TaxonomyClientOptions>>().Value;
        options.MaxRetries.Should().Be(9);
        options.TotalTimeout.Should().Be(TimeSpan.FromSeconds(9));
    }

    [Fact]
    public async Task Handlers_chain_on_the_builder_and_the_applications_own_client_stays_clean()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var seen = new List<string>();
        var services = new ServiceCollection();
        services.AddTaxonomyClient().UseEmulator(emulator).AddHttpMessageHandler(() => new Spy(seen));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<ITaxonomyClient>().CreateAsync(Sample.CreateRequest);
        seen.Should().Equal("POST /v1/taxonomies");

        using var own = provider.GetRequiredService<IHttpClientFactory>().CreateClient();
        using var response = await own.GetAsync(new Uri(emulator.BaseAddress, "/v1/taxonomies/t"));
        emulator.Requests[^1].Headers.Should().NotContainKey("Authorization");
    }

    [Fact]
    public async Task Credential_provider_and_clock_come_from_the_container()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_vault", Namespace = "ns_1" });
        var clock = new SkippingClock();
        var services = new ServiceCollection();
        services.AddSingleton<ITaxonomyCredentialProvider>(new FixedProvider("sk_vault"));
        services.AddSingleton<TimeProvider>(clock);
        services.AddTaxonomyClient(options =>
        {
            options.Namespace = "ns_1";
            options.BaseAddress = emulator.BaseAddress;
        });
        await using var provider = services.BuildServiceProvider();
        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "60"));
        await provider.GetRequiredService<ITaxonomyClient>().CreateAsync(Sample.CreateRequest);
        clock.Waits.Should().Equal(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Builder_of_another_client_is_refused()
    {
        var builder = new ServiceCollection().AddHttpClient("other");
        FluentActions.Invoking(() => builder.ConfigureTaxonomyClient(_ => { })).Should().Throw<ArgumentException>().WithParameterName("builder");
        FluentActions.Invoking(() => new ServiceCollection().AddTaxonomyClient(" ")).Should().Throw<ArgumentException>().WithParameterName("name");
    }

    [Fact]
    public void Connections_are_renewed_and_follow_no_redirect()
    {
        var services = new ServiceCollection();
        services.AddTaxonomyClient(options => options.ApiKey = "sk");
        using var provider = services.BuildServiceProvider();
        HttpMessageHandler? handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Mixpeek.Taxonomies.Client");
        while (handler is DelegatingHandler outer)
            handler = outer.InnerHandler;
        var sockets = handler.Should().BeOfType<SocketsHttpHandler>().Subject;
        sockets.PooledConnectionLifetime.Should().Be(TimeSpan.FromMinutes(5));
        sockets.AllowAutoRedirect.Should().BeFalse();
        sockets.UseCookies.Should().BeFalse();
    }

    private static TaxonomyClientOptions OptionsFrom(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection();
        services.AddTaxonomyClient("tenant", configuration.GetSection("Mixpeek"));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<TaxonomyClientOptions>>().Get("tenant");
    }

    private sealed class FixedProvider(string key) : ITaxonomyCredentialProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(key);
    }

    private sealed class Spy(List<string> seen) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            seen.Add($"{request.Method} {request.RequestUri!.AbsolutePath}");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
