using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Options that change: what is valid takes effect with the next call, what is not is left aside, and a call under way keeps what it began with.</summary>
public sealed class OptionsInForceTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private readonly FakeLogCollector _log = new();
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("product_tags", Sample.FlatConfig);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [InlineData("MaxRetries", "-1")]
    [InlineData("MaxRetries", "many")]
    [InlineData("BaseAddress", "http://plain.example")]
    [InlineData("ApiKey", "sk with \n a line")]
    public async Task Reload_to_options_that_are_not_valid_leaves_the_last_good_ones_in_force_and_says_so_once(string key, string value)
    {
        var configuration = Configuration();
        await using var provider = Build(configuration);
        var client = provider.GetRequiredService<ITaxonomyClient>();
        await client.GetAsync("product_tags");

        Reload(configuration, key, value);
        await client.GetAsync("product_tags");
        await client.GetAsync("product_tags");
        _log.GetSnapshot().Where(line => line.Level == LogLevel.Error && line.Message.Contains(key, StringComparison.Ordinal)).Should().ContainSingle()
            .Which.Message.Should().StartWith("The changed options are not valid; those before stay in force: ").And.NotContain("a line");

        Reload(configuration, key, Settings()[$"Mixpeek:{key}"]);
        await client.GetAsync("product_tags");
        Reload(configuration, key, value);
        await client.GetAsync("product_tags");
        _log.GetSnapshot().Count(line => line.Level == LogLevel.Error).Should().Be(2, "the second time is news");
        _emulator.Requests.Should().HaveCount(5);
    }

    [Fact]
    public async Task Options_that_are_changed_after_the_client_was_made_are_validated_before_the_key_goes_anywhere()
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        var options = Sample.Options();
        using var client = TaxonomyClient.Create(options, handler);
        options.BaseAddress = new Uri("http://plain.example");
        await client.GetAsync("t");
        options.BaseAddress = new Uri("https://other.example/mixpeek");
        await client.GetAsync("t");
        handler.Requests.Select(request => request.Address.ToString()).Should().Equal(
            "https://api.mixpeek.com/v1/taxonomies/t", "https://other.example/mixpeek/v1/taxonomies/t");
    }

    [Fact]
    public async Task Call_stays_in_its_namespace_and_at_its_address_when_the_options_change_meanwhile()
    {
        await using var other = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_other" });
        var options = KeyedOptions();
        using var handler = new Changer(() =>
        {
            options.Namespace = "another";
            options.BaseAddress = other.BaseAddress;
            options.ApiKey = "sk_other";
        });
        using var client = TaxonomyClient.Create(options, handler);
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        _emulator.Requests.Should().HaveCount(3).And.OnlyContain(request => request.Headers["X-Namespace"] == _emulator.Namespace
            && request.Headers["Authorization"] == $"Bearer {_emulator.ApiKey}");
        other.Requests.Should().BeEmpty();

        await client.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyException>();
        other.Requests.Should().ContainSingle("the next call begins with the new options").Which.Headers["X-Namespace"].Should().Be("another");
    }

    [Fact]
    public async Task Key_may_change_between_attempts()
    {
        var options = KeyedOptions();
        var key = options.ApiKey;
        options.ApiKey = "sk_first";
        using var handler = new Changer(() => options.ApiKey = key);
        using var client = TaxonomyClient.Create(options, handler);
        _emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.ServiceUnavailable));
        (await client.GetAsync("product_tags")).TaxonomyName.Should().Be("product_tags");
        _emulator.Requests.Select(request => request.Headers["Authorization"]).Should().Equal("Bearer sk_first", $"Bearer {key}");
    }

    private static void Reload(IConfigurationRoot configuration, string key, string? value)
    {
        configuration[$"Mixpeek:{key}"] = value;
        try
        {
            configuration.Reload();
        }
        catch (Exception)
        {
            // The options' own monitor refuses them too.
        }
    }

    private Dictionary<string, string?> Settings() => new()
    {
        ["Mixpeek:ApiKey"] = _emulator.ApiKey,
        ["Mixpeek:Namespace"] = _emulator.Namespace,
        ["Mixpeek:BaseAddress"] = _emulator.BaseAddress.ToString(),
        ["Mixpeek:MaxRetries"] = "3",
    };

    /// <summary>Options that hold the key themselves.</summary>
    private TaxonomyClientOptions KeyedOptions()
    {
        var options = Sample.OptionsOf(_emulator, _clock);
        options.CredentialProvider = null;
        options.ApiKey = _emulator.ApiKey;
        return options;
    }

    private IConfigurationRoot Configuration() => new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build();

    private ServiceProvider Build(IConfigurationRoot configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new FakeLoggerProvider(_log)));
        services.AddTaxonomyClient(configuration.GetSection("Mixpeek"));
        return services.BuildServiceProvider();
    }

    /// <summary>Changes something while the first request is under way.</summary>
    private sealed class Changer(Action change) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            change();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
