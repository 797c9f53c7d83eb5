using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The reference collections that an emulator holds, each with its documents. They are the same in every namespace.</summary>
public sealed class CollectionStore
{
    private readonly object _lock = new();
    private readonly Dictionary<string, List<JsonObject>> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<(string Collection, string Taxonomy)> _applications = [];

    internal CollectionStore()
    {
    }

    /// <summary>Adds documents to a collection, which is made if it is not there.</summary>
    /// <param name="collection">The collection's ID or name.</param>
    /// <param name="documents">The documents; they are copied.</param>
    public void Add(string collection, params JsonObject[] documents)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(collection);
        ArgumentNullException.ThrowIfNull(documents);
        JsonObject[] copies = [.. documents.Select(Copy)];
        lock (_lock)
        {
            if (!_documents.TryGetValue(collection, out var list))
                _documents[collection] = list = [];
            list.AddRange(copies);
        }
    }

    /// <summary>Lists a taxonomy on a collection, so that it can be applied to it.</summary>
    /// <param name="collection">The collection's ID or name; it is made if it is not there.</param>
    /// <param name="taxonomyId">The taxonomy's ID.</param>
    public void ListTaxonomy(string collection, string taxonomyId)
    {
        Add(collection);
        lock (_lock)
            _applications.Add((collection, taxonomyId));
    }

    internal bool Lists(string collection, string taxonomyId)
    {
        lock (_lock)
            return _applications.Contains((collection, taxonomyId));
    }

    /// <summary>How many documents a collection has; <c>null</c> if there is no such collection.</summary>
    internal int? Count(string collection)
    {
        lock (_lock)
            return _documents.TryGetValue(collection, out var documents) ? documents.Count : null;
    }

    /// <summary>The documents of a collection; null where there is no such collection.</summary>
    internal IReadOnlyList<JsonObject>? Find(string collection)
    {
        lock (_lock)
            return _documents.TryGetValue(collection, out var documents) ? documents.ToArray() : null;
    }

    /// <summary>Read back from its text, so that a number is one of JSON whatever type it had.</summary>
    private static JsonObject Copy(JsonObject document) => (JsonObject)JsonNode.Parse(document.ToJsonString(), documentOptions: new JsonDocumentOptions { MaxDepth = 1000 })!;
}
