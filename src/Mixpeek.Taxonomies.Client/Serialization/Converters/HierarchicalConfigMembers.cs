using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal static class HierarchicalConfigMembers
{
    /// <summary>Whether the member whose name the reader stands on belongs to a hierarchical config alone.</summary>
    public static bool IsOwnMember(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("hierarchical_nodes"u8)
        || reader.ValueTextEquals("inference_strategy"u8)
        || reader.ValueTextEquals("inference_collections"u8)
        || reader.ValueTextEquals("cluster_ids"u8)
        || reader.ValueTextEquals("llm_provider"u8)
        || reader.ValueTextEquals("llm_model"u8)
        || reader.ValueTextEquals("llm_prompt_template"u8)
        || reader.ValueTextEquals("llm_sample_size"u8);

    public static HierarchicalTaxonomyConfig Read(ref Utf8JsonReader reader)
    {
        var retriever = default(RetrieverMembers);
        IReadOnlyList<HierarchicalNode>? nodes = null;
        HierarchyInferenceStrategy? strategy = null;
        IReadOnlyList<string>? collections = null, clusterIds = null;
        double? overlap = null;
        LlmProvider? provider = null;
        string? model = null, prompt = null;
        int? sampleSize = null;
        StepAnalyticsConfig? steps = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (retriever.TryRead(ref reader, ref rest))
                continue;
            if (reader.ValueTextEquals("taxonomy_type"u8))
                reader.TrySkip();
            else if (reader.ValueTextEquals("hierarchical_nodes"u8))
                nodes = MemberReader.Models(ref reader, "hierarchical_nodes", HierarchicalNodeConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("inference_strategy"u8))
                strategy = MemberReader.Enum<HierarchyInferenceStrategy>(ref reader, "inference_strategy", ref rest);
            else if (reader.ValueTextEquals("inference_collections"u8))
                collections = MemberReader.Texts(ref reader, "inference_collections", ref rest);
            else if (reader.ValueTextEquals("cluster_ids"u8))
                clusterIds = MemberReader.Texts(ref reader, "cluster_ids", ref rest);
            else if (reader.ValueTextEquals("cluster_overlap_threshold"u8))
                overlap = MemberReader.Number(ref reader, "cluster_overlap_threshold", ref rest);
            else if (reader.ValueTextEquals("llm_provider"u8))
                provider = MemberReader.Enum<LlmProvider>(ref reader, "llm_provider", ref rest);
            else if (reader.ValueTextEquals("llm_model"u8))
                model = MemberReader.Text(ref reader, "llm_model", ref rest);
            else if (reader.ValueTextEquals("llm_prompt_template"u8))
                prompt = MemberReader.Text(ref reader, "llm_prompt_template", ref rest);
            else if (reader.ValueTextEquals("llm_sample_size"u8))
                sampleSize = MemberReader.Integer(ref reader, "llm_sample_size", ref rest);
            else if (reader.ValueTextEquals("step_analytics"u8))
                steps = MemberReader.Model(ref reader, "step_analytics", StepAnalyticsConfigConverter.Instance, ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        retriever.Complete(ref rest);
        return new HierarchicalTaxonomyConfig
        {
            RetrieverId = retriever.RetrieverId,
            InputMappings = retriever.InputMappings,
            HierarchicalNodes = nodes,
            InferenceStrategy = strategy,
            InferenceCollections = collections,
            ClusterIds = clusterIds,
            ClusterOverlapThreshold = overlap,
            LlmProvider = provider,
            LlmModel = model,
            LlmPromptTemplate = prompt,
            LlmSampleSize = sampleSize,
            StepAnalytics = steps,
            AdditionalProperties = rest,
        };
    }

    public static void Write(ref MemberWriter members, HierarchicalTaxonomyConfig value)
    {
        members.Text("retriever_id", value.RetrieverId);
        members.Models("input_mappings", value.InputMappings, InputMappingConverter.Instance);
        members.Models("hierarchical_nodes", value.HierarchicalNodes, HierarchicalNodeConverter.Instance);
        members.Enum("inference_strategy", value.InferenceStrategy);
        members.Texts("inference_collections", value.InferenceCollections);
        members.Texts("cluster_ids", value.ClusterIds);
        members.Number("cluster_overlap_threshold", value.ClusterOverlapThreshold);
        members.Enum("llm_provider", value.LlmProvider);
        members.Text("llm_model", value.LlmModel);
        members.Text("llm_prompt_template", value.LlmPromptTemplate);
        members.Integer("llm_sample_size", value.LlmSampleSize);
        members.Model("step_analytics", value.StepAnalytics, StepAnalyticsConfigConverter.Instance);
    }
}
