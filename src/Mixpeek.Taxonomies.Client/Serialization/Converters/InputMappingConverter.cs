using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class InputMappingConverter : ModelConverter<InputMapping>
{
    public static InputMappingConverter Instance { get; } = new();

    protected override InputMapping ReadObject(ref Utf8JsonReader reader)
    {
        var inputKey = "";
        InputSourceType? sourceType = null;
        string? path = null;
        Optional<JsonNode?> fixedValue = default;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("input_key"u8))
                inputKey = MemberReader.RequiredText(ref reader, "input_key", ref rest);
            else if (reader.ValueTextEquals("source_type"u8))
                sourceType = MemberReader.Enum<InputSourceType>(ref reader, "source_type", ref rest);
            else if (reader.ValueTextEquals("path"u8))
                path = MemberReader.Text(ref reader, "path", ref rest);
            else if (reader.ValueTextEquals("override"u8))
                fixedValue = MemberReader.Any(ref reader);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new InputMapping
        {
            InputKey = inputKey,
            SourceType = sourceType,
            Path = path,
            Override = fixedValue,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, InputMapping value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("input_key", value.InputKey);
        members.Enum("source_type", value.SourceType);
        members.Text("path", value.Path);
        members.Any("override", value.Override);
        members.Rest();
    }
}
