using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads a whole JSON text in one pass; whatever is wrong with it comes out as a <see cref="JsonException"/>.</summary>
internal static class JsonBody
{
    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> utf8) =>
        utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;

    /// <summary>A reader that goes as deep as models are read.</summary>
    public static Utf8JsonReader Reader(ReadOnlySpan<byte> utf8) => new(WithoutByteOrderMark(utf8), new JsonReaderOptions { MaxDepth = 2 * JsonText.MaxDepth });

    /// <exception cref="JsonException">The text is not valid JSON, not valid UTF-8, too deep, <c>null</c>, or not of the type; its path says where.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(WithoutByteOrderMark(utf8), type) is { } model ? model : throw new JsonException("The text is null.");
        }
        catch (JsonException fault) when (JsonPlace.Of(utf8) is { } path)
        {
            throw new JsonException(fault.Message, path, fault.LineNumber, fault.BytePositionInLine, fault);
        }
    }
}
