using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads the value of one member of an object. Each method stands on the member's name and ends on the last token of
/// its value. A value of another type than expected is kept under its name among the members that are not understood.
/// </summary>
internal static class MemberReader
{
    /// <summary>Moves to the next member's name; false at the end of the object.</summary>
    public static bool NextMember(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static string? Text(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString();
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    /// <summary>Reads a text that is empty where it is missing; a sent empty text is kept, so that it is written back.</summary>
    public static string RequiredText(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        var text = Text(ref reader, name, ref rest);
        if (text is "")
            (rest ??= [])[name] = "";
        return text ?? "";
    }

    /// <summary>Reads a text of a request, where <c>null</c> is a value of its own.</summary>
    public static Optional<string?> OptionalText(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        var text = Text(ref reader, name, ref rest);
        return text is not null || reader.TokenType == JsonTokenType.Null ? text : default(Optional<string?>);
    }

    /// <summary>Reads a map of a request, where <c>null</c> is a value of its own.</summary>
    public static Optional<JsonObject?> OptionalMap(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        var map = Map(ref reader, name, ref rest);
        return map is not null || reader.TokenType == JsonTokenType.Null ? map : default(Optional<JsonObject?>);
    }

    public static T? Enum<T>(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
        where T : struct, IOpenEnum<T>
    {
        reader.Read();
        var value = OpenEnumConverter<T>.TryRead(ref reader);
        if (value is null)
            KeepUnlessNull(ref reader, name, ref rest);
        return value;
    }

    public static int? Integer(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var value))
            return value;
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    public static long? Count(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value))
            return value;
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    public static double? Number(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var value) && double.IsFinite(value))
            return value;
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    public static bool? Flag(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        if (reader.TokenType is JsonTokenType.True or JsonTokenType.False)
            return reader.GetBoolean();
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    public static DateTimeOffset? Time(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        var value = WireDateTime.TryRead(ref reader);
        if (value is null)
            KeepUnlessNull(ref reader, name, ref rest);
        return value;
    }

    public static JsonObject? Map(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            return RawJson.ReadObject(ref reader);
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    public static JsonNode? Any(ref Utf8JsonReader reader)
    {
        reader.Read();
        return RawJson.ReadNode(ref reader);
    }

    public static T? Model<T>(ref Utf8JsonReader reader, string name, ModelConverter<T> converter, ref JsonObject? rest)
        where T : class
    {
        reader.Read();
        var value = converter.TryRead(ref reader);
        if (value is null)
            KeepUnlessNull(ref reader, name, ref rest);
        return value;
    }

    /// <summary>Reads a list; one item that can't be understood leaves the whole list among the members that are not understood.</summary>
    public static IReadOnlyList<T>? Models<T>(
        ref Utf8JsonReader reader, string name, ModelConverter<T> converter, ref JsonObject? rest)
        where T : class
    {
        reader.Read();
        var start = reader;
        if (converter.TryReadList(ref reader, out _) is { } items)
            return items;
        reader = start;
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    public static IReadOnlyList<string>? Texts(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        reader.Read();
        var start = reader;
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            var items = new List<string>();
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
                items.Add(reader.GetString()!);
            if (reader.TokenType == JsonTokenType.EndArray)
                return items;
        }

        reader = start;
        KeepUnlessNull(ref reader, name, ref rest);
        return null;
    }

    /// <summary>Keeps a member that has no property.</summary>
    public static void Unknown(ref Utf8JsonReader reader, ref JsonObject? rest)
    {
        var name = reader.GetString()!;
        (rest ??= [])[name] = Any(ref reader);
    }

    private static void KeepUnlessNull(ref Utf8JsonReader reader, string name, ref JsonObject? rest)
    {
        if (reader.TokenType != JsonTokenType.Null)
            (rest ??= [])[name] = RawJson.ReadNode(ref reader);
    }
}
