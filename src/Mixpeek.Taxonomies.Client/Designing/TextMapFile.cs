using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Files with maps of texts. What is wrong is named with the file and the line.</summary>
internal static class TextMapFile
{
    private const string Expected = "an object with texts";

    /// <summary>Reads a map of texts, in the order of the file.</summary>
    /// <exception cref="TaxonomySerializationException">The file has no such map.</exception>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var utf8 = await FileText.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var file = FileText.NameOf(path);
        var reader = Open(utf8.Span, file, Expected, known: null);
        return ReadTexts(ref reader, utf8.Span, file);
    }

    /// <summary>Reads maps of texts by the names of their groups.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadGroupsAsync(
        string path, IReadOnlySet<string> groups, CancellationToken cancellationToken)
    {
        var utf8 = await FileText.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        var file = FileText.NameOf(path);
        return ReadGroups(utf8.Span, file, groups);
    }

    private static Dictionary<string, IReadOnlyDictionary<string, string>> ReadGroups(ReadOnlySpan<byte> utf8, string file, IReadOnlySet<string> groups)
    {
        var reader = Open(utf8, file, $"an object with {string.Join(", ", groups.Order(StringComparer.Ordinal))}", groups);
        var maps = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var group = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Refused(utf8, reader, file, $"'{group}' is {FileJson.KindOf(reader.TokenType)}, expected {Expected}");
            maps[group] = ReadTexts(ref reader, utf8, file).ToDictionary(StringComparer.Ordinal);
        }

        return maps;
    }

    /// <summary>Returns a reader of the file, on its first token.</summary>
    private static Utf8JsonReader Open(ReadOnlySpan<byte> utf8, string file, string expected, IReadOnlySet<string>? known)
    {
        if (FileJson.FaultOf(utf8, expected, known) is { } fault)
            throw new TaxonomySerializationException($"{file}, {fault}");
        var reader = FileJson.Reader(utf8);
        reader.Read();
        return reader;
    }

    /// <summary>Reads the map that the reader is on the beginning of, to its end.</summary>
    private static List<KeyValuePair<string, string>> ReadTexts(ref Utf8JsonReader reader, ReadOnlySpan<byte> utf8, string file)
    {
        var texts = new List<KeyValuePair<string, string>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType != JsonTokenType.String)
                throw Refused(utf8, reader, file, $"'{HeaderText.Printable(name)}' is {FileJson.KindOf(reader.TokenType)}, expected a text");
            var text = reader.GetString()!;
            if (string.IsNullOrWhiteSpace(name) || string.IsNullOrWhiteSpace(text))
                throw Refused(utf8, reader, file, $"'{HeaderText.Printable(name)}' is '{HeaderText.Printable(text)}', and neither may be blank");
            texts.Add(KeyValuePair.Create(name, text));
        }

        return texts;
    }

    private static TaxonomySerializationException Refused(ReadOnlySpan<byte> utf8, Utf8JsonReader reader, string file, string fault) =>
        new($"{file}, {FileJson.PlaceOf(utf8, reader)}{fault}");
}
