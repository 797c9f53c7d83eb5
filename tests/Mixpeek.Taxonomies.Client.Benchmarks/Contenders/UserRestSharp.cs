using RestSharp;
using RestSharp.Serializers.Json;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>RestSharp, with JSON by generated code.</summary>
internal sealed class UserRestSharp(HttpMessageHandler handler) : Contender
{
    private readonly RestClient _client = Make(handler);

    public override Task<object> CloneAsync() => SendAsync<PlainCloneResponse>(
        new RestRequest("/v1/taxonomies/{taxonomy}/clone", Method.Post).AddUrlSegment("taxonomy", Source).AddJsonBody(new PlainCloneRequest { TaxonomyName = "product_tags_v2" }));

    public override Task<object> UpdateAsync() => SendAsync<PlainTaxonomy>(
        new RestRequest("/v1/taxonomies/{taxonomy}", Method.Patch).AddUrlSegment("taxonomy", Source).AddJsonBody(new PlainUpdateRequest { Description = "new" }));

    public override Task<object> GetAsync() => SendAsync<PlainTaxonomy>(
        new RestRequest("/v1/taxonomies/{taxonomy}").AddUrlSegment("taxonomy", Source));

    public override Task<object> ListAsync() => SendAsync<PlainPage>(
        new RestRequest("/v1/taxonomies/list", Method.Post).AddQueryParameter("limit", "100").AddJsonBody(new PlainListRequest()));

    private static RestClient Make(HttpMessageHandler handler)
    {
        var options = new RestClientOptions(Address) { ConfigureMessageHandler = _ => handler };
        var client = new RestClient(options, configureSerialization: static serializers => serializers.UseSystemTextJson(PlainJson.Default.Options));
        client.AddDefaultHeader("Authorization", $"Bearer {ApiKey}");
        client.AddDefaultHeader("X-Namespace", Namespace);
        return client;
    }

    private async Task<object> SendAsync<T>(RestRequest request)
    {
        var response = await _client.ExecuteAsync<T>(request).ConfigureAwait(false);
        return response.IsSuccessful ? response.Data! : throw response.ErrorException ?? new HttpRequestException($"{response.StatusCode}");
    }
}
