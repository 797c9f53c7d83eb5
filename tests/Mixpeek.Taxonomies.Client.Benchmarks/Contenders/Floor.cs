using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>The least that a careful hand can write: pooled UTF-8, and JSON by generated code. It repeats, settles and reports nothing.</summary>
internal sealed class Floor(HttpMessageHandler handler, Uri? address = null) : Contender
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient _http = Http(handler, address);

    public override Task<object> CloneAsync() => SendAsync(
        HttpMethod.Post, $"/v1/taxonomies/{Uri.EscapeDataString(Source)}/clone", new PlainCloneRequest { TaxonomyName = "product_tags_v2" }, PlainJson.Default.PlainCloneRequest, PlainJson.Default.PlainCloneResponse);

    public override Task<object> UpdateAsync() => SendAsync(
        HttpMethod.Patch, $"/v1/taxonomies/{Uri.EscapeDataString(Source)}", new PlainUpdateRequest { Description = "new" }, PlainJson.Default.PlainUpdateRequest, PlainJson.Default.PlainTaxonomy);

    public override Task<object> GetAsync() => SendAsync(
        HttpMethod.Get, $"/v1/taxonomies/{Uri.EscapeDataString(Source)}", null, PlainJson.Default.PlainUpdateRequest, PlainJson.Default.PlainTaxonomy);

    public override Task<object> ListAsync() => SendAsync(
        HttpMethod.Post, "/v1/taxonomies/list?limit=100", new PlainListRequest(), PlainJson.Default.PlainListRequest, PlainJson.Default.PlainPage);

    private async Task<object> SendAsync<TRequest, TResponse>(
        HttpMethod method, string path, TRequest? body, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TResponse> responseType)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
            request.Content = new PooledContent<TRequest>(body, requestType);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        var buffer = ArrayPool<byte>.Shared.Rent((int)(response.Content.Headers.ContentLength ?? 16 * 1024) + 1);
        try
        {
            var length = 0;
            var stream = await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
            while (await stream.ReadAsync(buffer.AsMemory(length)).ConfigureAwait(false) is > 0 and var read)
                length += read;
            return JsonSerializer.Deserialize(buffer.AsSpan(0, length), responseType)!;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private sealed class PooledContent<T> : HttpContent
    {
        private readonly ArrayBufferWriter<byte> _utf8 = new(256);

        public PooledContent(T body, JsonTypeInfo<T> type)
        {
            using var writer = new Utf8JsonWriter(_utf8);
            JsonSerializer.Serialize(writer, body, type);
            Headers.ContentType = Json;
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => stream.WriteAsync(_utf8.WrittenMemory).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = _utf8.WrittenCount;
            return true;
        }
    }
}
