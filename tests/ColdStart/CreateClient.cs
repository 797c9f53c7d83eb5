using Mixpeek.Taxonomies.Client;

namespace ColdStart;

/// <summary>This client, without a container.</summary>
internal static class Client
{
    public static async Task<string> GetNameAsync(Uri address)
    {
        using var client = TaxonomyClient.Create(new TaxonomyClientOptions { ApiKey = "sk_test", BaseAddress = address });
        return (await client.GetAsync("product_tags")).TaxonomyName;
    }
}
