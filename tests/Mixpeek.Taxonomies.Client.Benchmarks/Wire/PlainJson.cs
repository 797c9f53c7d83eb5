using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>The user's models with code that is generated at build time. The service may write the type of a config last.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(PlainCloneRequest))]
[JsonSerializable(typeof(PlainCloneResponse))]
[JsonSerializable(typeof(PlainUpdateRequest))]
[JsonSerializable(typeof(PlainListRequest))]
[JsonSerializable(typeof(PlainPage))]
public sealed partial class PlainJson : JsonSerializerContext
{
    /// <summary>The same format by reflection.</summary>
    public static JsonSerializerOptions Reflected { get; } = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        AllowOutOfOrderMetadataProperties = true,
    };
}
