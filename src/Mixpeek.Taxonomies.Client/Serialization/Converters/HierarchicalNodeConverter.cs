using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class HierarchicalNodeConverter : ModelConverter<HierarchicalNode>
{
    public static HierarchicalNodeConverter Instance { get; } = new();

    protected override HierarchicalNode ReadObject(ref Utf8JsonReader reader)
    {
        var collectionId = "";
        string? parentId = null, label = null, summary = null, retrieverId = null;
        IReadOnlyList<string>? keywords = null;
        IReadOnlyList<EnrichmentField>? fields = null;
        IReadOnlyList<InputMapping>? mappings = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("collection_id"u8))
                collectionId = MemberReader.RequiredText(ref reader, "collection_id", ref rest);
            else if (reader.ValueTextEquals("parent_collection_id"u8))
                parentId = MemberReader.Text(ref reader, "parent_collection_id", ref rest);
            else if (reader.ValueTextEquals("label"u8))
                label = MemberReader.Text(ref reader, "label", ref rest);
            else if (reader.ValueTextEquals("summary"u8))
                summary = MemberReader.Text(ref reader, "summary", ref rest);
            else if (reader.ValueTextEquals("keywords"u8))
                keywords = MemberReader.Texts(ref reader, "keywords", ref rest);
            else if (reader.ValueTextEquals("retriever_id"u8))
                retrieverId = MemberReader.Text(ref reader, "retriever_id", ref rest);
            else if (reader.ValueTextEquals("enrichment_fields"u8))
                fields = MemberReader.Models(ref reader, "enrichment_fields", EnrichmentFieldConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("input_mappings"u8))
                mappings = MemberReader.Models(ref reader, "input_mappings", InputMappingConverter.Instance, ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new HierarchicalNode
        {
            CollectionId = collectionId,
            ParentCollectionId = parentId,
            Label = label,
            Summary = summary,
            Keywords = keywords,
            RetrieverId = retrieverId,
            EnrichmentFields = fields,
            InputMappings = mappings,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, HierarchicalNode value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("collection_id", value.CollectionId);
        members.Text("parent_collection_id", value.ParentCollectionId);
        members.Text("label", value.Label);
        members.Text("summary", value.Summary);
        members.Texts("keywords", value.Keywords);
        members.Text("retriever_id", value.RetrieverId);
        members.Models("enrichment_fields", value.EnrichmentFields, EnrichmentFieldConverter.Instance);
        members.Models("input_mappings", value.InputMappings, InputMappingConverter.Instance);
        members.Rest();
    }
}
