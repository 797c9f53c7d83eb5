using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomySortConverter : ModelConverter<TaxonomySort>
{
    public static TaxonomySortConverter Instance { get; } = new();

    protected override TaxonomySort ReadObject(ref Utf8JsonReader reader)
    {
        var field = "";
        SortDirection? direction = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("field"u8))
                field = MemberReader.RequiredText(ref reader, "field", ref rest);
            else if (reader.ValueTextEquals("direction"u8))
                direction = MemberReader.Enum<SortDirection>(ref reader, "direction", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new TaxonomySort
        {
            Field = field,
            Direction = direction ?? SortDirection.Ascending,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, TaxonomySort value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("field", value.Field);
        members.EnumOrDefault("direction", value.Direction, SortDirection.Ascending);
        members.Rest();
    }
}
