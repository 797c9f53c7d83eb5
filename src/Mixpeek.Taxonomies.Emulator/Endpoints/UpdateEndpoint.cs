using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary><c>PATCH /v1/taxonomies/{taxonomy_identifier}</c>.</summary>
internal static class UpdateEndpoint
{
    private static readonly string[] Immutable =
        ["taxonomy_id", "version", "config", "ready", "created_at", "retriever_id", "input_mappings"];

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
        var request = call.Read<UpdateTaxonomyRequest>();
        if (Immutable.FirstOrDefault(name => request.AdditionalProperties?.ContainsKey(name) == true) is { } immutable)
            return EmulatorAnswer.BadRequest($"Immutable field '{immutable}' cannot be modified. Clone the taxonomy to change it: POST /v1/taxonomies/{{id}}/clone");
        if (!request.TaxonomyName.HasValue && !request.Description.HasValue && !request.Metadata.HasValue)
            return EmulatorAnswer.BadRequest("No fields provided to update");
        return call.Store.Update(call.Namespace, call.Identifier, taxonomy => Apply(taxonomy, request), out var updated) switch
        {
            StoreOutcome.NotFound => EmulatorAnswer.NotFound("taxonomy", call.Identifier),
            StoreOutcome.NameTaken => EmulatorAnswer.NameTaken(request.TaxonomyName.ValueOrDefault!),
            _ => EmulatorAnswer.Model(HttpStatusCode.OK, updated!),
        };
    }

    private static Taxonomy Apply(Taxonomy taxonomy, UpdateTaxonomyRequest request) => taxonomy with
    {
        TaxonomyName = request.TaxonomyName.ValueOrDefault ?? taxonomy.TaxonomyName,
        Description = request.Description.HasValue ? request.Description.Value : taxonomy.Description,
        Metadata = request.Metadata.HasValue ? request.Metadata.Value ?? [] : taxonomy.Metadata,
    };
}
