using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// JSON of any shape, kept as UTF-8 without white space. It never changes, is equal to what says the same in another
/// order, and holds whatever JSON can: members that are repeated, and halves of surrogate pairs.
/// </summary>
internal sealed class JsonText : IEquatable<JsonText>
{
    /// <summary>How deep a value of the caller's may be nested: a reader of documents that hold it allows twice as much.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Unwritable? _unwritable;

    private JsonText(ReadOnlyMemory<byte> utf8) => Utf8 = utf8;

    private JsonText(JsonNode value, string fault) => _unwritable = new Unwritable(value, fault);

    /// <summary>What an absent map counts as.</summary>
    public static JsonText Missing { get; } = new("{}"u8.ToArray());

    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <summary>Why the value can't be written as JSON; null for what can.</summary>
    public string? Fault => _unwritable?.Fault;

    /// <summary>Takes UTF-8 that is JSON without white space.</summary>
    public static JsonText Of(ReadOnlyMemory<byte> utf8) => new(utf8);

    /// <summary>Takes a value as it is now; what can't be written is kept, and refused when it is sent.</summary>
    public static JsonText? Of(JsonNode? node)
    {
        if (node is null)
            return null;
        try
        {
            return IsWithin(node, MaxDepth) ? Of(writer => JsonNodes.Write(writer, node)) : TooDeep(node);
        }
        catch (Exception fault) when (fault is ArgumentException or InvalidOperationException or NotSupportedException or JsonException)
        {
            return new JsonText(node, $"can't be written as JSON ({fault.Message.TrimEnd('.')})");
        }
    }

    /// <summary>Keeps a value that is nested too deep, which is refused when it is sent.</summary>
    public static JsonText TooDeep(JsonNode node) => new(node, $"must be nested at most {MaxDepth} deep");

    /// <summary>Whether a value is nested at most so deep. It looks no deeper.</summary>
    public static bool IsWithin(JsonNode? node, int depth) => node switch
    {
        JsonObject map => depth > 0 && map.All(member => IsWithin(member.Value, depth - 1)),
        JsonArray list => depth > 0 && list.All(item => IsWithin(item, depth - 1)),
        _ => true,
    };

    /// <summary>Takes what is written.</summary>
    public static JsonText Of(Action<Utf8JsonWriter> write)
    {
        var reader = new JsonText(Written(write)).Reader();
        return Read(ref reader);
    }

