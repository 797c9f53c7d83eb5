using System.Net;
using System.Net.Http.Headers;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A JSON body, or an empty one, of one attempt. It knows how often it began to be written.</summary>
internal sealed class RequestBody : HttpContent, ISendCount
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private static readonly Fixed Never = new(0);
    private static readonly Fixed Once = new(1);

    private readonly ReadOnlyMemory<byte> _utf8;
    private int _sends;
    private bool _isProbed;
    private bool _isUnbuffered;

    public RequestBody(ReadOnlyMemory<byte> utf8)
    {
        _utf8 = utf8;
        if (!utf8.IsEmpty)
            Headers.ContentType = Json;
    }

    /// <summary>
    /// Gives a request the body of its next attempt: the same bytes as before, and counted from nothing. What was read
    /// of a body before, as by a handler that logs it, would be sent from a buffer and not be counted.
    /// </summary>
    public static void Renew(HttpRequestMessage request, CallRecord call, TaxonomyOperation operation)
    {
        var current = request.Content as RequestBody;
        var isRepeat = operation == call.Operation && call.Body is not null;
        var isAnothers = request.Content is not null && current is null;
        if (!isRepeat && (isAnothers || (request.Content is null && operation.Safety == OperationSafety.Read)))
            return;

        // Even an empty body keeps the connection from sending the request again by itself, which it may do with one
        // that has none: its second answer would hide what the first attempt did.
        var utf8 = current?._utf8 ?? ReadOnlyMemory<byte>.Empty;
        if (operation == call.Operation)
            utf8 = call.Body ??= utf8;
        if (current is not null && current._utf8.Equals(utf8) && current._sends == 0)
            return;
        request.Content = new RequestBody(utf8);
        current?.Dispose();
    }

    /// <summary>A body that a handler has read is sent from a buffer, unseen; once more than it is known is then assumed.</summary>
    int ISendCount.Count
    {
        get
        {
            var sends = Volatile.Read(ref _sends);
            return sends == 0 || !IsBuffered() ? sends : sends + 1;
        }
    }

    public static ISendCount SendsOf(HttpRequestMessage request) => request.Content switch
    {
        RequestBody body => body,
        null => Never,
        _ => Once,
    };

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sends);
        await stream.WriteAsync(_utf8, cancellationToken).ConfigureAwait(false);
    }

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _sends);
        stream.Write(_utf8.Span);
    }

    protected override Stream CreateContentReadStream(CancellationToken cancellationToken)
    {
        if (!_isProbed)
            return base.CreateContentReadStream(cancellationToken);
        _isUnbuffered = true;
        return Stream.Null;
    }

    private bool IsBuffered()
    {
        try
        {
            _isProbed = true;
            using var _ = ReadAsStream();
            return !_isUnbuffered;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _utf8.Length;
        return true;
    }

    private sealed record Fixed(int Count) : ISendCount;
}
