using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary><c>POST /v1/collections/{collection_identifier}/apply-taxonomy</c>: answers with a task; no document changes.</summary>
internal static class ApplyEndpoint
{
    public static EmulatorAnswer Handle(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "taxonomy_id", BodyLocation.Body, isRequired: true);
            validator.Map(body, "scroll_filters", BodyLocation.Body);
            validator.Integer(body, "batch_size", BodyLocation.Body, isNullable: false, min: 100, max: 5000);
            validator.Integer(body, "parallelism", BodyLocation.Body, isNullable: false, min: 1, max: 20);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        var request = call.Read<ApplyTaxonomyRequest>();
        if (call.Store.Collections.Count(call.Identifier) is not { } documents)
            return EmulatorAnswer.NotFound("collection", call.Identifier);
        if (call.Store.Find(request.TaxonomyId, call.Namespace) is not { } taxonomy)
            return EmulatorAnswer.NotFound("taxonomy", request.TaxonomyId);
        if (!call.Store.Collections.Lists(call.Identifier, taxonomy.TaxonomyId))
            return EmulatorAnswer.BadRequest($"Taxonomy '{taxonomy.TaxonomyId}' is not in the taxonomy_applications of collection '{call.Identifier}'");
        return EmulatorAnswer.Model(HttpStatusCode.OK, new ApplyTaxonomyResponse
        {
            TaskId = EmulatorIds.New("ray_task_", 12),
            Status = "submitted",
            CollectionId = call.Identifier,
            TaxonomyId = taxonomy.TaxonomyId,
            EstimatedDocuments = documents,
        });
    }
}
