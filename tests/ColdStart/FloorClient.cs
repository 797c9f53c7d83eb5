using System.Net.Http.Json;

namespace ColdStart;

/// <summary><see cref="HttpClient"/> and generated JSON, by hand.</summary>
internal static class Client
{
    public static async Task<string> GetNameAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer sk_test");
        var taxonomy = await http.GetFromJsonAsync("/v1/taxonomies/product_tags", WireJson.Default.PlainTaxonomy);
        return taxonomy!.TaxonomyName;
    }
}
