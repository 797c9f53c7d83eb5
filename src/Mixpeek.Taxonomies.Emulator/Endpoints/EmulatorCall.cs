using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A request that has passed the checks of key and namespace, with what an endpoint needs to answer it.</summary>
/// <param name="Store">What the emulator holds.</param>
/// <param name="Namespace">The namespace, which is there.</param>
/// <param name="Identifier">What stands in the place of the route's placeholder.</param>
/// <param name="Query">The query.</param>
/// <param name="Bytes">The body as it was sent.</param>
/// <param name="Now">The time of the emulator's clock.</param>
/// <param name="Stop">Cancelled when the client has gone, or the request has been worked on for too long.</param>
internal sealed record EmulatorCall(
    TaxonomyStore Store,
    string Namespace,
    string Identifier,
    IQueryCollection Query,
    byte[] Bytes,
    DateTimeOffset Now,
    CancellationToken Stop)
{
    /// <summary>The body, once it has been validated.</summary>
    public JsonObject Body { get; private set; } = [];

    /// <summary>Finds the taxonomy by its ID alone, as the routes whose placeholder is an ID do.</summary>
    public Taxonomy? FindById() =>
        Store.Find(Identifier, Namespace) is { } taxonomy && taxonomy.TaxonomyId == Identifier ? taxonomy : null;

    /// <summary>Reads the body as a request of the API, once it has been validated.</summary>
    public T Read<T>()
        where T : class =>
        TaxonomyJson.Deserialize<T>(Encoding.UTF8.GetBytes(Body.ToJsonString()));

    /// <summary>Parses the body, and hands it to a check that collects what is wrong with it.</summary>
    public IReadOnlyList<BodyFault> Validate(Action<BodyValidator, JsonObject> check, bool isRequired = true)
    {
        var validator = new BodyValidator(Stop);
        var body = Bytes.Length == 0 ? null : BodyReader.Read(Bytes, validator, BodyLocation.Body, allowsRepeats: true);
        if (validator.Faults.Count > 0)
            return validator.Faults;
        if (body is JsonObject members)
            check(validator, Body = members);
        else if (body is not null)
            validator.Fault(BodyLocation.Body, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from");
        else if (isRequired)
            validator.Fault(BodyLocation.Body, "missing", "Field required");
        return validator.Faults;
    }
}
