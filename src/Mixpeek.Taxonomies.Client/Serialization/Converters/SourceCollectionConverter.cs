using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class SourceCollectionConverter : ModelConverter<SourceCollection>
{
    public static SourceCollectionConverter Instance { get; } = new();

    protected override SourceCollection ReadObject(ref Utf8JsonReader reader)
    {
        var collectionId = "";
        IReadOnlyList<EnrichmentField>? fields = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("collection_id"u8))
                collectionId = MemberReader.RequiredText(ref reader, "collection_id", ref rest);
            else if (reader.ValueTextEquals("enrichment_fields"u8))
                fields = MemberReader.Models(ref reader, "enrichment_fields", EnrichmentFieldConverter.Instance, ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new SourceCollection { CollectionId = collectionId, EnrichmentFields = fields, AdditionalProperties = rest };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, SourceCollection value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("collection_id", value.CollectionId);
        members.Models("enrichment_fields", value.EnrichmentFields, EnrichmentFieldConverter.Instance);
        members.Rest();
    }
}
