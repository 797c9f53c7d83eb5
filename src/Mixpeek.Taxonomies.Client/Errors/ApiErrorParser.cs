using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads every shape of error body that the service is known to send: its own envelope, FastAPI's <c>detail</c> as a
/// list, an object or a text, lists of errors, and bodies that are no JSON; what says it in no way that is known is told
/// as it is. It requires no member and never fails.
/// </summary>
internal static class ApiErrorParser
{
    public static ErrorBody Parse(ReadOnlySpan<byte> utf8, string? mediaType)
    {
        if (utf8.IsEmpty)
            return new ErrorBody(null, null, null, []);
        if (!TryRead(utf8, out var root))
            return new ErrorBody(null, NotJson(utf8, mediaType), null, []);
        var body = root switch
        {
            JsonObject members => FromJson(members),
            JsonArray faults => FromList(faults),
            _ => new ErrorBody(null, Text(root), null, []),
        };
        var saysNothing = body is { Message: null, ValidationErrors.Count: 0 } && root is not (null or JsonObject { Count: 0 });
        return saysNothing ? body with { Message = Encoding.UTF8.GetString(JsonBody.WithoutByteOrderMark(utf8)) } : body;
    }

    /// <summary>Whether the body of a success is the service's envelope of an error all the same, and which status it names.</summary>
    /// <param name="utf8">The body.</param>
    /// <param name="isBare">Whether there is no result beside which an error could stand.</param>
    /// <param name="status">The status.</param>
    public static bool IsError(ReadOnlySpan<byte> utf8, bool isBare, out HttpStatusCode? status)
    {
        status = null;
        var mayBe = utf8.IndexOf("\"error\""u8) >= 0 || utf8.IndexOf("\"success\""u8) >= 0 || (isBare && utf8.IndexOf("\"detail\""u8) >= 0);
        if (!mayBe)
            return false;
        try
        {
            return IsError(JsonBody.Reader(utf8), isBare, ref status);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsError(Utf8JsonReader reader, bool isBare, ref HttpStatusCode? status)
    {
        // What is no object has no property first.
        reader.Read();
        bool isRefusal = false, hasError = false, hasMore = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isSuccess, isStatus, isError) = (reader.ValueTextEquals("success"u8), reader.ValueTextEquals("status"u8), reader.ValueTextEquals("error"u8));
            var tells = isBare && (isError || reader.ValueTextEquals("detail"u8));
            reader.Read();
            isRefusal |= isSuccess && WireScalar.Flag(ref reader) == false;
            isRefusal |= tells && reader.TokenType != JsonTokenType.Null;
            hasError |= isError && reader.TokenType == JsonTokenType.StartObject;
            hasMore |= !isSuccess && !isStatus && !isError;
            if (isStatus && WireScalar.Integer(ref reader) is { } code and >= 400 and < 600)
                status = (HttpStatusCode)code;
            reader.Skip();
        }

        return isRefusal || (hasError && !hasMore);
    }

    private static ErrorBody FromJson(JsonObject root)
    {
        if (root["error"] is JsonObject error)
            return FromEnvelope(error);
        if (root["error"] is JsonValue errorText && Text(errorText) is { } text)
            return new ErrorBody(null, text, null, []);
        if (root["errors"] is JsonArray errors)
            return FromList(errors);
        if (root["errors"] is JsonObject byMember)
            return new ErrorBody(Text(root["type"]), Text(root["title"]), null, [.. byMember.Select(FaultOf)]);
        return root["detail"] switch
        {
            JsonArray faults => FromList(faults),
            JsonObject detail => FromEnvelope(detail),
            JsonValue detailText when Text(detailText) is { } message => new ErrorBody(Text(root["type"]), message, null, []),
            _ => FromEnvelope(root),
        };
    }

    private static ErrorBody FromEnvelope(JsonObject error)
    {
        var details = error["details"] as JsonObject;
        var faults = details?["validation_errors"] as JsonArray;
        return new ErrorBody(
            Text(error["type"]) ?? Text(error["code"]),
            Text(error["message"]) ?? Text(error["reason"]) ?? Text(error["title"]),
            details,
            faults is null ? [] : Faults(faults));
    }

    private static ErrorBody FromList(JsonArray list)
    {
        var texts = list.Select(Text).OfType<string>();
        return new ErrorBody(null, texts.Any() ? string.Join("; ", texts) : null, null, Faults(list));
    }

    private static TaxonomyValidationError FaultOf(KeyValuePair<string, JsonNode?> member) => new()
    {
        Location = [member.Key],
        Message = Text(member.Value) ?? (member.Value is JsonArray texts ? string.Join("; ", texts.Select(Text)) : ""),
    };

    private static List<TaxonomyValidationError> Faults(JsonArray faults)
    {
        var result = new List<TaxonomyValidationError>(faults.Count);
        foreach (var fault in faults.OfType<JsonObject>())
        {
            var location = fault["location"] ?? fault["loc"];
            result.Add(new TaxonomyValidationError
            {
                Location = location is JsonArray parts ? parts.Select(static part => Text(part) ?? part?.ToJsonString() ?? "").ToArray() : Text(location) is { } place ? [place] : [],
                Message = Text(fault["message"]) ?? Text(fault["msg"]) ?? Text(fault["detail"]) ?? Text(fault["reason"]) ?? Text(fault["error"]) ?? fault.ToJsonString(),
                Type = Text(fault["type"]) ?? Text(fault["code"]),
            });
        }

        return result;
    }

    private static bool TryRead(ReadOnlySpan<byte> utf8, out JsonNode? root)
    {
        root = null;
        try
        {
            root = JsonBody.ParseNode(JsonBody.Reader(utf8));
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string NotJson(ReadOnlySpan<byte> utf8, string? mediaType)
    {
        var isPlainText = mediaType == "text/plain" && utf8.Length <= 1000;
        return isPlainText
            ? Encoding.UTF8.GetString(utf8)
            : string.Create(CultureInfo.InvariantCulture, $"the body is no JSON ({mediaType ?? "no content type"}, {utf8.Length:N0} bytes)");
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
