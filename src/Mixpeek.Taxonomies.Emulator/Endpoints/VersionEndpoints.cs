using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary><c>/v1/taxonomies/{taxonomy_id}/versions</c>. The contract leaves the body open: a config, bare or as a member.</summary>
internal static class VersionEndpoints
{
    public static EmulatorAnswer Create(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            if (body.ContainsKey("config"))
                ConfigValidator.Check(validator, body, BodyLocation.Body, isRequired: true);
            else if (body.ContainsKey("taxonomy_type"))
                ConfigValidator.CheckUnion(validator, body, BodyLocation.Body);
            else
                validator.Unsupported(BodyLocation.Body, "a new version of anything but a config, which is the body or its member 'config' and has a 'taxonomy_type'");
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        var config = TaxonomyJson.Deserialize<TaxonomyConfig>((call.Body["config"] ?? call.Body).ToJsonString());
        if (HierarchyValidator.FindFault(config) is { } fault)
            return EmulatorAnswer.BadRequest(fault);
        return call.FindById() is { } taxonomy && call.Store.AddVersion(call.Namespace, taxonomy.TaxonomyId, config) is { } added
            ? EmulatorAnswer.Model(HttpStatusCode.OK, added)
            : EmulatorAnswer.NotFound("taxonomy", call.Identifier);
    }

    public static EmulatorAnswer List(EmulatorCall call)
    {
        var versions = call.Store.Use(
            call.Namespace, call.Identifier, stored => stored.Head.TaxonomyId == call.Identifier ? stored.Versions.ToArray() : null);
        return versions is null
            ? EmulatorAnswer.NotFound("taxonomy", call.Identifier)
            : EmulatorAnswer.Model(HttpStatusCode.OK, new TaxonomyPage { Results = versions, TotalCount = versions.Length });
    }
}
