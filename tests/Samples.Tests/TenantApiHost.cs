using Microsoft.AspNetCore.Mvc.Testing;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;
using TenantApi;

namespace Samples.Tests;

/// <summary>The API with an emulator for each of its tenants.</summary>
internal sealed class TenantApiHost : IAsyncDisposable
{
    private readonly WebApplicationFactory<TaxonomyExceptionHandler> _factory;

    private TenantApiHost(TaxonomyEmulator acme, TaxonomyEmulator globex, IEnumerable<KeyValuePair<string, string?>> settings)
    {
        (Acme, Globex) = (acme, globex);
        _factory = new WebApplicationFactory<TaxonomyExceptionHandler>().WithWebHostBuilder(builder =>
        {
            foreach (var (name, value) in (IEnumerable<KeyValuePair<string, string?>>)[.. TenantApi.Demo.SettingsOf("acme", acme), .. TenantApi.Demo.SettingsOf("globex", globex), .. settings])
                builder.UseSetting(name, value);
        });
        Http = _factory.CreateClient();
    }

    public TaxonomyEmulator Acme { get; }

    public TaxonomyEmulator Globex { get; }

    public HttpClient Http { get; }

    /// <summary>Starts it, with one taxonomy for each tenant.</summary>
    /// <param name="settings">Options of the tenant <c>acme</c>.</param>
    public static async Task<TenantApiHost> StartAsync(params (string Option, string Value)[] settings)
    {
        var (acme, globex) = (await TaxonomyEmulator.StartAsync(), await TaxonomyEmulator.StartAsync());
        acme.Store.Add("shoe_tags", Config);
        globex.Store.Add("hat_tags", Config);
        return new TenantApiHost(acme, globex, settings.Select(setting => KeyValuePair.Create<string, string?>($"Tenants:acme:{setting.Option}", setting.Value)));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
        await Acme.DisposeAsync();
        await Globex.DisposeAsync();
    }

    private static FlatTaxonomyConfig Config => TaxonomyConfig.From("col_1", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip"));
}
