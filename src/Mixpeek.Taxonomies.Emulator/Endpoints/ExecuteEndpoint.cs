using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary><c>POST /v1/taxonomies/execute/{taxonomy_identifier}</c>: joins sample documents and stores nothing.</summary>
internal static class ExecuteEndpoint
{
    private const int MaxDocuments = 5;
    private const int DefaultBatchSize = 1000;

    public static EmulatorAnswer Handle(EmulatorCall call)
    {
        var query = new QueryValidator(call.Query);
        var version = query.Integer("version", int.MinValue, int.MaxValue);
        var faults = call.Validate(static (validator, body) =>
        {
            validator.List(body, "source_documents", BodyLocation.Body, BodyValidator.MapItem, maxItems: MaxDocuments);
            validator.OneOf(body, "join_mode", BodyLocation.Body, ["on_demand", "batch"]);
            validator.Integer(body, "batch_size", BodyLocation.Body, isNullable: false, min: 1, max: 10_000);
            validator.Object(body, "scroll_filters", BodyLocation.Body, FilterValidator.Check);
            validator.Text(body, "source_collection_id", BodyLocation.Body);
            validator.Text(body, "target_collection_id", BodyLocation.Body);
            validator.Map(body, "retriever", BodyLocation.Body);
            validator.Object(body, "taxonomy", BodyLocation.Body, static (check, taxonomy, at) => ConfigValidator.Check(check, taxonomy, at, isRequired: true));
        });
        if (faults.Count + query.Faults.Count > 0)
            return EmulatorAnswer.Invalid([.. query.Faults, .. faults]);
        var taxonomy = call.Store.Use(call.Namespace, call.Identifier, stored => version is null ? stored.Head : stored.Version(version.Value));
        if (taxonomy is null)
            return EmulatorAnswer.NotFound("taxonomy", call.Identifier);
        var request = call.Read<ExecuteTaxonomyRequest>();
        if (request.JoinMode == JoinMode.Batch)
            return EmulatorAnswer.BadRequest("The emulator does not support join_mode 'batch'");
        if (!taxonomy.Ready)
            return EmulatorAnswer.BadRequest($"Taxonomy '{taxonomy.TaxonomyName}' is not ready");
        var documents = request.SourceDocuments ?? [];
        var config = request.Taxonomy?.Config ?? taxonomy.Config;
        if ((HierarchyValidator.FindFault(config) ?? TaxonomyJoin.FindFault(config)) is { } fault)
            return EmulatorAnswer.BadRequest(fault);
        var join = new TaxonomyJoin(config, call.Store.Collections, call.Stop);
        var size = request.BatchSize ?? DefaultBatchSize;
        return EmulatorAnswer.Model(HttpStatusCode.OK, new ExecuteTaxonomyResponse
        {
            Stats = new JoinStats { ProcessedDocs = documents.Count, Batches = (documents.Count + size - 1) / size, Errors = 0 },
            Results = [.. documents.Select(join.Enrich)],
        });
    }
}
