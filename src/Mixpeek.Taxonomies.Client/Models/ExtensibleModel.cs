using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A record on the wire that keeps what this version does not know of it.</summary>
public abstract record ExtensibleModel
{
    private JsonObject? _rest;
    private Dictionary<string, JsonElement>? _readRest;

    private protected ExtensibleModel()
    {
    }

    /// <summary>
    /// Members that this version does not know, or whose value it could not understand, by their wire name; null
    /// where there are none. They are written as they are. A property that is set wins over a member of the same name.
    /// </summary>
    [JsonIgnore]
    public JsonObject? AdditionalProperties
    {
        get => _rest ??= _readRest is null ? null : new JsonObject(_readRest.Select(static member => KeyValuePair.Create(member.Key, NodeOf(member.Value))));
        init
        {
            _rest = value;
            _readRest = null;
        }
    }

    /// <summary>The same, for the source generator, which fills it member by member after the record is made.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal Dictionary<string, JsonElement>? Rest
    {
        get => _rest is null ? _readRest : _rest.ToDictionary(static member => member.Key, static member => ElementOf(member.Value));
        set => _readRest = value;
    }

    private static JsonNode? NodeOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? JsonObject.Create(element)
        : element.ValueKind == JsonValueKind.Array ? JsonArray.Create(element)
        : JsonValue.Create(element);

    private static JsonElement ElementOf(JsonNode? node)
    {
        using var document = JsonDocument.Parse(node?.ToJsonString() ?? "null");
        return document.RootElement.Clone();
    }
}
