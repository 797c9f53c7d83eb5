using System.Net.Http.Json;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary><c>PostAsJsonAsync</c> and <c>ReadFromJsonAsync</c>, as a plain user writes them.</summary>
internal sealed class PostAsJson(HttpMessageHandler handler) : Contender
{
    private readonly HttpClient _http = Http(handler);

    public override async Task<object> CloneAsync()
    {
        using var response = await _http.PostAsJsonAsync($"/v1/taxonomies/{Source}/clone", new PlainCloneRequest { TaxonomyName = "product_tags_v2" }, PlainJson.Reflected).ConfigureAwait(false);
        return await ReadAsync<PlainCloneResponse>(response).ConfigureAwait(false);
    }

    public override async Task<object> UpdateAsync()
    {
        using var response = await _http.PatchAsJsonAsync($"/v1/taxonomies/{Source}", new PlainUpdateRequest { Description = "new" }, PlainJson.Reflected).ConfigureAwait(false);
        return await ReadAsync<PlainTaxonomy>(response).ConfigureAwait(false);
    }

    public override async Task<object> GetAsync() =>
        (await _http.GetFromJsonAsync<PlainTaxonomy>($"/v1/taxonomies/{Source}", PlainJson.Reflected).ConfigureAwait(false))!;

    public override async Task<object> ListAsync()
    {
        using var response = await _http.PostAsJsonAsync("/v1/taxonomies/list?limit=100", new PlainListRequest(), PlainJson.Reflected).ConfigureAwait(false);
        return await ReadAsync<PlainPage>(response).ConfigureAwait(false);
    }

    private static async Task<object> ReadAsync<T>(HttpResponseMessage response)
    {
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>(PlainJson.Reflected).ConfigureAwait(false))!;
    }
}
