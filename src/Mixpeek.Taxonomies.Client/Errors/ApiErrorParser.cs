using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads every shape of error body that the service is known to send: its own envelope, FastAPI's <c>detail</c> as a
/// list, an object or a text, and bodies that are no JSON. It requires no member and never fails.
/// </summary>
internal static class ApiErrorParser
{
    public static ErrorBody Parse(ReadOnlySpan<byte> utf8, string? mediaType)
    {
        if (utf8.IsEmpty)
            return new ErrorBody(null, null, null, []);
        return TryReadObject(utf8) is { } root ? FromJson(root) : new ErrorBody(null, NotJson(utf8, mediaType), null, []);
    }

    private static ErrorBody FromJson(JsonObject root)
    {
        if (root["error"] is JsonObject error)
            return FromEnvelope(error);
        if (root["error"] is JsonValue errorText && Text(errorText) is { } text)
            return new ErrorBody(null, text, null, []);
        return root["detail"] switch
        {
            JsonArray faults => new ErrorBody(null, null, null, Faults(faults)),
            JsonObject detail => FromEnvelope(detail),
            JsonValue detailText when Text(detailText) is { } message => new ErrorBody(null, message, null, []),
            _ => FromEnvelope(root),
        };
    }

    private static ErrorBody FromEnvelope(JsonObject error)
    {
        var details = error["details"] as JsonObject;
        var faults = details?["validation_errors"] as JsonArray;
        return new ErrorBody(Text(error["type"]), Text(error["message"]), details, faults is null ? [] : Faults(faults));
    }

    private static List<TaxonomyValidationError> Faults(JsonArray faults)
    {
        var result = new List<TaxonomyValidationError>(faults.Count);
        foreach (var fault in faults.OfType<JsonObject>())
        {
            var location = (fault["location"] ?? fault["loc"]) as JsonArray;
            result.Add(new TaxonomyValidationError
            {
                Location = location?.Select(part => Text(part) ?? part?.ToJsonString() ?? "").ToArray() ?? [],
                Message = Text(fault["message"]) ?? Text(fault["msg"]) ?? "",
                Type = Text(fault["type"]),
            });
        }

        return result;
    }

    private static JsonObject? TryReadObject(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(JsonBody.WithoutByteOrderMark(utf8));
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? (JsonObject)JsonNodes.Read(ref reader)! : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string NotJson(ReadOnlySpan<byte> utf8, string? mediaType)
    {
        var isPlainText = mediaType == "text/plain" && utf8.Length <= 1000;
        return isPlainText
            ? System.Text.Encoding.UTF8.GetString(utf8)
            : $"the body is no JSON ({mediaType ?? "no content type"}, {utf8.Length:N0} bytes)";
    }

    private static string? Text(JsonNode? node) =>
        node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
