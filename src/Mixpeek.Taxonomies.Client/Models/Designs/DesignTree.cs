using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The design of a taxonomy, which is what its user decides: the name, the description, the metadata and the config,
/// without what makes no difference. Two taxonomies of the same design have the same tree.
/// </summary>
internal static class DesignTree
{
    public const string Name = "taxonomy_name";
    public const string Description = "description";
    public const string Metadata = "metadata";
    public const string Config = "config";

    public static DesignPart Of(Taxonomy taxonomy)
    {
        var parts = new Dictionary<string, DesignPart>(StringComparer.Ordinal)
        {
            [Metadata] = DesignPart.Of(taxonomy.Metadata
                .Where(static member => !LibraryMetadata.IsKey(member.Key))
                .Select(static member => KeyValuePair.Create(member.Key, DesignPart.Of(JsonNodes.Canonical(member.Value))))),
        };
        if (taxonomy.TaxonomyName.Length > 0)
            parts[Name] = DesignPart.Of((JsonNode)taxonomy.TaxonomyName);
        if (!string.IsNullOrEmpty(taxonomy.Description))
            parts[Description] = DesignPart.Of((JsonNode)taxonomy.Description);
        if (JsonText.Of(taxonomy.Config.Write).ToNode() is { } config)
            parts[Config] = OfConfig(taxonomy.Config, config);
        return DesignPart.Of(parts);
    }

    /// <summary>
    /// Two taxonomies as they are compared: what the service inferred counts where both have it. A file has none of it,
    /// nor has a taxonomy that is not ready.
    /// </summary>
    public static (Taxonomy Before, Taxonomy After) Comparable(Taxonomy before, Taxonomy after)
    {
        var (old, young) = (before.Config.WithoutInferred(), after.Config.WithoutInferred());
        return ReferenceEquals(old, before.Config) == ReferenceEquals(young, after.Config)
            ? (before, after)
            : (before with { Config = old }, after with { Config = young });
    }

    /// <summary>The design as JSON: members and lists in a fixed order, without defaults and without what is empty.</summary>
    public static JsonObject ToJson(DesignPart tree)
    {
        var json = tree.ToJson()!.AsObject();
        if (json[Metadata] is JsonObject { Count: 0 })
            json.Remove(Metadata);
        return json;
    }

    /// <summary>Puts a design into a taxonomy.</summary>
    public static Taxonomy ToTaxonomy(DesignPart tree, Taxonomy taxonomy)
    {
        var json = ToJson(tree);
        var reader = JsonText.Of(writer => JsonNodes.Write(writer, json)).Reader();
        return taxonomy.WithDesignOf(Read<Taxonomy>(ref reader));
    }

    private static T Read<T>(ref Utf8JsonReader reader)
        where T : class, IModel<T> =>
        T.Read(ref reader)!;

    private static DesignPart OfConfig(TaxonomyConfig config, JsonNode node)
    {
        if (node is not JsonObject map)
            return DesignPart.Of(JsonNodes.Canonical(node));
        if (config is UnknownTaxonomyConfig)
            return DesignPart.Of(map.Select(static member => KeyValuePair.Create(member.Key, DesignPart.Of(JsonNodes.Canonical(member.Value)))));
        // A flat config has no inputs but its own, and a hierarchy's own are for nodes that have none.
        if (config is FlatTaxonomyConfig)
            map.TryAdd(DesignKeys.Mappings, new JsonArray());
        else if (map[DesignKeys.Mappings] is JsonArray { Count: 0 })
            map.Remove(DesignKeys.Mappings);
        return OfObject(map);
    }

    private static DesignPart OfObject(JsonObject map) =>
        DesignPart.Of(Members(map).Select(static member => KeyValuePair.Create(member.Key, OfMember(member.Key, member.Value))));

    private static DesignPart OfMember(string name, JsonNode? value) => (name, value) switch
    {
        ("source_collection" or "step_analytics", JsonObject map) => OfObject(map),
        (_, JsonArray list) when DesignKeys.IsList(name) && list.All(static item => item is JsonObject) =>
            DesignPart.Of(DesignKeys.Distinct([.. list.Select(item => (DesignKeys.Of(name, item), OfItem(name, item!.AsObject())))]), name),
        _ => DesignPart.Of(OfValue(name, value)),
    };

    private static DesignPart OfItem(string list, JsonObject item) => list == DesignKeys.Nodes
        ? OfObject(item)
        : DesignPart.Of(new JsonObject(Members(item).Select(static member => KeyValuePair.Create(member.Key, OfValue(member.Key, member.Value)))));

    private static JsonNode? OfValue(string name, JsonNode? value) => value is JsonArray list && DesignKeys.IsSet(name)
        ? new JsonArray([.. list.Select(JsonNodes.Canonical).DistinctBy(JsonNodes.ToText).OrderBy(JsonNodes.ToText, StringComparer.Ordinal)])
        : JsonNodes.Canonical(value);

    /// <summary>The members that make a difference, in the order of their names.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Members(JsonObject map) =>
        map.Where(static member => !IsNothing(member.Key, member.Value)).OrderBy(static member => member.Key, StringComparer.Ordinal);

    /// <summary>Whether a member says no more than if it were left out. No fields or inputs are less than all of them, or than the config's.</summary>
    private static bool IsNothing(string name, JsonNode? value) => value switch
    {
        null => name != "override",
        JsonArray { Count: 0 } => name is not (DesignKeys.Mappings or DesignKeys.Fields) && ConfigMembers.Names.Contains(name),
        _ => ConfigMembers.Defaults.TryGetValue(name, out var byDefault) && JsonNodes.AreEqual(value, byDefault),
    };
}
