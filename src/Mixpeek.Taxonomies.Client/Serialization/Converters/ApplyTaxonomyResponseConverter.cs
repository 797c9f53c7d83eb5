using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class ApplyTaxonomyResponseConverter : ModelConverter<ApplyTaxonomyResponse>
{
    protected override ApplyTaxonomyResponse ReadObject(ref Utf8JsonReader reader)
    {
        var taskId = "";
        var status = "";
        var collectionId = "";
        var taxonomyId = "";
        int? estimatedDocuments = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("task_id"u8))
                taskId = MemberReader.RequiredText(ref reader, "task_id", ref rest);
            else if (reader.ValueTextEquals("status"u8))
                status = MemberReader.RequiredText(ref reader, "status", ref rest);
            else if (reader.ValueTextEquals("collection_id"u8))
                collectionId = MemberReader.RequiredText(ref reader, "collection_id", ref rest);
            else if (reader.ValueTextEquals("taxonomy_id"u8))
                taxonomyId = MemberReader.RequiredText(ref reader, "taxonomy_id", ref rest);
            else if (reader.ValueTextEquals("estimated_documents"u8))
                estimatedDocuments = MemberReader.Integer(ref reader, "estimated_documents", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new ApplyTaxonomyResponse
        {
            TaskId = taskId,
            Status = status,
            CollectionId = collectionId,
            TaxonomyId = taxonomyId,
            EstimatedDocuments = estimatedDocuments,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, ApplyTaxonomyResponse value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("task_id", value.TaskId);
        members.RequiredText("status", value.Status);
        members.RequiredText("collection_id", value.CollectionId);
        members.RequiredText("taxonomy_id", value.TaxonomyId);
        members.Integer("estimated_documents", value.EstimatedDocuments);
        members.Rest();
    }
}
