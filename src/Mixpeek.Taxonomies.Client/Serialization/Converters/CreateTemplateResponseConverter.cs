using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class CreateTemplateResponseConverter : ModelConverter<CreateTemplateResponse>
{
    protected override CreateTemplateResponse ReadObject(ref Utf8JsonReader reader)
    {
        var templateId = "";
        var templateName = "";
        TemplateType? templateType = null;
        TemplateScope? scope = null;
        var sourceResourceId = "";
        DateTimeOffset? createdAt = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("template_id"u8))
                templateId = MemberReader.RequiredText(ref reader, "template_id", ref rest);
            else if (reader.ValueTextEquals("template_name"u8))
                templateName = MemberReader.RequiredText(ref reader, "template_name", ref rest);
            else if (reader.ValueTextEquals("template_type"u8))
                templateType = MemberReader.Enum<TemplateType>(ref reader, "template_type", ref rest);
            else if (reader.ValueTextEquals("scope"u8))
                scope = MemberReader.Enum<TemplateScope>(ref reader, "scope", ref rest);
            else if (reader.ValueTextEquals("source_resource_id"u8))
                sourceResourceId = MemberReader.RequiredText(ref reader, "source_resource_id", ref rest);
            else if (reader.ValueTextEquals("created_at"u8))
                createdAt = MemberReader.Time(ref reader, "created_at", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new CreateTemplateResponse
        {
            TemplateId = templateId,
            TemplateName = templateName,
            TemplateType = templateType ?? default,
            Scope = scope ?? default,
            SourceResourceId = sourceResourceId,
            CreatedAt = createdAt,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, CreateTemplateResponse value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("template_id", value.TemplateId);
        members.RequiredText("template_name", value.TemplateName);
        members.Enum<TemplateType>("template_type", value.TemplateType);
        members.Enum<TemplateScope>("scope", value.Scope);
        members.RequiredText("source_resource_id", value.SourceResourceId);
        members.Time("created_at", value.CreatedAt);
        members.Rest();
    }
}
