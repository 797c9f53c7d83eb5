using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads and writes fields of a document by a path with dots.</summary>
internal static class DocumentPath
{
    public static JsonNode? Read(JsonNode? document, string path)
    {
        foreach (var name in path.Split('.'))
            document = (document as JsonObject)?[name];
        return document;
    }

    /// <summary>How many names a path that is written may have, so that the answer is not nested deeper than it may be.</summary>
    public const int MaxWrittenNames = 16;

    /// <summary>Writes a field, and makes the objects on the way to it.</summary>
    public static void Write(JsonObject document, string path, JsonNode? value)
    {
        var names = path.Split('.');
        foreach (var name in names[..^1])
        {
            if (document[name] is not JsonObject inner)
                document[name] = inner = [];
            document = inner;
        }

        document[names[^1]] = value;
    }
}
