using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Every shape of error body becomes a typed exception that has lost nothing.</summary>
[Trait("Category", "Smoke")]
public sealed class ApiErrorTests
{
    [Theory]
    [InlineData(400, typeof(TaxonomyBadRequestException))]
    [InlineData(401, typeof(TaxonomyAuthenticationException))]
    [InlineData(402, typeof(TaxonomyApiException))]
    [InlineData(403, typeof(TaxonomyPermissionException))]
    [InlineData(404, typeof(TaxonomyNotFoundException))]
    [InlineData(405, typeof(TaxonomyApiException))]
    [InlineData(409, typeof(TaxonomyConflictException))]
    [InlineData(422, typeof(TaxonomyValidationException))]
    [InlineData(429, typeof(TaxonomyRateLimitException))]
    [InlineData(500, typeof(TaxonomyServerException))]
    [InlineData(501, typeof(TaxonomyServerException))]
    [InlineData(503, typeof(TaxonomyServerException))]
    [InlineData(529, typeof(TaxonomyServerException))]
    [InlineData(302, typeof(TaxonomyApiException))]
    public async Task Status_has_its_exception(int status, Type type)
    {
        var failure = await FailAsync((HttpStatusCode)status, "{}");
        failure.Should().BeOfType(type);
        failure.StatusCode.Should().Be((HttpStatusCode)status);
        failure.Operation.Should().Be(TaxonomyOperations.Get);
        failure.Attempts.Should().ContainSingle().Which.StatusCode.Should().Be((HttpStatusCode)status);
        failure.Message.Should().StartWith($"GetTaxonomy failed with {status}: ").And.NotContain("\n");
    }

    [Theory]
    [InlineData("03-resp-error-404-no-details-captured", "NotFoundError", "Feature extractor text version 1.0.0 not found in registry.", null)]
    [InlineData("23-resp-error-404-namespace", "NotFoundError", "Namespace not found", "resource")]
    [InlineData("40-resp-error-429-api_name", "TooManyRequestsError", "Rate limit exceeded", "api_name")]
    [InlineData("41-resp-error-500-processing", "ProcessingError", "Extractor text_extractor failed", "batch_id")]
    [InlineData("42-resp-error-404-collection", "NotFoundError", "Resource not found", "id")]
    [InlineData("44-resp-error-403-quota", "QuotaExceededError", "Collection quota exceeded", "tier")]
    [InlineData("47-resp-error-409-2025-03", "AlreadyExistsError", "Resource already exists", "resource_id")]
    public async Task Documented_envelope_is_read_whole(string payload, string type, string message, string? detail)
    {
        var failure = await FailAsync(HttpStatusCode.NotFound, Payload.Read(payload));
        failure.ErrorType.Should().Be(type);
        failure.ServerMessage.Should().Be(message);
        (failure.Details?.ContainsKey(detail ?? "") ?? false).Should().Be(detail is not null);
        failure.ResponseBody.Should().Be(Payload.Read(payload));
        failure.Message.Should().Contain(type).And.Contain(message.TrimEnd('.'));
    }

    [Fact]
    public async Task Validation_errors_are_read_from_the_envelope_and_from_fastapi()
    {
        var envelope = await FailAsync(HttpStatusCode.UnprocessableEntity, Payload.Read("39-resp-error-422-envelope-validation_errors"));
        envelope.ValidationErrors.Should().ContainSingle().Which.ToString().Should().Be("body.collection_name: Input should be a valid string");
        envelope.Message.Should().Contain("body.collection_name: Input should be a valid string");

        var fastapi = await FailAsync(
            HttpStatusCode.UnprocessableEntity,
            """{"detail":[{"loc":["body","config",0,null],"msg":"Field required","type":"missing","input":{}},{"loc":"odd"},7,{"msg":null}]}""");
        fastapi.ValidationErrors.Should().HaveCount(3);
        fastapi.ValidationErrors[0].Location.Should().Equal("body", "config", "0", "");
        fastapi.ValidationErrors[0].Type.Should().Be("missing");
    }