    /// <summary>What is written, in UTF-8.</summary>
    public static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Relaxed))
            write(writer);
        return buffer.WrittenMemory;
    }

    /// <summary>Reads the current value, and ends on its last token.</summary>
    /// <exception cref="JsonException">The text is no UTF-8.</exception>
    public static JsonText Read(ref Utf8JsonReader reader)
    {
        var copy = new JsonCopy(new byte[JsonCopy.LengthOf(reader)]);
        copy.Value(ref reader);
        return new JsonText(copy.ToArray());
    }

    public static Optional<JsonNode?> ToNode(Optional<JsonText?> text) => text.HasValue ? text.Value?.ToNode() : default(Optional<JsonNode?>);

    public static Optional<JsonObject?> ToObject(Optional<JsonText?> text) => text.HasValue ? text.Value?.ToObject() : default(Optional<JsonObject?>);

    /// <summary>Makes nodes of it, which are the caller's own.</summary>
    public JsonNode? ToNode()
    {
        if (_unwritable is not null)
            return _unwritable.Value;
        var reader = Reader();
        return JsonNodes.Read(ref reader);
    }

    /// <inheritdoc cref="ToNode()"/>
    public JsonObject ToObject() => ToNode() as JsonObject ?? [];

    /// <exception cref="JsonException">The value can't be written.</exception>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Fault is not null)
            throw new JsonException($"The value {Fault}.");
        Write(writer, Utf8);
    }

    /// <summary>Writes UTF-8 that is JSON: as it is, or as a writer wants it that escapes or indents differently.</summary>
    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> utf8)
    {
        // Halves of surrogate pairs are escaped, and stay so only in what is written as it is.
        var isAsWanted = writer.Options is { Indented: false, Encoder: { } encoder } && encoder == Relaxed.Encoder;
        if (isAsWanted || utf8.Span.IndexOf("\\ud"u8) >= 0 || utf8.Span.IndexOf("\\uD"u8) >= 0)
        {
            writer.WriteRawValue(utf8.Span, skipInputValidation: true);
            return;
        }

        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 2 * MaxDepth });
        document.RootElement.WriteTo(writer);
    }

    /// <summary>Whether it is an object with a member of that name.</summary>
    public bool Holds(ReadOnlySpan<byte> name)
    {
        var members = Reader();
        while (members.Read() && members.TokenType == JsonTokenType.PropertyName)
        {
            if (members.ValueSpan.SequenceEqual(name))
                return true;
            members.Skip();
        }

        return false;
    }

    /// <summary>The members of an object that have half of a surrogate pair in their names, which a writer would replace.</summary>
    public List<ReadOnlyMemory<byte>> OddMembers()
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var members = Fault is null ? Reader() : default;
        while (members.Read() && members.TokenType == JsonTokenType.PropertyName)
        {
            var isOdd = members.ValueIsEscaped && !JsonString.IsValid(JsonString.Read(ref members));
            var start = (int)members.TokenStartIndex;
            members.Skip();
            if (isOdd)
                found.Add(Utf8[start..(int)members.BytesConsumed]);
        }

        return found;
    }

    /// <summary>Makes an object of members.</summary>
    public static JsonText OfMembers(List<ReadOnlyMemory<byte>> members) => new(Missing.With(members));

    /// <summary>The object with further members.</summary>
    public byte[] With(List<ReadOnlyMemory<byte>> members)
    {
        var all = new List<byte>(Utf8[..^1].ToArray());
        foreach (var member in members)
        {
            if (all.Count > 1)
                all.Add((byte)',');
            all.AddRange(member.ToArray());
        }

        return [.. all, (byte)'}'];
    }

    /// <summary>The members of an object whose names fulfil a condition, as they stand, however deep or odd.</summary>
    public List<ReadOnlyMemory<byte>> Members(Func<string, bool> isWanted)
    {
        var found = new List<ReadOnlyMemory<byte>>();
        var members = Reader();
        while (members.Read() && members.TokenType == JsonTokenType.PropertyName)
        {
            var isFound = isWanted(JsonString.Read(ref members));
            var start = (int)members.TokenStartIndex;
            members.Skip();
            if (isFound)
                found.Add(Utf8[start..(int)members.BytesConsumed]);
        }

        return found;
    }

    /// <summary>The object with a member set. The others stay as they are.</summary>
    public JsonText WithMember(string name, JsonNode value)
    {
        var set = Of(new JsonObject { [name] = value })!.Utf8;
        return OfMembers([.. Members(other => other != name), set[1..^1]]);
    }

    /// <summary>A reader of it, on its first token.</summary>
    public Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(Utf8.Span, new JsonReaderOptions { MaxDepth = 2 * MaxDepth });
        reader.Read();
        return reader;
    }

    public bool Equals(JsonText? other) => other is not null
        && (ReferenceEquals(this, other)
            || (Fault is null && other.Fault is null
                && (Utf8.Span.SequenceEqual(other.Utf8.Span) || JsonCanon.Of(this).AsSpan().SequenceEqual(JsonCanon.Of(other)))));

    public override bool Equals(object? obj) => Equals(obj as JsonText);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Fault is null ? JsonCanon.Of(this) : []);
        return hash.ToHashCode();
    }

    /// <summary>Returns the JSON, with a replacement character for each half of a surrogate pair.</summary>
    public override string ToString() => Fault is null ? Encoding.UTF8.GetString(Utf8.Span) : $"({Fault})";

    private sealed record Unwritable(JsonNode Value, string Fault);
}
