using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A request that has passed the checks of key and namespace, with what an endpoint needs to answer it.</summary>
internal sealed record EmulatorCall(
    TaxonomyStore Store, string Namespace, string Identifier, IQueryCollection Query, byte[] Body, DateTimeOffset Now)
{
    /// <summary>Finds the taxonomy by its ID alone, as the routes whose placeholder is an ID do.</summary>
    public Taxonomy? FindById() =>
        Store.Find(Identifier, Namespace) is { } taxonomy && taxonomy.TaxonomyId == Identifier ? taxonomy : null;

    /// <summary>Reads the body as a request of the API, once it has been validated.</summary>
    public T Read<T>()
        where T : class =>
        TaxonomyJson.Deserialize<T>(Body);

    /// <summary>Parses the body, and hands it to a check that collects what is wrong with it.</summary>
    public IReadOnlyList<BodyFault> Validate(Action<BodyValidator, JsonElement> check)
    {
        var validator = new BodyValidator();
        try
        {
            using var document = JsonDocument.Parse(Body);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                check(validator, document.RootElement);
            else
                validator.Fault(BodyLocation.Body, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            validator.Fault(BodyLocation.Body, "json_invalid", "JSON decode error");
        }

        return validator.Faults;
    }
}
