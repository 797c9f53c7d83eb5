using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The members that are kept as they are while an object is read: one UTF-8 text, which grows.</summary>
internal struct JsonRest
{
    private byte[]? _utf8;
    private int _length;

    public readonly bool IsEmpty => _utf8 is null;

    public void Add(ReadOnlySpan<byte> name, ref Utf8JsonReader value)
    {
        var copy = Reserve(name.Length + 3 + JsonCopy.LengthOf(value));
        copy.Name(name);
        copy.Value(ref value);
        _length = copy.Length;
    }

    /// <summary>Adds the current member, name and value.</summary>
    public void Add(ref Utf8JsonReader member)
    {
        var copy = Reserve(JsonCopy.LengthOf(member));
        copy.Name(ref member);
        member.Read();
        copy.Value(ref member);
        _length = copy.Length;
    }

    public readonly bool Holds(ReadOnlySpan<byte> name) => ToText()?.Holds(name) == true;

    /// <summary>The members as an object; null where there are none.</summary>
    public readonly JsonText? ToText()
    {
        if (_utf8 is null)
            return null;
        var utf8 = _utf8.Length == _length + 1 ? _utf8 : _utf8[..(_length + 1)];
        utf8[_length] = (byte)'}';
        return JsonText.Of(utf8);
    }

    /// <summary>Makes room for a member, with the bracket or comma before it and the bracket after all.</summary>
    private JsonCopy Reserve(int count)
    {
        var needed = _length + count + 2;
        if (_utf8 is null)
            _utf8 = new byte[needed];
        else if (_utf8.Length < needed)
            Array.Resize(ref _utf8, Math.Max(needed, checked(2 * _utf8.Length)));
        _utf8[_length] = (byte)(_length == 0 ? '{' : ',');
        return new JsonCopy(_utf8, _length + 1);
    }
}
