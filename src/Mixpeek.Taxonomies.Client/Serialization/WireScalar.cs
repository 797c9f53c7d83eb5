using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads texts and whole numbers, with the reader not moved.</summary>
internal static class WireScalar
{
    /// <summary>Reads a text that is Unicode; null for anything else.</summary>
    public static string? Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return null;
        var text = JsonString.Read(ref reader);
        return !reader.ValueIsEscaped || JsonString.IsValid(text) ? text : null;
    }

    /// <summary>Reads a number without a fraction, however it is written: <c>2.0</c> is one; null for anything else.</summary>
    public static long? Integer(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            return null;
        if (reader.TryGetInt64(out var value))
            return value;
        return JsonNumber.ToInteger(Encoding.ASCII.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan));
    }
}
