using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client;

/// <summary>One answer of the service: its status, what its headers say, and its body.</summary>
internal sealed class Answer : IDisposable
{
    private const int MaxErrorBytes = 256 * 1024;
    private const int MaxBodyText = 16 * 1024;

    private readonly PooledBody _body = new();
    private readonly TaxonomyOperation _operation;
    private readonly string? _key;
    private readonly string? _mediaType;
    private readonly TimeSpan? _retryAfter;
    private readonly string? _redirect;

    private Answer(TaxonomyOperation operation, HttpResponseMessage response, DateTimeOffset now)
    {
        _operation = operation;
        _key = response.RequestMessage?.Headers.Authorization?.Parameter;
        _mediaType = response.Content.Headers.ContentType?.MediaType;
        _retryAfter = AnswerHeaders.RetryAfter(response.Headers, now);
        _redirect = RedirectTarget.Describe(response) is { } target ? SecretMask.Apply(target, _key) : null;
        StatusCode = response.StatusCode;
        Date = response.Headers.Date;
        RateLimit = AnswerHeaders.RateLimit(response.Headers);
        RequestId = AnswerHeaders.RequestId(response.Headers) is { } id ? SecretMask.Apply(id, _key) : null;
    }

    public HttpStatusCode StatusCode { get; }

    public bool IsSuccess => (int)StatusCode is >= 200 and < 300;

    /// <summary>When the server sent the answer, by its own clock; null where it did not say.</summary>
    public DateTimeOffset? Date { get; }

    public string? RequestId { get; }

    public TaxonomyRateLimit? RateLimit { get; }

    /// <summary>Reads an answer whole; a success whose body nobody needs is left unread.</summary>
    public static async Task<Answer> ReadAsync(
        TaxonomyOperation operation,
        HttpResponseMessage response,
        bool needsBody,
        TaxonomyClientOptions options,
        CancellationToken cancellationToken)
    {
        var answer = new Answer(operation, response, options.TimeProvider.GetUtcNow());
        try
        {
            var limit = answer.IsSuccess ? options.MaxResponseBytes : Math.Min(options.MaxResponseBytes, MaxErrorBytes);
            if (answer.IsSuccess && response.Content.Headers.ContentLength > limit)
                answer._body.Refuse();
            else if (needsBody || !answer.IsSuccess)
                await answer._body.ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false);
            else if (answer._mediaType == "text/html")
                throw answer.Unreadable("it is a page of HTML, which is no answer of the service", null);

            return answer;
        }
        catch (InvalidDataException fault)
        {
            using (answer)
                throw answer.Unreadable("its compressed body is damaged", fault);
        }
        catch
        {
            answer.Dispose();
            throw;
        }
    }

    /// <summary>Reads the body as a model.</summary>
    /// <exception cref="TaxonomySerializationException">The body is too long, or can't be read.</exception>
    public T ToModel<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (_body.IsCut)
            throw Unreadable($"its body is longer than {nameof(TaxonomyClientOptions)}.{nameof(TaxonomyClientOptions.MaxResponseBytes)} allows", null);
        if (_body.Bytes.IsEmpty)
            throw Unreadable("its body is empty", null);
        try
        {
            return JsonBody.Parse(_body.Bytes, type);
        }
        catch (JsonException fault)
        {
            var found = _mediaType is null or "application/json" ? "" : $" (it says it is {_mediaType})";
            throw Unreadable($"its body is no {typeof(T).Name} in JSON{found}", Masked(fault));
        }
    }

    public TaxonomyApiException ToException()
    {
        var bytes = SecretMask.Apply(_body.Bytes, _key);
        var body = _body.IsCut
            ? new ErrorBody(null, "the service's message is too long to be read", null, [])
            : ApiErrorParser.Parse(bytes, _mediaType);
        return TaxonomyApiException.From(new TaxonomyApiError
        {
            StatusCode = StatusCode,
            ErrorType = body.Type,
            ServerMessage = body.Message,
            Details = body.Details,
            ValidationErrors = body.ValidationErrors,
            RequestId = RequestId,
            RetryAfter = _retryAfter ?? RetryAfterInBody(body.Details),
            RateLimit = RateLimit,
            ResponseBody = BodyText(bytes),
            Operation = _operation,
            RedirectsTo = _redirect,
        });
    }

    public void Dispose() => _body.Dispose();

    private TaxonomySerializationException Unreadable(string fault, Exception? inner) =>
        new($"{_operation.Name} was answered with {(int)StatusCode}, but {fault}.{IdSuffix()}", inner)
        {
            Operation = _operation,
            StatusCode = StatusCode,
            RequestId = RequestId,
            ResponseBody = BodyText(SecretMask.Apply(_body.Bytes, _key)),
        };

    /// <summary>The message of such a fault names members of the body, and the key may be one.</summary>
    private JsonException Masked(JsonException fault)
    {
        var message = SecretMask.Apply(fault.Message, _key);
        return message == fault.Message ? fault : new JsonException(message);
    }

    private string IdSuffix() => RequestId is { Length: > 0 } id ? $" Request ID: {HeaderText.Printable(id)}." : "";

    private static string BodyText(ReadOnlySpan<byte> utf8) =>
        Encoding.UTF8.GetString(utf8[..Math.Min(utf8.Length, MaxBodyText)]);

    private static TimeSpan? RetryAfterInBody(JsonObject? details) =>
        details?["retry_after"] is JsonValue value && value.TryGetValue<JsonElement>(out var number)
        && number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var seconds) && double.IsFinite(seconds)
            ? AnswerHeaders.Wait(seconds)
            : null;
}
