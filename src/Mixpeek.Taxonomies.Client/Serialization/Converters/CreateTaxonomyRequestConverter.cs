using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class CreateTaxonomyRequestConverter : ModelConverter<CreateTaxonomyRequest>
{
    protected override CreateTaxonomyRequest ReadObject(ref Utf8JsonReader reader)
    {
        var name = "";
        string? description = null;
        TaxonomyConfig? config = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("taxonomy_name"u8))
                name = MemberReader.RequiredText(ref reader, "taxonomy_name", ref rest);
            else if (reader.ValueTextEquals("description"u8))
                description = MemberReader.Text(ref reader, "description", ref rest);
            else if (reader.ValueTextEquals("config"u8))
                config = MemberReader.Model(ref reader, "config", TaxonomyConfigConverter.Instance, ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new CreateTaxonomyRequest
        {
            TaxonomyName = name,
            Description = description,
            Config = config ?? new UnknownTaxonomyConfig(),
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, CreateTaxonomyRequest value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("taxonomy_name", value.TaxonomyName);
        members.Text("description", value.Description);
        if (value.Config is not UnknownTaxonomyConfig { Raw.ValueKind: JsonValueKind.Undefined })
            members.Model("config", value.Config, TaxonomyConfigConverter.Instance);
        members.Rest();
    }
}
