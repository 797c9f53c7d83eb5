using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// <c>PATCH /v1/taxonomies/{taxonomy_identifier}</c>. A member that is <c>null</c> is as good as one that is left out.
/// </summary>
internal static class UpdateEndpoint
{
    /// <summary>The other members of a taxonomy, and those of its config.</summary>
    private static readonly string[] Immutable =
    [
        "taxonomy_id", "version", "config", "ready", "created_at", "retriever_id", "input_mappings",
        "taxonomy_type", "source_collection", "collection_id", "enrichment_fields", "step_analytics", "hierarchical_nodes",
        "inference_strategy", "inference_collections", "llm_provider", "llm_model", "llm_prompt_template", "llm_sample_size",
        "cluster_ids", "cluster_overlap_threshold",
    ];

    public static EmulatorAnswer Handle(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "taxonomy_name", BodyLocation.Body);
            validator.Text(body, "description", BodyLocation.Body);
            validator.Map(body, "metadata", BodyLocation.Body);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        if (Array.Find(Immutable, call.Body.ContainsKey) is { } immutable)
            return EmulatorAnswer.BadRequest($"Immutable field '{immutable}' cannot be modified. Clone the taxonomy to change it: POST /v1/taxonomies/{{id}}/clone");
        var name = call.Body["taxonomy_name"]?.GetValue<string>();
        var description = call.Body["description"]?.GetValue<string>();
        var metadata = call.Body["metadata"] as JsonObject;
        if (name is null && description is null && metadata is null)
            return EmulatorAnswer.BadRequest("No fields provided to update");
        return call.Store.Update(call.Namespace, call.Identifier, Apply, out var updated) switch
        {
            StoreOutcome.NotFound => EmulatorAnswer.NotFound("taxonomy", call.Identifier),
            StoreOutcome.NameTaken => EmulatorAnswer.NameTaken(name!),
            _ => EmulatorAnswer.Model(HttpStatusCode.OK, updated!),
        };

        Taxonomy Apply(Taxonomy taxonomy) => taxonomy with
        {
            TaxonomyName = name ?? taxonomy.TaxonomyName,
            Description = description ?? taxonomy.Description,
            Metadata = metadata ?? taxonomy.Metadata,
        };
    }
}
