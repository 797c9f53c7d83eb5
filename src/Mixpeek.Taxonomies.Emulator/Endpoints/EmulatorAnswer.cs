using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>An answer before it is sent.</summary>
internal sealed record EmulatorAnswer(HttpStatusCode Status, byte[] Body, string ContentType = "application/json")
{
    private IReadOnlyList<BodyFault>? _faults;

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public static EmulatorAnswer Model<T>(HttpStatusCode status, T model) =>
        new(status, Encoding.UTF8.GetBytes(TaxonomyJson.Serialize(AnswerTimes.Written(model))));

    public static EmulatorAnswer Json(HttpStatusCode status, JsonObject body) =>
        new(status, Encoding.UTF8.GetBytes(body.ToJsonString()));

    /// <summary>An error in the envelope that the API documents.</summary>
    public static EmulatorAnswer Error(HttpStatusCode status, string type, string message, JsonObject? details = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type };
        if (details is not null)
            error["details"] = details;
        return Json(status, new JsonObject { ["success"] = false, ["status"] = (int)status, ["error"] = error });
    }

    public static EmulatorAnswer NotFound(string resource, string id) => Error(
        HttpStatusCode.NotFound,
        "NotFoundError",
        $"{char.ToUpperInvariant(resource[0])}{resource[1..]} not found: {id}",
        new JsonObject { ["resource"] = resource, ["id"] = id });

    public static EmulatorAnswer NameTaken(string name) => Error(
        HttpStatusCode.Conflict,
        "AlreadyExistsError",
        $"A taxonomy named '{name}' already exists in this namespace",
        new JsonObject { ["resource"] = "taxonomy", ["id"] = name });

    public static EmulatorAnswer BadRequest(string message) => Error(HttpStatusCode.BadRequest, "BadRequestError", message);

    /// <summary>
    /// An answer of status 422, whose shape <see cref="In"/> decides; one of status 400 for a request that the contract
    /// allows and the emulator does not support.
    /// </summary>
    public static EmulatorAnswer Invalid(IReadOnlyList<BodyFault> faults)
    {
        BodyFault[] invalid = [.. faults.Where(static fault => !fault.IsUnsupported)];
        return invalid.Length == 0
            ? BadRequest($"{faults[0].Message} ({faults[0].Location})")
            : new(HttpStatusCode.UnprocessableEntity, []) { _faults = invalid };
    }

    /// <summary>Writes what is wrong with a request in one of the documented shapes; any other answer stays as it is.</summary>
    public EmulatorAnswer In(ValidationErrorShape shape)
    {
        if (_faults is null)
            return this;
        var answer = shape == ValidationErrorShape.Envelope
            ? Error(Status, "ValidationError", "Validation error", new JsonObject { ["validation_errors"] = List("location", "message") })
            : Json(Status, new JsonObject { ["detail"] = List("loc", "msg") });
        return answer with { Headers = Headers };

        JsonArray List(string location, string message) => new([.. _faults.Select(fault => new JsonObject
        {
            ["type"] = fault.Type,
            [location] = new JsonArray([.. fault.Location.Parts.Select(part => part is int index ? JsonValue.Create(index) : JsonValue.Create((string)part))]),
            [message] = fault.Message,
        })]);
    }

    /// <summary>What a scripted fault answers with.</summary>
    public static EmulatorAnswer Of(TaxonomyFault fault)
    {
        var message = $"Scripted fault: {(int)fault.Status}";
        var answer = fault switch
        {
            { Body: { } body } => new EmulatorAnswer(fault.Status, Encoding.UTF8.GetBytes(body), fault.ContentType),
            { Status: HttpStatusCode.UnprocessableEntity } => Invalid([new BodyFault("value_error", BodyLocation.Body, message)]),
            _ => Error(fault.Status, TypeOf(fault.Status), message),
        };
        return answer with { Headers = fault.Headers };
    }

    private static string TypeOf(HttpStatusCode status) => (int)status switch
    {
        400 => "BadRequestError",
        401 => "UnauthorizedError",
        403 => "ForbiddenError",
        404 => "NotFoundError",
        408 => "TimeoutError",
        409 => "AlreadyExistsError",
        429 => "TooManyRequestsError",
        503 => "InferenceServiceUnavailableError",
        _ => "InternalServerError",
    };
}
