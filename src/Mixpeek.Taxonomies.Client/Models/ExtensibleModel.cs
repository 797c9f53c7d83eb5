using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A record on the wire that keeps what this version does not know of it.</summary>
public abstract record ExtensibleModel
{
    private JsonObject? _rest;

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
        get => _rest;
        init => _rest = value;
    }

    /// <summary>The same, for source-generated reading, which fills it after the record is made.</summary>
    [JsonExtensionData]
    [JsonInclude]
    internal JsonObject? Rest
    {
        get => _rest;
        set => _rest = value;
    }
}
