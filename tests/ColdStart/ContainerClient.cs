using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Client;

namespace ColdStart;

/// <summary>This client, through a container.</summary>
internal static class Client
{
    public static async Task<string> GetNameAsync(Uri address)
    {
        var services = new ServiceCollection();
        services.AddTaxonomyClient(options => (options.ApiKey, options.BaseAddress) = ("sk_test", address));
        await using var provider = services.BuildServiceProvider();
        return (await provider.GetRequiredService<ITaxonomyClient>().GetAsync("product_tags")).TaxonomyName;
    }
}