    [Theory]
    [InlineData("""{"detail":"Not authenticated"}""", null, "Not authenticated")]
    [InlineData("""{"detail":{"message":"m","type":"T","details":{"a":1}}}""", "T", "m")]
    [InlineData("""{"error":"plain"}""", null, "plain")]
    [InlineData("""{"message":"top","type":"X"}""", "X", "top")]
    [InlineData("""{"error":{"message":7,"type":null,"details":[]}}""", null, """{"error":{"message":7,"type":null,"details":[]}}""")]
    [InlineData("""{"error":null,"detail":null}""", null, """{"error":null,"detail":null}""")]
    [InlineData("""{"fault":{"faultstring":"Spike arrest"}}""", null, """{"fault":{"faultstring":"Spike arrest"}}""")]
    [InlineData("""{"error":{"code":"E7","reason":"The shard is gone"}}""", "E7", "The shard is gone")]
    [InlineData("""{"error":{"title":"t","reason":"r","message":"m","code":"C","type":"T"}}""", "T", "m")]
    [InlineData("""{"error":{"title":"t","reason":"r"}}""", null, "r")]
    [InlineData("""{"errors":["a","b"]}""", null, "a; b")]
    [InlineData("""{"type":"about:blank","title":"Forbidden","detail":"Not yours"}""", "about:blank", "Not yours")]
    [InlineData("""{"type":"about:blank","title":"Forbidden"}""", "about:blank", "Forbidden")]
    [InlineData("{}", null, null)]
    [InlineData("null", null, null)]
    [InlineData("42", null, "42")]
    [InlineData("", null, null)]
    [InlineData("<html>Bad gateway</html>", null, "the body is no JSON (application/json, 24 bytes)")]
    [InlineData("{\"error\":{\"message\":\"cut", null, "the body is no JSON (application/json, 24 bytes)")]
    [InlineData("[1]", null, "[1]")]
    [InlineData("\"text\"", null, "text")]
    [InlineData("[\"one\",\"two\"]", null, "one; two")]
    [InlineData("{} {}", null, "the body is no JSON (application/json, 5 bytes)")]
    public async Task Other_shapes_are_read_as_far_as_they_go(string body, string? type, string? message)
    {
        var failure = await FailAsync(HttpStatusCode.BadRequest, body);
        failure.ErrorType.Should().Be(type);
        failure.ServerMessage.Should().Be(message);
        failure.ResponseBody.Should().Be(body);
    }

    [Theory]
    [InlineData("""{"errors":[{"loc":["body","x"],"message":"bad","code":"E1"},{"detail":"worse"}]}""")]
    [InlineData("""[{"loc":["body","x"],"msg":"bad","type":"E1"},{"msg":"worse"}]""")]
    [InlineData("""{"detail":[{"loc":"body.x","msg":"bad","type":"E1"},{"reason":"worse"}]}""")]
    [InlineData("""{"detail":[{"location":["body","x"],"loc":["there"],"message":"bad","msg":"m","type":"E1","code":"C"},{"error":"worse"}]}""")]
    public async Task List_of_errors_is_read(string body)
    {
        var failure = await FailAsync(HttpStatusCode.BadRequest, body);
        failure.ValidationErrors.Select(error => (error.ToString(), error.Type)).Should().Equal(("body.x: bad", "E1"), ("worse", null));
        failure.Message.Should().Contain("(body.x: bad; worse)");
    }

    [Fact]
    public async Task Errors_by_member_are_read()
    {
        var failure = await FailAsync(HttpStatusCode.BadRequest, """{"type":"T","title":"One or more errors","errors":{"taxonomy_name":["too long","no word"],"config":"missing","other":7}}""");
        (failure.ErrorType, failure.ServerMessage).Should().Be(("T", "One or more errors"));
        failure.ValidationErrors.Select(error => error.ToString()).Should().Equal("taxonomy_name: too long; no word", "config: missing", "other: ");
    }

