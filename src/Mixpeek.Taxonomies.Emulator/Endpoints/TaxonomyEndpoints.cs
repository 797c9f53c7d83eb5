using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The operations on taxonomies themselves.</summary>
internal static class TaxonomyEndpoints
{
    public static EmulatorAnswer Create(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "taxonomy_name", BodyLocation.Body, isRequired: true);
            validator.Text(body, "description", BodyLocation.Body);
            ConfigValidator.Check(validator, body, BodyLocation.Body, isRequired: true);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        var request = call.Read<CreateTaxonomyRequest>();
        if (HierarchyValidator.FindFault(request.Config) is { } fault)
            return EmulatorAnswer.BadRequest(fault);
        var created = call.Store.TryCreate(call.Namespace, new Taxonomy
        {
            TaxonomyName = request.TaxonomyName,
            Description = request.Description,
            Config = request.Config,
        });
        return created is null
            ? EmulatorAnswer.NameTaken(request.TaxonomyName)
            : EmulatorAnswer.Model(HttpStatusCode.OK, created);
    }

    public static EmulatorAnswer Get(EmulatorCall call)
    {
        var query = new QueryValidator(call.Query);
        var version = query.Integer("version", int.MinValue, int.MaxValue);
        if (query.Faults.Count > 0)
            return EmulatorAnswer.Invalid(query.Faults);
        var taxonomy = call.Store.Use(call.Namespace, call.Identifier, stored =>
        {
            stored.Poll();
            return version is null ? stored.Head : stored.Version(version.Value);
        });
        return taxonomy is null
            ? EmulatorAnswer.NotFound("taxonomy", version is null ? call.Identifier : $"{call.Identifier} version {version}")
            : EmulatorAnswer.Model(HttpStatusCode.OK, taxonomy);
    }

    public static EmulatorAnswer Delete(EmulatorCall call) => call.Store.Delete(call.Namespace, call.Identifier)
        ? EmulatorAnswer.Json(HttpStatusCode.OK, new JsonObject { ["message"] = "Successfully deleted", ["success"] = true })
        : EmulatorAnswer.NotFound("taxonomy", call.Identifier);

    public static EmulatorAnswer Clone(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            validator.Text(body, "taxonomy_name", BodyLocation.Body, isRequired: true, minLength: 1);
            validator.Text(body, "description", BodyLocation.Body);
            ConfigValidator.Check(validator, body, BodyLocation.Body, isRequired: false);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        if (call.Store.Find(call.Identifier, call.Namespace) is not { } source)
            return EmulatorAnswer.NotFound("taxonomy", call.Identifier);
        var request = call.Read<CloneTaxonomyRequest>();
        if (HierarchyValidator.FindFault(request.Config.Value) is { } fault)
            return EmulatorAnswer.BadRequest(fault);
        var clone = call.Store.TryCreate(call.Namespace, source with
        {
            TaxonomyId = "",
            TaxonomyName = request.TaxonomyName,
            Description = request.Description.HasValue ? request.Description.Value : source.Description,
            Config = request.Config.Value ?? source.Config,
            Metadata = (JsonObject)source.Metadata.DeepClone(),
        });
        return clone is null
            ? EmulatorAnswer.NameTaken(request.TaxonomyName)
            : EmulatorAnswer.Model(
                HttpStatusCode.Created,
                new CloneTaxonomyResponse { Taxonomy = clone, SourceTaxonomyId = source.TaxonomyId });
    }
}
