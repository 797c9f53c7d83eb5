using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A response's body in a rented buffer, with what was wrong with it, and with what the service says of an error.</summary>
internal sealed class BufferedBody : HttpContent
{
    private const string ContentTypeHeader = "Content-Type";
    private const int FirstSize = 16 * 1024;
    private const int LargestFirstSize = 1024 * 1024;
    private const int MaxErrorBytes = 256 * 1024;
    private const int MaxText = 16 * 1024;

    private readonly SecretMask _secrets;
    private byte[] _buffer = [];
    private int _length;
    private bool _isReadInPlace;
    private CallRecord? _call;

    private BufferedBody(HttpResponseMessage response, SecretMask secrets)
    {
        _secrets = secrets;
        if (response.Content.Headers.NonValidated.TryGetValues(ContentTypeHeader, out var types))
            Headers.TryAddWithoutValidation(ContentTypeHeader, types.ToString());
        Stated = ResponseHeaders.Of(response.Headers);
        RequestId = Masked(Stated.RequestId);
    }

    public ResponseHeaders Stated { get; }

    public ReadOnlySpan<byte> Utf8 => _buffer.AsSpan(0, _length);

    public string? MediaType => Masked(Headers.ContentType?.MediaType);

    public string? RequestId { get; }

    /// <summary>Whether the body went on past the limit, where reading stopped.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What kept a body that arrived from being decompressed; null for nothing.</summary>
    public Exception? Damage { get; private set; }

    /// <summary>What the service says of an error; null for a success.</summary>
    public TaxonomyApiError? Error { get; private set; }

    /// <summary>The start of the body as text, with the key masked.</summary>
    public string Text
    {
        get
        {
            // Enough for a key to be known that the cut goes through.
            var start = Utf8[..Math.Min(_length, 4 * MaxText)];
            var text = _secrets.Apply(Encoding.UTF8.GetString(start));
            return text[..Math.Min(text.Length, MaxText)];
        }
    }

    /// <summary>
    /// Reads a response whole, up to a limit, and puts the body that was read in its place. What was there before stays
    /// the caller's to dispose of.
    /// </summary>
    /// <exception cref="IOException">The body broke off; so may say other exceptions of a connection.</exception>
    public static async ValueTask<BufferedBody> ReadAsync(
        HttpResponseMessage response, TaxonomyOperation? operation, TaxonomyClientOptions options, CancellationToken cancellationToken)
    {
        var body = new BufferedBody(response, options.Secrets);
        try
        {
            await body.FillAsync(response, operation, options.MaxResponseBytes, cancellationToken).ConfigureAwait(false);
            if (ErrorStatus(response, body, operation) is { } status)
                body.Error = body.ReadError(response, status, operation, options.TimeProvider.GetUtcNow());
            else if (operation is { HasResult: false })
                body.Drop();
        }
        catch
        {
            // What broke off the reading may still write to the buffer, so that nobody else gets it.
            body._buffer = [];
            body.Dispose();
            throw;
        }

        response.Content = body;
        return body;
    }

    /// <summary>
    /// Says that nobody is left but the reader of the model, who takes the bytes from here. Refit would copy them first, and
    /// does not mind a copy of nothing.
    /// </summary>
    /// <param name="call">The call whose time ends the reading; null for none.</param>
    public void ReadInPlace(CallRecord? call) => (_isReadInPlace, _call) = (true, call);

    /// <summary>A reader of the body, whatever it is; the end of the call breaks it off.</summary>
    /// <exception cref="TimeoutException">Reading on, when the call is over.</exception>
    public Utf8JsonReader Reader() => _call is { } call && _length > JsonPieces.Length
        ? JsonBody.Reader(_buffer.AsMemory(0, _length), call.ThrowIfOver)
        : JsonBody.Reader(Utf8);

    /// <summary>Takes the API key out of what a parser says of the body, which may quote it.</summary>
    public Exception Mask(Exception fault) => _secrets.Apply(fault);

