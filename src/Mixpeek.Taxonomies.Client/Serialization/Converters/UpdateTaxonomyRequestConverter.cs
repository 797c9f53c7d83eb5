using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class UpdateTaxonomyRequestConverter : ModelConverter<UpdateTaxonomyRequest>
{
    protected override UpdateTaxonomyRequest ReadObject(ref Utf8JsonReader reader)
    {
        Optional<string?> name = default, description = default;
        Optional<JsonObject?> metadata = default;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("taxonomy_name"u8))
                name = MemberReader.OptionalText(ref reader, "taxonomy_name", ref rest);
            else if (reader.ValueTextEquals("description"u8))
                description = MemberReader.OptionalText(ref reader, "description", ref rest);
            else if (reader.ValueTextEquals("metadata"u8))
                metadata = MemberReader.OptionalMap(ref reader, "metadata", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new UpdateTaxonomyRequest
        {
            TaxonomyName = name,
            Description = description,
            Metadata = metadata,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, UpdateTaxonomyRequest value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.Text("taxonomy_name", value.TaxonomyName);
        members.Text("description", value.Description);
        members.Any("metadata", value.Metadata.HasValue ? new Optional<JsonNode?>(value.Metadata.Value) : default);
        members.Rest();
    }
}
