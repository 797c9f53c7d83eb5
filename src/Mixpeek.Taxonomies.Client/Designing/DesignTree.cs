using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The design of a taxonomy, which is what its user decides: the name, the description, the metadata and the config,
/// without what makes no difference. Two taxonomies of the same design have the same tree.
/// </summary>
internal static class DesignTree
{
    public static DesignPart Of(Taxonomy taxonomy)
    {
        var parts = new Dictionary<string, DesignPart>(StringComparer.Ordinal)
        {
            ["metadata"] = DesignPart.Of(taxonomy.Metadata.Select(static member => KeyValuePair.Create(member.Key, DesignPart.Of(Sorted(member.Value))))),
        };
        if (taxonomy.TaxonomyName.Length > 0)
            parts["taxonomy_name"] = DesignPart.Of((JsonNode)taxonomy.TaxonomyName);
        if (!string.IsNullOrEmpty(taxonomy.Description))
            parts["description"] = DesignPart.Of((JsonNode)taxonomy.Description);
        if (JsonText.Of(taxonomy.Config.Write).ToNode() is JsonObject config)
            parts["config"] = OfConfig(config, taxonomy.Config is UnknownTaxonomyConfig);
        return DesignPart.Of(parts);
    }

    /// <summary>The design as JSON: members and lists in a fixed order, without defaults and without what is empty.</summary>
    public static JsonObject ToJson(DesignPart tree)
    {
        var json = tree.ToJson()!.AsObject();
        foreach (var name in new[] { "metadata", DesignKeys.Nodes })
        {
            var owner = name == "metadata" ? json : json["config"] as JsonObject;
            if (owner?[name] is JsonObject { Count: 0 } or JsonArray { Count: 0 })
                owner.Remove(name);
        }

        return json;
    }

    /// <summary>Puts a design into a taxonomy.</summary>
    public static Taxonomy ToTaxonomy(DesignPart tree, Taxonomy taxonomy)
    {
        var json = ToJson(tree);
        var reader = JsonText.Of(writer => JsonNodes.Write(writer, json)).Reader();
        var read = Read<Taxonomy>(ref reader);
        return taxonomy with { TaxonomyName = read.TaxonomyName, Description = read.Description, Metadata = read.Metadata, Config = read.Config };
    }

    private static T Read<T>(ref Utf8JsonReader reader)
        where T : class, IModel<T> =>
        T.Read(ref reader)!;

    private static DesignPart OfConfig(JsonObject config, bool isUnknown)
    {
        if (isUnknown)
            return DesignPart.Of(config.Select(static member => KeyValuePair.Create(member.Key, DesignPart.Of(Sorted(member.Value)))));
        var isHierarchy = !config.ContainsKey("source_collection");
        if (isHierarchy && config[DesignKeys.Mappings] is JsonArray { Count: 0 })
            config.Remove(DesignKeys.Mappings);
        var tree = OfObject(config);
        if (isHierarchy)
            tree.Parts!.TryAdd(DesignKeys.Nodes, DesignPart.Of([], DesignKeys.Nodes));
        return tree;
    }

    private static DesignPart OfObject(JsonObject map) =>
        DesignPart.Of(Members(map).Select(static member => KeyValuePair.Create(member.Key, OfMember(member.Key, member.Value))));

    private static DesignPart OfMember(string name, JsonNode? value) => (name, value) switch
    {
        ("source_collection" or "step_analytics", JsonObject map) => OfObject(map),
        (_, JsonArray list) when DesignKeys.IsList(name) && list.All(static item => item is JsonObject) =>
            DesignPart.Of(DesignKeys.Distinct(list.Select(item => (DesignKeys.Of(name, item), OfItem(name, item!.AsObject())))), name),
        _ => DesignPart.Of(Sorted(value)),
    };

    private static DesignPart OfItem(string list, JsonObject item) => list == DesignKeys.Nodes
        ? OfObject(item)
        : DesignPart.Of(new JsonObject(Members(item).Select(static member => KeyValuePair.Create(member.Key, Sorted(member.Value)))));

    /// <summary>The members that make a difference, in the order of their names.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject map) =>
        map.Where(static member => !IsNothing(member.Key, member.Value)).OrderBy(static member => member.Key, StringComparer.Ordinal);

    /// <summary>Whether a member says no more than if it were left out. No fields or inputs are less than all of them, or than the config's.</summary>
    private static bool IsNothing(string name, JsonNode? value) => value switch
    {
        null => name != "override",
        JsonArray { Count: 0 } => name is not (DesignKeys.Mappings or DesignKeys.Fields) && ConfigMembers.Names.Contains(name),
        _ => ConfigMembers.Defaults.TryGetValue(name, out var byDefault) && Sorted(value)!.ToJsonString() == byDefault.ToJsonString(),
    };

    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(static member => member.Key, StringComparer.Ordinal)
            .Select(static member => KeyValuePair.Create(member.Key, Sorted(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted)]),
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => Number(value.ToJsonString()),
        JsonValue value when value.TryGetValue<bool>(out var flag) => JsonValue.Create(flag),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number != 0
            ? JsonValue.Create(decimal.Parse(number.ToString("G29", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture))
            : JsonNode.Parse(text);
}
