using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads a config by its <c>taxonomy_type</c>, wherever in the object that stands; by its members where it is missing;
/// and keeps it whole where it is unknown. Writes the type first.
/// </summary>
internal sealed class TaxonomyConfigConverter : ModelConverter<TaxonomyConfig>
{
    public static TaxonomyConfigConverter Instance { get; } = new();

    /// <summary>Reads any value: what is no object is kept as an unknown config.</summary>
    public override TaxonomyConfig TryRead(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.StartObject ? ReadObject(ref reader) : ReadUnknown(ref reader);

    public override void WriteObject(Utf8JsonWriter writer, TaxonomyConfig value)
    {
        if (value is not UnknownTaxonomyConfig unknown)
            base.WriteObject(writer, value);
        else if (unknown.Raw.ValueKind == JsonValueKind.Undefined)
            writer.WriteNullValue();
        else
            unknown.Raw.WriteTo(writer);
    }

    protected override TaxonomyConfig ReadObject(ref Utf8JsonReader reader) => FindType(reader) switch
    {
        ConfigShape.Flat => FlatConfigMembers.Read(ref reader),
        ConfigShape.Hierarchical => HierarchicalConfigMembers.Read(ref reader),
        _ => ReadUnknown(ref reader),
    };

    protected override void WriteMembers(Utf8JsonWriter writer, TaxonomyConfig value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.Enum<TaxonomyType>("taxonomy_type", value.TaxonomyType);
        if (value is FlatTaxonomyConfig flat)
            FlatConfigMembers.Write(ref members, flat);
        else
            HierarchicalConfigMembers.Write(ref members, (HierarchicalTaxonomyConfig)value);
        members.Rest();
    }

    private static UnknownTaxonomyConfig ReadUnknown(ref Utf8JsonReader reader) =>
        new(JsonElement.ParseValue(ref reader));

    /// <summary>Looks ahead on a copy of the reader, and no further than the type: the service writes it first or last.</summary>
    private static ConfigShape FindType(Utf8JsonReader reader)
    {
        var inferred = ConfigShape.Unknown;
        while (MemberReader.NextMember(ref reader))
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
            else if (inferred == ConfigShape.Unknown && HierarchicalConfigMembers.IsOwnMember(ref reader))
                inferred = ConfigShape.Hierarchical;
            reader.TrySkip();
        }

        return inferred;
    }

    private static ConfigShape Named(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
            return ConfigShape.Unknown;
        if (reader.ValueTextEquals("flat"u8))
            return ConfigShape.Flat;
        return reader.ValueTextEquals("hierarchical"u8) ? ConfigShape.Hierarchical : ConfigShape.Unknown;
    }

    private enum ConfigShape
    {
        Unknown,
        Flat,
        Hierarchical,
    }
}
