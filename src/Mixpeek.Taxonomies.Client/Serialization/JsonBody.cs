using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads a whole JSON text in one pass; whatever is wrong with it comes out as a <see cref="JsonException"/>.</summary>
internal static class JsonBody
{
    private static JsonReaderOptions Options => new() { MaxDepth = 2 * JsonText.MaxDepth };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;

    /// <summary>A reader that goes as deep as models are read.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) => new(WithoutByteOrderMark(utf8), Options);

    /// <summary>A reader that calls <paramref name="mind"/> before each piece; what that throws ends the reading.</summary>
    public static Utf8JsonReader Reader(ReadOnlyMemory<byte> utf8, Action mind) =>
        new(JsonPieces.Of(utf8[^WithoutByteOrderMark(utf8.Span).Length..], mind), Options);

    /// <exception cref="JsonException">The text is not valid JSON, not valid UTF-8, too deep, <c>null</c>, or not of the type; its path says where.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(WithoutByteOrderMark(utf8), type) is { } model ? model : throw new JsonException("The text is null.");
        }
        catch (JsonException fault) when (JsonPlace.Of(Reader(utf8)) is { } path)
        {
            throw new JsonException(fault.Message, path, fault.LineNumber, fault.BytePositionInLine, fault);
        }
    }

    /// <summary>Reads a model by its own converter, so that nothing goes over the text before.</summary>
    /// <inheritdoc cref="Parse{T}(ReadOnlySpan{byte}, JsonTypeInfo{T})"/>
    public static T Parse<T>(Utf8JsonReader utf8, JsonTypeInfo<T> type)
    {
        var reader = utf8;
        try
        {
            reader.Read();
            var model = ((JsonConverter<T>)type.Converter).Read(ref reader, typeof(T), type.Options);
            reader.Read();
            return model!;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Placed(fault, utf8);
        }
    }

    /// <summary>Reads a value of any type; null is one.</summary>
    /// <exception cref="JsonException">The text is not valid JSON, not valid UTF-8, or too deep; its path says where.</exception>
    public static JsonNode? ParseNode(Utf8JsonReader utf8)
    {
        var reader = utf8;
        try
        {
            reader.Read();
            var node = JsonNodes.Read(ref reader);
            reader.Read();
            return node;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw Placed(fault, utf8);
        }
    }

    private static JsonException Placed(Exception fault, Utf8JsonReader utf8)
    {
        var place = fault as JsonException;
        return new JsonException(fault.Message, JsonPlace.Of(utf8), place?.LineNumber, place?.BytePositionInLine, fault);
    }
}
