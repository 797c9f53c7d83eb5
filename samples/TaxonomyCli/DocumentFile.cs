using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TaxonomyCli;

/// <summary>A file of documents: a JSON array of objects, one object, or an object in each line. It is UTF-8.</summary>
internal static class DocumentFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 128 };

    /// <exception cref="FormatException">The file is not UTF-8, or not of that form; the message has its name and the place.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var text = Decode(path, await File.ReadAllBytesAsync(path, cancellationToken)).TrimStart('\uFEFF');
        var documents = TryParse(text) switch
        {
            JsonArray list => list.Select((item, i) => Document(item, $"{path}, item {i + 1}")).ToArray(),
            JsonObject single => [single],
            _ => text.Split('\n').Select((line, i) => (Line: line, Place: $"{path}, line {i + 1}"))
                .Where(entry => !string.IsNullOrWhiteSpace(entry.Line))
                .Select(entry => Document(Parse(entry.Line, entry.Place), entry.Place)).ToArray(),
        };
        return documents.Length > 0 ? documents : throw new FormatException($"{path}: there is no document in it.");
    }

    private static string Decode(string path, byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            var line = bytes.Take(failure.Index).Count(value => value == (byte)'\n') + 1;
            throw new FormatException($"{path}, line {line}: the file is not UTF-8 (byte {failure.Index + 1}).", failure);
        }
    }

    private static JsonNode? TryParse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Depth);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Parse(string line, string place)
    {
        try
        {
            return JsonNode.Parse(line, documentOptions: Depth);
        }
        catch (JsonException failure)
        {
            throw new FormatException($"{place}: the line is not JSON ({failure.Message.Split(" LineNumber:")[0].TrimEnd('.')}).", failure);
        }
    }

    private static JsonObject Document(JsonNode? node, string place) =>
        node is JsonObject document ? (JsonObject)document.DeepClone() : throw new FormatException($"{place}: a document is an object.");
}
