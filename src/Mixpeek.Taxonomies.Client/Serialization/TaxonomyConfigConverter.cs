using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads a config by its <c>taxonomy_type</c>, wherever in the object that stands; by its members where it is missing;
/// and keeps it whole where it is unknown. Writes the type first.
/// </summary>
internal sealed class TaxonomyConfigConverter : JsonConverter<TaxonomyConfig>
{
    /// <summary>
    /// Reads any value: what is no object is kept as an unknown config. It is read as what its first members say or are of,
    /// and once more where it then says otherwise, or nothing.
    /// </summary>
    public static TaxonomyConfig Read(ref Utf8JsonReader reader)
    {
        var whole = reader;
        TaxonomyConfig? guessed = GuessOf(reader) switch
        {
            ConfigShape.Flat when Read<FlatTaxonomyConfig>(ref reader) is { TaxonomyTypeIsStated: true } flat => flat,
            ConfigShape.Hierarchical when Read<HierarchicalTaxonomyConfig>(ref reader) is { TaxonomyTypeIsStated: true } hierarchical => hierarchical,
            _ => null,
        };
        if (guessed is not null)
            return guessed;
        reader = whole;
        return ShapeOf(reader) switch
        {
            ConfigShape.Flat => Read<FlatTaxonomyConfig>(ref reader)!,
            ConfigShape.Hierarchical => Read<HierarchicalTaxonomyConfig>(ref reader)!,
            _ => new UnknownTaxonomyConfig(JsonElement.ParseValue(ref reader)),
        };
    }

    public override TaxonomyConfig Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, TaxonomyConfig value, JsonSerializerOptions options) => value.Write(writer);

    private static T? Read<T>(ref Utf8JsonReader reader)
        where T : class, IModel<T> =>
        T.Read(ref reader);

    /// <summary>What the members say or are of that come before the first list or object, and that one; unknown where they do not tell.</summary>
    private static ConfigShape GuessOf(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            return ConfigShape.Unknown;
        var rest = default(JsonRest);
        while (MemberReader.Next(ref reader, ref rest))
        {
            if (reader.ValueTextEquals("taxonomy_type"u8))
            {
                reader.Read();
                return Named(ref reader);
            }

            if (IsHierarchical(ref reader))
                return ConfigShape.Hierarchical;
            if (reader.ValueTextEquals("source_collection"u8) || reader.ValueTextEquals("input_mappings"u8))
                return ConfigShape.Flat;
            reader.Read();
            if (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                return ConfigShape.Unknown;
        }

        return ConfigShape.Unknown;
    }

    /// <summary>Looks ahead on a copy of the reader, and no further than the type: the service writes it first or last.</summary>
    private static ConfigShape ShapeOf(Utf8JsonReader reader)
    {
        var inferred = ConfigShape.Unknown;
        if (reader.TokenType != JsonTokenType.StartObject)
            return inferred;
        var rest = default(JsonRest);
        while (MemberReader.Next(ref reader, ref rest))
        {
            if (reader.ValueTextEquals("taxonomy_type"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.Null)
                    return Named(ref reader);
                continue;
            }

            if (reader.ValueTextEquals("source_collection"u8))
                inferred = ConfigShape.Flat;
            else if (inferred == ConfigShape.Unknown && IsHierarchical(ref reader))
                inferred = ConfigShape.Hierarchical;
            reader.TrySkip();
        }

        return inferred;
    }

    private static ConfigShape Named(ref Utf8JsonReader reader)
    {
        var type = OpenEnumConverter<TaxonomyType>.TryRead(ref reader);
        return type == TaxonomyType.Flat ? ConfigShape.Flat
            : type == TaxonomyType.Hierarchical ? ConfigShape.Hierarchical
            : ConfigShape.Unknown;
    }

    /// <summary>Whether the member whose name the reader stands on belongs to a hierarchical config alone.</summary>
    private static bool IsHierarchical(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("hierarchical_nodes"u8)
        || reader.ValueTextEquals("inference_strategy"u8)
        || reader.ValueTextEquals("inference_collections"u8)
        || reader.ValueTextEquals("cluster_ids"u8)
        || reader.ValueTextEquals("llm_provider"u8)
        || reader.ValueTextEquals("llm_model"u8)
        || reader.ValueTextEquals("llm_prompt_template"u8)
        || reader.ValueTextEquals("llm_sample_size"u8);

    private enum ConfigShape
    {
        Unknown,
        Flat,
        Hierarchical,
    }
}
