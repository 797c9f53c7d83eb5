using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class CloneTaxonomyRequestConverter : ModelConverter<CloneTaxonomyRequest>
{
    protected override CloneTaxonomyRequest ReadObject(ref Utf8JsonReader reader)
    {
        var name = "";
        Optional<string?> description = default;
        Optional<TaxonomyConfig?> config = default;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("taxonomy_name"u8))
                name = MemberReader.RequiredText(ref reader, "taxonomy_name", ref rest);
            else if (reader.ValueTextEquals("description"u8))
                description = MemberReader.OptionalText(ref reader, "description", ref rest);
            else if (reader.ValueTextEquals("config"u8))
                config = ReadConfig(ref reader);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new CloneTaxonomyRequest
        {
            TaxonomyName = name,
            Description = description,
            Config = config,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, CloneTaxonomyRequest value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("taxonomy_name", value.TaxonomyName);
        members.Text("description", value.Description);
        if (value.Config.HasValue)
        {
            members.WriteName("config");
            if (value.Config.Value is { } config)
                TaxonomyConfigConverter.Instance.WriteObject(writer, config);
            else
                writer.WriteNullValue();
        }

        members.Rest();
    }

    private static Optional<TaxonomyConfig?> ReadConfig(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? null : TaxonomyConfigConverter.Instance.TryRead(ref reader);
    }
}
