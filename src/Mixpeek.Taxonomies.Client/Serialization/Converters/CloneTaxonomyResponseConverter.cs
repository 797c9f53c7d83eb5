using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class CloneTaxonomyResponseConverter : ModelConverter<CloneTaxonomyResponse>
{
    protected override CloneTaxonomyResponse ReadObject(ref Utf8JsonReader reader)
    {
        Taxonomy? taxonomy = null;
        var sourceId = "";
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("taxonomy"u8))
                taxonomy = MemberReader.Model(ref reader, "taxonomy", TaxonomyConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("source_taxonomy_id"u8))
                sourceId = MemberReader.RequiredText(ref reader, "source_taxonomy_id", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new CloneTaxonomyResponse
        {
            Taxonomy = taxonomy ?? new Taxonomy(),
            SourceTaxonomyId = sourceId,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, CloneTaxonomyResponse value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.Model("taxonomy", value.Taxonomy, TaxonomyConverter.Instance);
        members.RequiredText("source_taxonomy_id", value.SourceTaxonomyId);
        members.Rest();
    }
}
