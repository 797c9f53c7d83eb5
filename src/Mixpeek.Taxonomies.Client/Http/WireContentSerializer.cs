using System.Reflection;
using System.Text.Json;
using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Gives Refit the bodies of requests as UTF-8 that can be sent again, and reads the buffered bodies of responses in one pass.</summary>
internal sealed class WireContentSerializer : IHttpContentSerializer, ISynchronousContentSerializer
{
    public HttpContent ToHttpContent<T>(T item)
    {
        ArgumentNullException.ThrowIfNull(item, "request");
        return new RequestBody(JsonSerializer.SerializeToUtf8Bytes(item, WireJson.TypeOf<T>()));
    }

    public HttpContent ToHttpContentSynchronous<T>(T item) => ToHttpContent(item);

    public HttpContent ToStreamingHttpContent<T>(T item) => ToHttpContent(item);

    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default) =>
        content is BufferedBody body ? Task.FromResult<T?>(AnswerReader.Read<T>(body.Reader())) : ReadAnothersAsync<T>(content, cancellationToken);

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

    private static async Task<T?> ReadAnothersAsync<T>(HttpContent content, CancellationToken cancellationToken) =>
        AnswerReader.Read<T>(JsonBody.Reader(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
}
