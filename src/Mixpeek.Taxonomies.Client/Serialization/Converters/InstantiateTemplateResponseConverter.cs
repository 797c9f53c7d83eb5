using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class InstantiateTemplateResponseConverter : ModelConverter<InstantiateTemplateResponse>
{
    protected override InstantiateTemplateResponse ReadObject(ref Utf8JsonReader reader)
    {
        var taxonomyId = "";
        var taxonomyName = "";
        var templateId = "";
        string? status = null;
        DateTimeOffset? createdAt = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("taxonomy_id"u8))
                taxonomyId = MemberReader.RequiredText(ref reader, "taxonomy_id", ref rest);
            else if (reader.ValueTextEquals("taxonomy_name"u8))
                taxonomyName = MemberReader.RequiredText(ref reader, "taxonomy_name", ref rest);
            else if (reader.ValueTextEquals("template_id"u8))
                templateId = MemberReader.RequiredText(ref reader, "template_id", ref rest);
            else if (reader.ValueTextEquals("status"u8))
                status = MemberReader.Text(ref reader, "status", ref rest);
            else if (reader.ValueTextEquals("created_at"u8))
                createdAt = MemberReader.Time(ref reader, "created_at", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new InstantiateTemplateResponse
        {
            TaxonomyId = taxonomyId,
            TaxonomyName = taxonomyName,
            TemplateId = templateId,
            Status = status ?? "created",
            CreatedAt = createdAt,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, InstantiateTemplateResponse value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("taxonomy_id", value.TaxonomyId);
        members.RequiredText("taxonomy_name", value.TaxonomyName);
        members.RequiredText("template_id", value.TemplateId);
        members.Text("status", value.Status);
        members.Time("created_at", value.CreatedAt);
        members.Rest();
    }
}
