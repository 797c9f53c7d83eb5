using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Texts in JSON, which may hold halves of surrogate pairs: <see cref="Utf8JsonReader"/> throws for those.</summary>
internal static class JsonString
{
    /// <summary>Whether a text is Unicode: no half of a surrogate pair is alone in it.</summary>
    public static bool IsValid(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return false;
            i++;
        }

        return true;
    }

    /// <summary>The name that the reader stands on, to be compared with many: a comparison with a constant is a few instructions.</summary>
    public static ReadOnlySpan<byte> Utf8Of(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped && !reader.HasValueSequence)
            return reader.ValueSpan;
        var name = new byte[reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length];
        return name.AsSpan(0, reader.CopyString(name));
    }

    /// <summary>Reads the current text or name.</summary>
    public static string Read(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.GetString()!;
        var copy = new JsonCopy(new byte[JsonCopy.LengthOfToken(ref reader)]);
        copy.Text(ref reader);
        var utf8 = copy.ToArray().Span[1..^1];
        return utf8.IndexOf("\\ud"u8) < 0 ? reader.GetString()! : Unescape(Encoding.UTF8.GetString(utf8));
    }

    /// <summary>Writes a text with every half of a surrogate pair escaped.</summary>
    public static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                result.Append(text, i++, 2);
            }
            else if (char.IsSurrogate(text[i]) || text[i] is < ' ' or '"' or '\\')
            {
                result.Append($"\\u{(int)text[i]:x4}");
            }
            else
            {
                result.Append(text[i]);
            }
        }

        return result.Append('"').ToString();
    }

    /// <summary>Reads the escapes that a copy leaves in a text.</summary>
    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '\\')
            {
                result.Append(text[i]);
            }
            else if (text[++i] == 'u')
            {
                result.Append((char)ushort.Parse(text.AsSpan(i + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 4;
            }
            else
            {
                result.Append(text[i] switch { 'b' => '\b', 'f' => '\f', 'n' => '\n', 'r' => '\r', 't' => '\t', var other => other });
            }
        }

        return result.ToString();
    }
}
