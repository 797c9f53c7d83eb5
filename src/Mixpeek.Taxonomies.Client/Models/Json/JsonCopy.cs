using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Copies JSON from a reader without its white space, and with no escape in it that can stand as it is: never longer than the original.</summary>
internal ref struct JsonCopy(byte[] buffer, int start = 0)
{
    public int Length { get; private set; } = start;

    /// <summary>How long the copy of the current value is at most, or of the current name with its value.</summary>
    public static int LengthOf(Utf8JsonReader reader)
    {
        var start = reader.TokenStartIndex;
        // A reader over a part of a text may not skip, but a converter is given a whole value.
        reader.TrySkip();
        return checked((int)(reader.BytesConsumed - start));
    }

    /// <summary>How long the copy of the current text or name is at most.</summary>
    public static int LengthOfToken(ref Utf8JsonReader reader) =>
        2 + checked((int)(reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length));

    /// <summary>Writes a name, with what stands between it and its value.</summary>
    public void Name(ReadOnlySpan<byte> name)
    {
        Add((byte)'"');
        Add(name);
        Add("\":"u8);
    }

    /// <summary>Copies the current name, with what stands between it and its value.</summary>
    public void Name(ref Utf8JsonReader reader)
    {
        Text(ref reader);
        Add((byte)':');
    }

    /// <summary>Copies the current value, and ends on its last token.</summary>
    public void Value(ref Utf8JsonReader reader)
    {
        var depth = 0;
        var follows = false;
        do
        {
            var opens = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray;
            var closes = reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
            if (follows && !closes)
                Add((byte)',');
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                Text(ref reader);
            else
                Add(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan);
            if (reader.TokenType == JsonTokenType.PropertyName)
                Add((byte)':');
            depth += opens ? 1 : closes ? -1 : 0;
            follows = !opens && reader.TokenType != JsonTokenType.PropertyName;
        }
        while (depth > 0 && reader.Read());
    }

    /// <summary>Copies the current text or name.</summary>
    /// <exception cref="JsonException">It is no UTF-8.</exception>
    public void Text(ref Utf8JsonReader reader)
    {
        var text = reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan;
        if (!Utf8.IsValid(text))
            throw new JsonException("The text is not valid UTF-8.");
        Add((byte)'"');
        while (reader.ValueIsEscaped && text.IndexOf((byte)'\\') is >= 0 and var escape)
        {
            Add(text[..escape]);
            text = Unescape(text[escape..]);
        }

        Add(text);
        Add((byte)'"');
    }

    /// <summary>The copy, in an array of its own length.</summary>
    public readonly ReadOnlyMemory<byte> ToArray() => Length == buffer.Length ? buffer : buffer[..Length];

    /// <summary>Copies an escape as what it stands for, if that can stand as it is, and returns what follows.</summary>
    private ReadOnlySpan<byte> Unescape(ReadOnlySpan<byte> text)
    {
        if (text[1] != 'u')
        {
            Add(text[1] == '/' ? text[1..2] : text[..2]);
            return text[2..];
        }

        Span<char> pair = [Unit(text), text.Length >= 12 && text[6] == '\\' && text[7] == 'u' ? Unit(text[6..]) : '\0'];
        var length = char.IsSurrogatePair(pair[0], pair[1]) ? 12 : 6;
        if (Rune.TryCreate(pair[0], pair[1], out var rune) || Rune.TryCreate(pair[0], out rune))
            Add(rune);
        else
            Escape(pair[0]);
        return text[length..];
    }

    private void Add(Rune rune)
    {
        if (rune.Value is < ' ' or '"' or '\\')
            Escape((char)rune.Value);
        else
            Length += rune.EncodeToUtf8(buffer.AsSpan(Length));
    }

    private void Escape(char unit)
    {
        ReadOnlySpan<byte> shortForm = unit switch
        {
            '"' => "\\\""u8,
            '\\' => "\\\\"u8,
            '\b' => "\\b"u8,
            '\f' => "\\f"u8,
            '\n' => "\\n"u8,
            '\r' => "\\r"u8,
            '\t' => "\\t"u8,
            _ => [],
        };
        Add(shortForm.Length > 0 ? shortForm : Encoding.ASCII.GetBytes($"\\u{(int)unit:x4}"));
    }

    private void Add(byte value) => buffer[Length++] = value;

    private void Add(ReadOnlySpan<byte> utf8)
    {
        utf8.CopyTo(buffer.AsSpan(Length));
        Length += utf8.Length;
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        (char)ushort.Parse(Encoding.ASCII.GetString(escape.Slice(2, 4)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
