using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The line that an exception makes of what an answer says.</summary>
public sealed class ApiErrorMessageTests
{
    private const string Correct = " Correct the request; a repeat of the same does not help.";
    private const string Place = " Check the ID or the name, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE.";
    private const string Proxy = " It names no error type, so that it may come from a proxy in between or a wrong address: check that, and TaxonomyClientOptions.BaseAddress.";
    private const string Look = " Look at what is there before you try again.";
    private const string Report = " Where it stays, report it with the request ID.";
    private const string Names = " Names are unique in a namespace; choose another, or update the taxonomy that has it.";

    [Theory]
    [InlineData("Gone", "Gone.")]
    [InlineData("Gone.", "Gone.")]
    [InlineData("Gone!", "Gone!")]
    [InlineData("Gone?", "Gone?")]
    [InlineData("Gone)", "Gone).")]
    [InlineData(null, "the service gave no message.")]
    public void Message_ends_in_one_mark(string? text, string expected) =>
        Message(Error(418) with { ServerMessage = text }).Should().Be($"The request failed with 418: {expected}{Proxy}");

    [Theory]
    [InlineData(" \r\n Gone \t", "Gone.")]
    [InlineData("\u0001Gone\u0001", "Gone.")]
    [InlineData("It\r\nis  \u0000gone", "It is gone.")]
    [InlineData("It\u2028is\u2029gone\u0085", "It is gone.")]
    [InlineData("\u202EIt\u2066is\u2069\u200Fgone\u061C", "It is gone.")]
    public void Message_is_one_line_with_single_spaces(string text, string expected) =>
        Message(Error(418) with { ServerMessage = text, ErrorType = "Odd\nError", RequestId = "req\n1" })
            .Should().Be($"The request failed with 418 Odd Error: {expected}{Report} Request ID: req 1.");

    [Theory]
    [InlineData(499, "")]
    [InlineData(500, "")]
    [InlineData(501, "..")]
    public void Message_is_cut_after_500_characters(int length, string cut) =>
        Message(Error(418) with { ServerMessage = new string('x', length) }).Should().Be($"The request failed with 418: {new string('x', Math.Min(length, 500))}{cut}.{Proxy}");

    [Fact]
    public void Empty_type_and_request_id_are_left_out() =>
        Message(Error(418) with { ServerMessage = "Gone", ErrorType = "", RequestId = "" }).Should().Be($"The request failed with 418: Gone.{Report}");

    [Theory]
    [InlineData(1, "f1: wrong")]
    [InlineData(3, "f1: wrong; f2: wrong; f3: wrong")]
    [InlineData(4, "f1: wrong; f2: wrong; f3: wrong; and 1 more")]
    [InlineData(6, "f1: wrong; f2: wrong; f3: wrong; and 3 more")]
    public void First_three_faults_are_told_and_the_others_counted(int count, string told)
    {
        var faults = Enumerable.Range(1, count).Select(number => new TaxonomyValidationError { Location = [$"f{number}"], Message = "wrong" });
        Message(Error(418) with { ServerMessage = "Invalid.", ValidationErrors = [.. faults] }).Should().Be($"The request failed with 418: Invalid. ({told}).{Proxy}");
    }

    [Fact]
    public void Faults_without_a_message_are_told_alone() =>
        Message(Error(422) with { ValidationErrors = [new TaxonomyValidationError { Location = ["f"], Message = "wrong" }] })
            .Should().Be($"The request failed with 422: the request is not valid (f: wrong).{Correct}");

    [Theory]
    [InlineData(1.5, "1.5")]
    [InlineData(0, "0")]
    [InlineData(3600, "3600")]
    [InlineData(0.0004, "0")]
    public void Wait_that_the_service_asks_for_is_told_in_seconds(double seconds, string told) =>
        Message(Error(429) with { ServerMessage = "Slow down", RetryAfter = TimeSpan.FromSeconds(seconds) })
            .Should().Be($"The request failed with 429: Slow down. Retry after {told} s.");

    [Theory]
    [InlineData(300)]
    [InlineData(399)]
    public void Redirect_is_told_in_place_of_the_body(int status)
    {
        const string refused = "which the client does not follow: no key, no namespace and no body was sent there. Set TaxonomyClientOptions.BaseAddress to where the API is.";
        var error = Error(status) with { ServerMessage = "moved" };
        Message(error).Should().Be($"The request failed with {status}: the service redirects, {refused}");
        Message(error with { RedirectsTo = "https://other.example/ (another host)" })
            .Should().Be($"The request failed with {status}: the service redirects to https://other.example/ (another host), {refused}");
    }

    [Theory]
    [InlineData(299)]
    [InlineData(400)]
    public void Other_status_is_no_redirect(int status) =>
        Message(Error(status) with { ServerMessage = "moved", RedirectsTo = "https://other.example/" }).Should().StartWith($"The request failed with {status}: moved.");

    [Theory]
    [InlineData(400, null, "UpdateTaxonomy", " An update changes the name, the description and the metadata; to change the config, clone the taxonomy.")]
    [InlineData(400, null, "CreateTaxonomy", Correct)]
    [InlineData(400, null, null, Correct)]
    [InlineData(401, null, null, " The key comes from TaxonomyClientOptions.ApiKey, its CredentialProvider, or MIXPEEK_API_KEY.")]
    [InlineData(200, null, null, Report)]
    [InlineData(402, "PaymentError", null, Report)]
    [InlineData(402, null, null, Proxy)]
    [InlineData(403, "QuotaExceededError", null, " The quota is used up, so that a repeat does not help: delete what is not needed, or have it raised.")]
    [InlineData(403, "ForbiddenError", null, " Check what the key may do, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE.")]
    [InlineData(403, null, null, " Check what the key may do, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE.")]
    [InlineData(404, "NotFoundError", null, Place)]
    [InlineData(404, null, null, Proxy)]
    [InlineData(407, null, null, " A proxy between client and service asks for credentials: see its settings.")]
    [InlineData(409, null, "CreateTaxonomy", Names)]
    [InlineData(409, null, "UpdateTaxonomy", Names)]
    [InlineData(409, null, "DeleteTaxonomy", Look)]
    [InlineData(409, null, "CreateTaxonomyVersion", Look)]
    [InlineData(409, null, null, Look)]
    [InlineData(422, null, "UpdateTaxonomy", Correct)]
    [InlineData(429, null, null, " Send less at a time: TaxonomyClientOptions.RateLimiter holds requests back.")]
    [InlineData(499, "OddError", null, Report)]
    [InlineData(500, "InternalServerError", null, " The fault is the service's: where it stays, report it with the request ID.")]
    [InlineData(500, null, null, Proxy)]
    [InlineData(599, null, null, Proxy)]
    public void Next_step_goes_by_status_type_and_operation(int status, string? type, string? operation, string next)
    {
        var error = Error(status) with { ServerMessage = "No", ErrorType = type, Operation = operation is null ? null : Sample.Operation(operation) };
        Message(error).Should().Be($"{operation ?? "The request"} failed with {status}{(type is null ? "" : $" {type}")}: No.{next}");
    }

    private static TaxonomyApiError Error(int status) => new() { StatusCode = (HttpStatusCode)status };

    private static string Message(TaxonomyApiError error) => new TaxonomyApiException(error).Message;
}
