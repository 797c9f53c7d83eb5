using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class EnrichmentFieldConverter : ModelConverter<EnrichmentField>
{
    public static EnrichmentFieldConverter Instance { get; } = new();

    /// <summary>A bare text is the path of a field: the documentation has both forms.</summary>
    public override EnrichmentField? TryRead(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } path
            ? new EnrichmentField { FieldPath = path }
            : base.TryRead(ref reader);

    protected override EnrichmentField ReadObject(ref Utf8JsonReader reader)
    {
        var fieldPath = "";
        string? targetField = null;
        EnrichmentMergeMode? mergeMode = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("field_path"u8))
                fieldPath = MemberReader.RequiredText(ref reader, "field_path", ref rest);
            else if (reader.ValueTextEquals("target_field"u8))
                targetField = MemberReader.Text(ref reader, "target_field", ref rest);
            else if (reader.ValueTextEquals("merge_mode"u8))
                mergeMode = MemberReader.Enum<EnrichmentMergeMode>(ref reader, "merge_mode", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new EnrichmentField
        {
            FieldPath = fieldPath,
            TargetField = targetField,
            MergeMode = mergeMode ?? EnrichmentMergeMode.Replace,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, EnrichmentField value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("field_path", value.FieldPath);
        members.Text("target_field", value.TargetField);
        members.EnumOrDefault("merge_mode", value.MergeMode, EnrichmentMergeMode.Replace);
        members.Rest();
    }
}
