using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The members that are kept as they are while an object is read: one UTF-8 text, which grows.</summary>
internal sealed class JsonRest
{
    private byte[] _utf8 = [(byte)'{'];
    private int _length = 1;

    public void Add(ReadOnlySpan<byte> name, ref Utf8JsonReader value)
    {
        var quoted = Reserve(name.Length + 3);
        quoted[0] = (byte)'"';
        name.CopyTo(quoted[1..]);
        "\":"u8.CopyTo(quoted[(name.Length + 1)..]);
        Add(ref value);
    }

    /// <summary>Adds the current member, name and value.</summary>
    public void Add(ref Utf8JsonReader member)
    {
        if (member.TokenType == JsonTokenType.PropertyName)
        {
            var name = new JsonCopy(new byte[JsonCopy.LengthOfToken(ref member)]);
            name.Text(ref member);
            var copy = name.ToArray().Span;
            copy.CopyTo(Reserve(copy.Length + 1));
            _utf8[_length - 1] = (byte)':';
            member.Read();
        }

        var start = _length;
        Reserve(JsonCopy.LengthOf(member) + 1);
        var value = new JsonCopy(_utf8, start);
        value.Value(ref member);
        _length = value.Length;
        Reserve(1)[0] = (byte)',';
    }

    public bool Holds(ReadOnlySpan<byte> name) => ToText().Holds(name);

    public JsonText ToText()
    {
        var utf8 = _utf8.AsSpan(0, _length).ToArray();
        utf8[^1] = (byte)'}';
        return JsonText.Of(utf8);
    }

    private Span<byte> Reserve(int count)
    {
        if (_utf8.Length - _length < count)
            Array.Resize(ref _utf8, checked(Math.Max(_length + count, 2 * _utf8.Length)));
        _length += count;
        return _utf8.AsSpan(_length - count, count);
    }
}
