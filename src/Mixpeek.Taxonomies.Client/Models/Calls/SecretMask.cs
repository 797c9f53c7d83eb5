using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Takes the API keys that were sent out of what comes back, before any of it reaches an error or a log, however JSON,
/// HTML or an address would escape them.
/// </summary>
internal sealed class SecretMask
{
    private const string Mask = "***";

    // A text may be cut off in the middle of a key; fewer characters of it are no secret. A whole key that is shorter, as
    // tests use it, is masked as a word of its own: elsewhere its characters are part of another word.
    private const int ShortestPart = 8;

    private const int LongestEscape = 10;

    // A key that was rotated out is often still good for a while; and many callers may have keys of their own.
    private const int MaxKeys = 16;

    // Each time that JSON is put into JSON, its escapes double.
    private const int MostSlashes = 16;

    private ImmutableArray<string> _keys = [];

    /// <summary>Notes a key that is about to be sent.</summary>
    public void Add(string key)
    {
        if (_keys is [var latest, ..] && latest == key)
            return;
        ImmutableInterlocked.Update(ref _keys, static (keys, key) => [key, .. keys.Remove(key).Take(MaxKeys - 1)], key);
    }

    public string Apply(string text)
    {
        foreach (var key in _keys)
            text = Apply(text, key);
        return text;
    }

    public ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> utf8)
    {
        var text = Encoding.UTF8.GetString(utf8);
        var masked = Apply(text);
        return masked == text ? utf8 : Encoding.UTF8.GetBytes(masked);
    }

    /// <summary>The fault of a connection or of a parser, whose message may quote what the service sent.</summary>
    public Exception Apply(Exception fault)
    {
        var text = $"{fault} {(fault as JsonException)?.Path}";
        if (Apply(text) == text)
            return fault;
        var message = Apply(fault.Message);
        return fault switch
        {
            HttpRequestException request => new HttpRequestException(request.HttpRequestError, message),
            JsonException json => new JsonException(message, json.Path is null ? null : Apply(json.Path), json.LineNumber, json.BytePositionInLine),
            _ => new IOException(message),
        };
    }

    private static string Apply(string text, string key)
    {
        StringBuilder? masked = null;
        var copied = 0;
        ReadOnlySpan<char> firsts = [key[0], '%', '&', '\\'];
        for (var at = 0; at < text.Length; at++)
        {
            var next = text.AsSpan(at).IndexOfAny(firsts);
            if (next < 0)
                break;
            at += next;
            var length = LengthAt(text.AsSpan(at), key);
            if (length == 0 || (key.Length < ShortestPart && !IsWord(text, at, length)))
                continue;
            (masked ??= new StringBuilder(text.Length)).Append(text, copied, at - copied).Append(Mask);
            copied = at + length;
            at = copied - 1;
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    /// <summary>How many characters of a text, from its start, stand for the key; 0 for none.</summary>
    private static int LengthAt(ReadOnlySpan<char> text, string key)
    {
        var at = 0;
        for (var known = 0; known < key.Length; known++)
        {
            if (at == text.Length)
                return known >= ShortestPart ? at : 0;
            var length = EscapeLengthAt(text[at..], key[known]);
            if (length == 0 && text[at] != key[known])
                return 0;
            at += Math.Max(length, 1);
        }

        return at;
    }

    /// <summary>Whether a part of a text is a word of its own: no letter, digit, underscore or hyphen stands before or after it.</summary>
    private static bool IsWord(string text, int start, int length)
    {
        var before = text.AsSpan(0, start);
        var after = text.AsSpan(start + length);
        var previous = before.IsEmpty ? ' ' : before[^1];
        for (var size = 2; size <= Math.Min(LongestEscape, before.Length); size++)
            previous = Unescape(before[^size..]) ?? previous;
        var next = after.IsEmpty ? ' ' : after[0];
        for (var size = 2; size <= Math.Min(LongestEscape, after.Length); size++)
            next = Unescape(after[..size]) ?? next;
        return !IsOfWord(previous) && !IsOfWord(next);

        static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '-';
    }

    /// <summary>The character that an escape stands for; null for what is not one escape.</summary>
    private static char? Unescape(ReadOnlySpan<char> text) => text switch
    {
        ['%', _, _] when TryReadCode(text[1..], out var code) => code,
        ['&', .., ';'] when WebUtility.HtmlDecode(text.ToString()) is [var decoded] => decoded,
        ['\\', 'u', _, _, _, _] when TryReadCode(text[2..], out var code) => code,
        ['\\', 'b' or 'f' or 'n' or 'r' or 't'] => ' ',
        _ => null,
    };

    private static int EscapeLengthAt(ReadOnlySpan<char> text, char expected)
    {
        switch (text[0])
        {
            case '%':
                return IsCode(text, 1, 2, expected) ? 3 : 0;
            case '&':
                var end = text[..Math.Min(text.Length, LongestEscape)].IndexOf(';') + 1;
                return end > 0 && WebUtility.HtmlDecode(text[..end].ToString()) is [var decoded] && decoded == expected ? end : 0;
            case '\\':
                // JSON within JSON is escaped twice.
                var slashes = text[..Math.Min(text.Length, MostSlashes)].IndexOfAnyExcept('\\');
                if (slashes < 0)
                    return 0;
                if (text[slashes] == expected)
                    return slashes + 1;
                return text[slashes] is 'u' && IsCode(text, slashes + 1, 4, expected) ? slashes + 5 : 0;
            default:
                return 0;
        }
    }

    private static bool IsCode(ReadOnlySpan<char> text, int start, int length, char expected) =>
        text.Length >= start + length && TryReadCode(text.Slice(start, length), out var code) && code == expected;

    private static bool TryReadCode(ReadOnlySpan<char> digits, out char code)
    {
        var isCode = int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number);
        code = (char)number;
        return isCode;
    }
}
