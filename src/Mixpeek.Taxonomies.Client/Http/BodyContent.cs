using System.Net;
using System.Net.Http.Headers;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A JSON body, or an empty one, that can be sent again, and that knows whether it has begun to be sent.</summary>
internal sealed class BodyContent : HttpContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly ReadOnlyMemory<byte> _utf8;

    public BodyContent(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
        if (!utf8.IsEmpty)
            Headers.ContentType = Json;
    }

    /// <summary>Whether any of the body may have left: before that, the service can't have processed the request.</summary>
    public bool IsStarted { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        IsStarted = true;
        await stream.WriteAsync(_utf8, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _utf8.Length;
        return true;
    }
}
