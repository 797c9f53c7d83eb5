using System.Net;
using System.Net.Http.Json;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;
using OpenTelemetry;

namespace TenantApi;

/// <summary>An emulator for each of two tenants, and a tour of the API against them.</summary>
internal sealed class Demo : IAsyncDisposable
{
    private readonly TaxonomyEmulator _acme;
    private readonly TaxonomyEmulator _globex;

    private Demo(TaxonomyEmulator acme, TaxonomyEmulator globex) => (_acme, _globex) = (acme, globex);

    /// <summary>What otherwise stands in the configuration.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings =>
        [new("Urls", "http://127.0.0.1:0"), .. SettingsOf("acme", _acme), .. SettingsOf("globex", _globex)];

    public static async Task<Demo> StartAsync()
    {
        var acme = await TaxonomyEmulator.StartAsync();
        acme.Store.Add("shoe_tags", TaxonomyConfig.From("col_shoes", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip")));
        var globex = await TaxonomyEmulator.StartAsync();
        globex.Store.Add("hat_tags", TaxonomyConfig.From("col_hats", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip")));
        return new Demo(acme, globex);
    }

    public static IEnumerable<KeyValuePair<string, string?>> SettingsOf(string tenant, TaxonomyEmulator emulator) =>
    [
        new($"Tenants:{tenant}:BaseAddress", emulator.BaseAddress.AbsoluteUri),
        new($"Tenants:{tenant}:ApiKey", emulator.ApiKey),
        new($"Tenants:{tenant}:Namespace", emulator.Namespace),
    ];

    public async Task TourAsync(WebApplication app)
    {
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        await ShowAsync(http, HttpMethod.Get, "/health");
        await ShowAsync(http, HttpMethod.Get, "/acme/taxonomies");
        await ShowAsync(http, HttpMethod.Get, "/globex/taxonomies");

        // The answer to this one is lost: the clone is looked up, and found.
        _acme.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });
        await ShowAsync(http, HttpMethod.Post, "/acme/taxonomies/shoe_tags/clones", new NewClone("shoe_tags_v2", "ret_clip_v2"));

        await ShowAsync(http, HttpMethod.Post, "/acme/taxonomies/shoe_tags/clones", new NewClone("shoe_tags_v2", "ret_clip_v3"));
        await ShowAsync(http, HttpMethod.Post, "/acme/taxonomies/shoe_tags/clones", new NewClone(""));
        await ShowAsync(http, HttpMethod.Get, "/globex/taxonomies/shoe_tags");
        _acme.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "300"));
        await ShowAsync(http, HttpMethod.Get, "/acme/taxonomies/shoe_tags");
        await app.StopAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _acme.DisposeAsync();
        await _globex.DisposeAsync();
    }

    private static async Task ShowAsync(HttpClient http, HttpMethod method, string path, NewClone? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        // What is traced is the API, not who calls it here.
        using var untraced = SuppressInstrumentationScope.Begin();
        using var response = await http.SendAsync(request);
        var retryAfter = response.Headers.RetryAfter is { } wait ? $" (Retry-After: {wait})" : "";
        Console.WriteLine($"""
            
            {method} {path} -> {(int)response.StatusCode}{retryAfter}
              {await response.Content.ReadAsStringAsync()}
            """);
    }
}
