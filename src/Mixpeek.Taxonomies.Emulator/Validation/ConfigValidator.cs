using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Checks a taxonomy's config against the contract.</summary>
internal static class ConfigValidator
{
    /// <summary>Checks the member <c>config</c>: its type has to be named, and decides what else it needs.</summary>
    public static void Check(BodyValidator validator, JsonObject parent, BodyLocation at, bool isRequired)
    {
        validator.Object(parent, "config", at, CheckUnion, isRequired);
    }

    /// <summary>Checks a config, whose type decides what it needs.</summary>
    public static void CheckUnion(BodyValidator validator, JsonObject config, BodyLocation at)
    {
        if (!config.TryGetPropertyValue("taxonomy_type", out var type))
            validator.Fault(at, "union_tag_not_found", "Unable to extract tag using discriminator 'taxonomy_type'");
        else if (TextOf(type) == "flat")
            CheckFlat(validator, config, at.At("flat"));
        else if (TextOf(type) == "hierarchical")
            CheckHierarchical(validator, config, at.At("hierarchical"));
        else
            validator.Fault(at, "union_tag_invalid", $"Input tag '{type}' found using 'taxonomy_type' does not match any of the expected tags: 'flat', 'hierarchical'");
    }

    private static void CheckFlat(BodyValidator validator, JsonObject config, BodyLocation at)
    {
        validator.Text(config, "retriever_id", at, isRequired: true);
        validator.List(config, "input_mappings", at, CheckMapping, isRequired: true);
        validator.Object(config, "source_collection", at, CheckSource, isRequired: true);
        validator.Object(config, "step_analytics", at, CheckSteps);
    }

    private static void CheckHierarchical(BodyValidator validator, JsonObject config, BodyLocation at)
    {
        validator.Text(config, "retriever_id", at);
        validator.List(config, "input_mappings", at, CheckMapping);
        validator.OneOf(config, "inference_strategy", at, ["schema", "cluster", "llm"], isNullable: true);
        validator.List(config, "inference_collections", at, BodyValidator.TextItem);
        validator.Literal(config, "llm_provider", at, "openai_chat_v1");
        validator.Text(config, "llm_model", at);
        validator.Text(config, "llm_prompt_template", at);
        validator.Integer(config, "llm_sample_size", at, isNullable: false);
        validator.List(config, "cluster_ids", at, BodyValidator.TextItem);
        validator.Number(config, "cluster_overlap_threshold", at);
        validator.List(config, "hierarchical_nodes", at, CheckNode);
        validator.Object(config, "step_analytics", at, CheckSteps);
    }

    public static void CheckMapping(BodyValidator validator, JsonNode? item, BodyLocation at) =>
        validator.Check(item, at, static (validator, mapping, at) =>
        {
            validator.Text(mapping, "input_key", at, isRequired: true);
            validator.OneOf(mapping, "source_type", at, ["payload", "literal", "vector"], isNullable: true);
            validator.Text(mapping, "path", at);
        });

    private static void CheckSource(BodyValidator validator, JsonObject source, BodyLocation at)
    {
        validator.Text(source, "collection_id", at, isRequired: true);
        validator.List(source, "enrichment_fields", at, CheckField);
    }

    private static void CheckField(BodyValidator validator, JsonNode? item, BodyLocation at) =>
        validator.Check(item, at, static (validator, field, at) =>
        {
            validator.Text(field, "field_path", at, isRequired: true);
            validator.Text(field, "target_field", at);
            validator.OneOf(field, "merge_mode", at, ["replace", "append"]);
        });

    private static void CheckNode(BodyValidator validator, JsonNode? item, BodyLocation at) =>
        validator.Check(item, at, static (validator, node, at) =>
        {
            validator.Id(node, "collection_id", at, "col_", isRequired: true);
            validator.Id(node, "parent_collection_id", at, "col_");
            validator.Text(node, "label", at);
            validator.Text(node, "summary", at);
            validator.List(node, "keywords", at, BodyValidator.TextItem);
            validator.Id(node, "retriever_id", at, "ret_");
            validator.List(node, "enrichment_fields", at, CheckField);
            validator.List(node, "input_mappings", at, CheckMapping);
        });

    /// <summary>Checks how step analytics reads the assignments.</summary>
    public static void CheckSteps(BodyValidator validator, JsonObject steps, BodyLocation at)
    {
        validator.Text(steps, "timestamp_field", at, isRequired: true);
        validator.Text(steps, "sequence_id_field", at, isRequired: true);
        validator.OneOf(steps, "step_key_source", at, ["assignment_label", "assignment_node_id", "field_path"]);
        validator.Text(steps, "step_key_field_path", at);
        validator.List(steps, "covariates", at, CheckCovariate, isNullable: false, maxItems: 20);
        validator.Integer(steps, "max_sequence_duration_days", at, isNullable: true, min: 1, max: 365);
    }

    private static void CheckCovariate(BodyValidator validator, JsonNode? item, BodyLocation at) =>
        validator.Check(item, at, static (validator, covariate, at) =>
        {
            validator.Text(covariate, "field_path", at, isRequired: true);
            validator.OneOf(covariate, "covariate_type", at, ["categorical", "numeric", "embedding", "cluster_id"], isRequired: true);
            validator.Text(covariate, "name", at, isRequired: true, minLength: 1, maxLength: 100);
            validator.Literal(covariate, "binning_strategy", at, "quartiles", "deciles", "custom");
            validator.Literal(covariate, "clustering_method", at, "kmeans", "hdbscan");
            validator.Integer(covariate, "n_clusters", at, isNullable: true, min: 2, max: 100);
        });

    private static string? TextOf(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
