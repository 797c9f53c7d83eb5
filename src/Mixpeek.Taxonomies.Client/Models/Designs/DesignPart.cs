using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A part of a design: a value that is compared as a whole, or further parts, each by its name or, in a list, by its key.</summary>
internal sealed class DesignPart
{
    public JsonNode? Value { get; init; }

    /// <summary>The further parts; null for a value.</summary>
    public Dictionary<string, DesignPart>? Parts { get; init; }

    /// <summary>The name of the list that the parts are the items of; null where they are the members of an object.</summary>
    public string? List { get; init; }

    public static DesignPart Of(IEnumerable<KeyValuePair<string, DesignPart>> parts, string? list = null) =>
        new() { Parts = new Dictionary<string, DesignPart>(parts, StringComparer.Ordinal), List = list };

    public static DesignPart Of(JsonNode? value) => new() { Value = value };

    /// <summary>Whether two parts are of the same design; null stands for no part.</summary>
    public static bool AreEqual(DesignPart? left, DesignPart? right) => left is null || right is null
        ? left == right
        : JsonNodes.AreEqual(left.ToJson(), right.ToJson());

    /// <summary>Makes JSON of it that is the same for the same design: lists are in the order of their keys.</summary>
    public JsonNode? ToJson() => (Parts, List) switch
    {
        (null, _) => Value?.DeepClone(),
        (_, null) => new JsonObject(Parts.Where(static part => !part.Value.IsAbsent).OrderBy(static part => part.Key, StringComparer.Ordinal)
            .Select(static part => KeyValuePair.Create(part.Key, part.Value.ToJson()))),
        var (items, list) => new JsonArray([.. items
            .Select(item => (Place: item.Key, Json: item.Value.ToJson()))
            .OrderBy(item => DesignKeys.Of(list, item.Json), StringComparer.Ordinal)
            .ThenBy(static item => item.Place.Length).ThenBy(static item => item.Place, StringComparer.Ordinal)
            .Select(static item => item.Json)]),
    };

    /// <summary>Whether it is a hierarchy without nodes, which is as good as none.</summary>
    private bool IsAbsent => List == DesignKeys.Nodes && Parts!.Count == 0;
}