    [Theory]
    [InlineData("text/plain", 1000, null)]
    [InlineData("text/plain", 1001, "the body is no JSON (text/plain, 1,001 bytes)")]
    [InlineData("text/html", 10, "the body is no JSON (text/html, 10 bytes)")]
    [InlineData(null, 10, "the body is no JSON (no content type, 10 bytes)")]
    public async Task Short_plain_text_is_the_message_and_any_other_body_is_described(string? mediaType, int length, string? message)
    {
        var body = new string('x', length);
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberGroupSeparator = "'";
        CultureInfo.CurrentCulture = culture;
        var failure = await FailAsync(HttpStatusCode.BadRequest, body, mediaType);
        failure.ServerMessage.Should().Be(message ?? body);
    }

    [Theory]
    [InlineData("NotFoundError", "{}", true)]
    [InlineData("NotFoundError", """{"resource":"Taxonomy"}""", true)]
    [InlineData("NotFoundError", """{"resource_type":"taxonomy"}""", true)]
    [InlineData("NotFoundError", """{"resource":"taxonomy","resource_type":"namespace"}""", true)]
    [InlineData("NotFoundError", """{"resource":"namespace","resource_type":"taxonomy"}""", false)]
    [InlineData("NotFoundError", """{"resource_type":"namespace"}""", false)]
    [InlineData("GatewayError", """{"resource":"taxonomy"}""", false)]
    public void Not_found_is_of_a_taxonomy_where_the_service_says_so_of_nothing_else(string type, string details, bool isOfTaxonomy)
    {
        var error = new TaxonomyApiError { StatusCode = HttpStatusCode.NotFound, ErrorType = type, Details = JsonNode.Parse(details)!.AsObject() };
        new TaxonomyNotFoundException(error).IsOfTaxonomy.Should().Be(isOfTaxonomy);
    }

    [Fact]
    public async Task Refused_update_points_to_clone()
    {
        using var handler = StubHandler.Of((HttpStatusCode.BadRequest, """{"error":{"message":"config is immutable","type":"BadRequestError"}}"""));
        using var client = Sample.Client(handler);
        (await client.Awaiting(c => c.UpdateAsync("t", Sample.UpdateRequest)).Should().ThrowAsync<TaxonomyBadRequestException>())
            .WithMessage("UpdateTaxonomy failed with 400 BadRequestError: config is immutable. *clone*");
    }

    [Fact]
    public async Task Message_is_one_bounded_line_and_names_the_request()
    {
        using var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json((HttpStatusCode.NotFound, "{\"error\":{\"message\":\"a\\r\\n\\tb" + new string('x', 5000) + "\"}}"));
            response.Headers.Add("x-request-id", "req_1");
            return response;
        });
        using var client = Sample.Client(handler);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyNotFoundException>()).Which;
        failure.RequestId.Should().Be("req_1");
        failure.Message.Should().Contain(": a bxxx").And.EndWith("Request ID: req_1.").And.NotContain("\n");
        failure.Message.Length.Should().BeLessThan(700);
        failure.ServerMessage.Should().HaveLength(5005);
    }

    [Fact]
    public async Task Huge_error_body_is_cut()
    {
        var failure = await FailAsync(HttpStatusCode.InternalServerError, new string('x', 3_000_000));
        failure.ResponseBody.Should().HaveLength(16 * 1024);
    }

    [Fact]
    public void Test_double_can_throw_a_typed_exception()
    {
        var error = new TaxonomyApiError { StatusCode = HttpStatusCode.NotFound, ServerMessage = "gone" };
        new TaxonomyNotFoundException(error).Attempts.Should().BeEmpty();
        var attempt = new TaxonomyAttempt { Number = 1, Operation = TaxonomyOperations.Get, StatusCode = HttpStatusCode.NotFound };
        var failure = new TaxonomyNotFoundException(error) { Call = new TaxonomyCall { Operation = TaxonomyOperations.Get, Elapsed = TimeSpan.Zero, Attempts = [attempt] } };
        failure.Message.Should().StartWith("The request failed with 404: gone. ");
        failure.Attempts.Should().Equal(attempt);
    }

    private static async Task<TaxonomyApiException> FailAsync(HttpStatusCode status, string body, string? mediaType = "application/json")
    {
        using var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json((status, body));
            response.Content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
            return response;
        });
        using var client = Sample.Client(handler, options => options.MaxRetries = 0);
        return (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
    }
}
