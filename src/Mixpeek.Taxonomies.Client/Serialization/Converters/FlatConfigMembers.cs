using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal static class FlatConfigMembers
{
    public static FlatTaxonomyConfig Read(ref Utf8JsonReader reader)
    {
        var retriever = default(RetrieverMembers);
        SourceCollection? source = null;
        StepAnalyticsConfig? steps = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (retriever.TryRead(ref reader, ref rest))
                continue;
            if (reader.ValueTextEquals("taxonomy_type"u8))
                reader.TrySkip();
            else if (reader.ValueTextEquals("source_collection"u8))
                source = MemberReader.Model(ref reader, "source_collection", SourceCollectionConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("step_analytics"u8))
                steps = MemberReader.Model(ref reader, "step_analytics", StepAnalyticsConfigConverter.Instance, ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        retriever.Complete(ref rest);
        if (retriever.RetrieverId is "")
            (rest ??= [])["retriever_id"] = "";
        return new FlatTaxonomyConfig
        {
            RetrieverId = retriever.RetrieverId ?? "",
            InputMappings = retriever.InputMappings ?? [],
            SourceCollection = source ?? SourceCollection.Missing,
            StepAnalytics = steps,
            AdditionalProperties = rest,
        };
    }

    public static void Write(ref MemberWriter members, FlatTaxonomyConfig value)
    {
        members.RequiredText("retriever_id", value.RetrieverId);
        members.Models("input_mappings", value.InputMappings, InputMappingConverter.Instance);
        if (value.SourceCollection != SourceCollection.Missing)
            members.Model("source_collection", value.SourceCollection, SourceCollectionConverter.Instance);
        members.Model("step_analytics", value.StepAnalytics, StepAnalyticsConfigConverter.Instance);
    }
}
