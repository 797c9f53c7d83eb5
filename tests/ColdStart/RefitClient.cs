using Microsoft.Extensions.DependencyInjection;
using Refit;

namespace ColdStart;

public interface IPlainApi
{
    [Get("/v1/taxonomies/{taxonomy}")]
    Task<PlainTaxonomy> GetAsync(string taxonomy);
}

/// <summary>A user's Refit with the standard resilience handler, through a container.</summary>
internal static class Client
{
    public static async Task<string> GetNameAsync(Uri address)
    {
        var services = new ServiceCollection();
        services.AddRefitGeneratedClient<IPlainApi>(new RefitSettings(new SystemTextJsonContentSerializer(WireJson.Default.Options)))
            .ConfigureHttpClient(http =>
            {
                http.BaseAddress = address;
                http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer sk_test");
            })
            .AddStandardResilienceHandler();
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<IPlainApi>().GetAsync("product_tags")).TaxonomyName;
    }
}
