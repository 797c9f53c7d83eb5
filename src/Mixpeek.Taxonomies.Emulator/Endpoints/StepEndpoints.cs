using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The analytics of steps.</summary>
internal static class StepEndpoints
{
    public static EmulatorAnswer Transitions(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            CheckSteps(validator, body);
            validator.Integer(body, "max_window_days", BodyLocation.Body, isNullable: true, min: 1, max: 365);
            validator.Integer(body, "min_support", BodyLocation.Body, isNullable: false, min: 1);
            validator.Object(body, "override_step_analytics", BodyLocation.Body, ConfigValidator.CheckSteps);
            if (body["override_step_analytics"] is not null)
                validator.Unsupported(BodyLocation.Body.At("override_step_analytics"), "other step analytics than those of its assignments");
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        var request = call.Read<StepTransitionRequest>();
        return Refuse(call, request.TaxonomyId)
            ?? EmulatorAnswer.Model(HttpStatusCode.OK, StepAnalysis.Transitions(call.Store.Assignments.Of(call.Identifier), request));
    }

    public static EmulatorAnswer Paths(EmulatorCall call)
    {
        var faults = call.Validate(static (validator, body) =>
        {
            CheckSteps(validator, body);
            validator.Integer(body, "max_path_length", BodyLocation.Body, isNullable: false, min: 2, max: 20);
            validator.Integer(body, "min_support", BodyLocation.Body, isNullable: false, min: 1);
            validator.Integer(body, "max_window_days", BodyLocation.Body, isNullable: true);
        });
        if (faults.Count > 0)
            return EmulatorAnswer.Invalid(faults);
        var request = call.Read<PathAnalysisRequest>();
        return Refuse(call, request.TaxonomyId)
            ?? EmulatorAnswer.Model(HttpStatusCode.OK, StepAnalysis.Paths(call.Store.Assignments.Of(call.Identifier), request));
    }

    public static EmulatorAnswer Available(EmulatorCall call)
    {
        var query = new QueryValidator(call.Query);
        var collection = query.Required("collection_id");
        if (query.Faults.Count > 0)
            return EmulatorAnswer.Invalid(query.Faults);
        return Refuse(call, call.Identifier)
            ?? EmulatorAnswer.Model(HttpStatusCode.OK, StepAnalysis.Available(call.Store.Assignments.Of(call.Identifier), call.Identifier, collection));
    }

    private static EmulatorAnswer? Refuse(EmulatorCall call, string? taxonomyId)
    {
        if (call.FindById() is null)
            return EmulatorAnswer.NotFound("taxonomy", call.Identifier);
        return taxonomyId == call.Identifier
            ? null
            : EmulatorAnswer.BadRequest($"taxonomy_id '{taxonomyId}' in the body is not '{call.Identifier}' in the path");
    }

    private static void CheckSteps(BodyValidator validator, JsonObject body)
    {
        foreach (var name in new[] { "collection_id", "taxonomy_id", "from_step", "to_step" })
            validator.Text(body, name, BodyLocation.Body, isRequired: true);
        validator.Map(body, "filters", BodyLocation.Body, static (validator, filters, at) =>
        {
            foreach (var (name, value) in filters)
            {
                if (FilterValidator.OperatorOf(name, value) is { } found)
                    validator.Unsupported(at.At(name), $"'{found}' in a filter of analytics: a filter is a covariate and the value that it has to equal");
                else if (value is JsonObject or JsonArray)
                    validator.Unsupported(at.At(name), "a list or an object in a filter of analytics: a filter is a covariate and the value that it has to equal");
            }
        });
    }
}
