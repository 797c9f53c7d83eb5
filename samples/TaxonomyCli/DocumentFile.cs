using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>A file of documents: a JSON array of objects, one object, or an object in each line.</summary>
internal static class DocumentFile
{
    private static readonly JsonDocumentOptions Depth = new() { MaxDepth = 128 };

    /// <exception cref="FormatException">The file is not of that form; the message has its name and the place.</exception>
    public static async Task<IReadOnlyList<JsonObject>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var text = await TaxonomyFile.ReadTextAsync(path, cancellationToken);
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