    /// <inheritdoc cref="Mask(Exception)"/>
    public string Mask(string text) => _secrets.Apply(text);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        _isReadInPlace ? Task.CompletedTask : stream.WriteAsync(_buffer, 0, _length);

    protected override void SerializeToStream(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        stream.Write(_buffer, 0, _length);

    protected override bool TryComputeLength(out long length)
    {
        length = _length;
        return !_isReadInPlace;
    }

    protected override void Dispose(bool disposing)
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
        base.Dispose(disposing);
    }

    private async Task FillAsync(
        HttpResponseMessage response, TaxonomyOperation? operation, int maxBytes, CancellationToken cancellationToken)
    {
        var isResult = response.IsSuccessStatusCode && operation is not { HasResult: false };
        var limit = isResult ? maxBytes : Math.Min(maxBytes, MaxErrorBytes);
        if (isResult && response.Content.Headers.ContentLength > limit)
        {
            IsCut = true;
            return;
        }

        try
        {
            // One byte more than was announced, so that the end is seen without growing; what is announced is not proof.
            Grow((int)Math.Min(Math.Min(limit, response.Content.Headers.ContentLength ?? FirstSize), LargestFirstSize) + 1);
            var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            await using var _ = stream.ConfigureAwait(false);
            while (!IsCut && await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken).ConfigureAwait(false) is > 0 and var read)
                Take(read, limit);
        }
        catch (Exception) when (response.IsSuccessStatusCode && !isResult)
        {
            // Such a body could only say that the status is wrong.
            _length = 0;
        }
        catch (Exception fault) when (!FailureFactory.IsOfConnection(fault))
        {
            Damage = fault;
        }
    }

    /// <summary>Counts what was read, and makes room for more where the limit allows more.</summary>
    private void Take(int read, int limit)
    {
        _length += read;
        if (_length > limit)
            (_length, IsCut) = (limit, true);
        else if (_length == _buffer.Length)
            Grow((int)Math.Min((long)_buffer.Length * 2, limit + 1L));
    }

    private void Grow(int size)
    {
        var larger = ArrayPool<byte>.Shared.Rent(size);
        Utf8.CopyTo(larger);
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }

    /// <summary>The status of an error, which may come under a success; null where the answer is none.</summary>
    private static HttpStatusCode? ErrorStatus(HttpResponseMessage response, BufferedBody body, TaxonomyOperation? operation)
    {
        if (!response.IsSuccessStatusCode)
            return response.StatusCode;
        return body.IsCut || !ApiErrorParser.IsError(body.Utf8, isBare: operation is { HasResult: false }, out var status) ? null : status ?? response.StatusCode;
    }

    /// <summary>Forgets a body that nobody needs.</summary>
    private void Drop()
    {
        _length = 0;
        IsCut = false;
    }

    private TaxonomyApiError ReadError(HttpResponseMessage response, HttpStatusCode status, TaxonomyOperation? operation, DateTimeOffset now)
    {
        var body = IsCut
            ? new ErrorBody(null, "the service's message is too long to be read", null, [])
            : ApiErrorParser.Parse(_secrets.Apply(Utf8), MediaType);
        return new TaxonomyApiError
        {
            StatusCode = status,
            ErrorType = body.Type,
            ServerMessage = body.Message,
            Details = body.Details,
            ValidationErrors = body.ValidationErrors,
            RequestId = RequestId,
            RetryAfter = ResponseHeaders.RetryAfter(response.Headers, now) ?? RetryAfterIn(body.Details),
            RateLimit = Stated.HasRateLimit ? ResponseHeaders.RateLimit(response.Headers) : null,
            ResponseBody = Text,
            Operation = operation,
            RedirectsTo = Masked(ResponseHeaders.RedirectTarget(response)),
        };
    }

    private string? Masked(string? text) => text is null ? null : Mask(text);

    private static TimeSpan? RetryAfterIn(JsonObject? details)
    {
        if (JsonText.Of(details?["retry_after"]) is not { Fault: null } text)
            return null;
        var reader = text.Reader();
        return WireScalar.Number(ref reader) is { } seconds ? ResponseHeaders.Wait(seconds) : null;
    }
}
