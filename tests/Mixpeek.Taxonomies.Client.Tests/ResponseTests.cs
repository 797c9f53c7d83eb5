using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What the service says beside a result, and requests to endpoints that have no method.</summary>
public sealed class ResponseTests : EmulatedServiceTests
{
    [Fact]
    public void Headers_of_a_test_double_are_the_same_in_any_case()
    {
        var call = new TaxonomyCall { Operation = TaxonomyOperations.Get, Attempts = [], Elapsed = TimeSpan.Zero, Headers = new Dictionary<string, string> { ["X-Request-Id"] = "req_1" } };
        call.Headers["x-request-id"].Should().Be("req_1");
    }

    [Fact]
    public async Task Success_is_given_with_its_status_request_id_headers_and_attempts()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig);
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        var response = await Client.WithResponseAsync(call => call.GetAsync("product_tags"));
        response.Value.TaxonomyName.Should().Be("product_tags");
        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.RequestId.Should().StartWith("req_").And.Be(response.Headers["X-REQUEST-ID"]);
        response.Headers["content-type"].Should().StartWith("application/json");
        response.Call.Attempts.Select(attempt => attempt.StatusCode).Should().Equal(HttpStatusCode.BadGateway, HttpStatusCode.OK);
    }

    [Fact]
    public async Task Rate_limit_of_a_success()
    {
        using var handler = new StubHandler(_ =>
        {
            var answer = StubHandler.Json((HttpStatusCode.OK, Sample.TaxonomyJson));
            answer.Headers.Add("X-RateLimit-Remaining", "7");
            answer.Headers.Add("X-Echo", $"Bearer {Sample.ApiKey}");
            return answer;
        });
        using var client = Sample.Client(handler);
        var response = await client.WithResponseAsync(call => call.GetAsync("t"));
        response.RateLimit!.Remaining.Should().Be(7);
        response.Headers["X-Echo"].Should().NotContain(Sample.ApiKey);
    }

    [Fact]
    public async Task Deletion_is_given_as_a_call_and_a_view_tells_its_own_listener_too()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var calls = new List<TaxonomyCall>();
        var view = Client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add });
        var deletion = await view.WithResponseAsync(call => call.DeleteAsync("product_tags"));
        deletion.Operation.Should().Be(TaxonomyOperations.Delete);
        deletion.StatusCode.Should().Be(HttpStatusCode.OK);
        calls.Should().Equal(deletion);
    }

    [Fact]
    public async Task Response_without_a_call_is_an_error() =>
        await Client.Awaiting(client => client.WithResponseAsync(_ => Task.FromResult(1))).Should().ThrowAsync<InvalidOperationException>();

    [Fact]
    public async Task Request_of_the_callers_own_goes_the_way_of_every_other()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig);
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
        var response = await Client.WithResponseAsync(call => call.SendAsync(new TaxonomyRequest(HttpMethod.Get, "/v1/taxonomies/product_tags?version=1")));
        response.Value!["taxonomy_name"]!.GetValue<string>().Should().Be("product_tags");
        response.Call.Attempts.Should().HaveCount(2);
        var failure = (await Client.Awaiting(client => client.SendAsync(new TaxonomyRequest(HttpMethod.Get, "/v1/taxonomies/nothing"))).Should().ThrowAsync<TaxonomyNotFoundException>()).Which;
        failure.Operation!.Name.Should().Be("SendRequest");
    }

    [Fact]
    public async Task Request_of_the_callers_own_that_may_have_made_something_is_not_repeated()
    {
        var body = new JsonObject { ["taxonomy_name"] = "t", ["config"] = JsonNode.Parse(TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig)) };
        Emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var request = new TaxonomyRequest(HttpMethod.Post, "/v1/taxonomies") { Body = body, OperationName = "CreateByHand" };
        var failure = (await Client.Awaiting(client => client.SendAsync(request)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.Operation!.Name.Should().Be("CreateByHand");
        Emulator.Requests.Should().ContainSingle();
        Emulator.Store.Find("t").Should().NotBeNull();
    }

    [Theory]
    [InlineData("{}", "{}")]
    [InlineData("", null)]
    [InlineData("null", null)]
    [InlineData("[1]", "[1]")]
    [InlineData("\uFEFF{}", "{}")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    public async Task Answer_of_any_shape(string body, string? read)
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(handler);
        (await client.SendAsync(new TaxonomyRequest(HttpMethod.Post, "/v1/x") { Body = new JsonObject() }))?.ToJsonString().Should().Be(read);
        handler.Requests.Single().Body.Should().Be("{}");
        handler.Requests.Single().Headers.Should().Contain($"Bearer {Sample.ApiKey}").And.Contain("X-Namespace");
    }

    [Fact]
    public async Task Answer_that_is_no_json()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, "<html>"));
        using var client = Sample.Client(handler);
        var failure = await client.Awaiting(c => c.SendAsync(new TaxonomyRequest(HttpMethod.Get, "/v1/x"))).Should().ThrowAsync<TaxonomySerializationException>();
        failure.WithMessage("SendRequest was answered with 200, but its body is no document in JSON*").Which.ResponseBody.Should().Be("<html>");
    }

    [Theory]
    [InlineData("v1/x")]
    [InlineData("//other.example/v1")]
    [InlineData("https://other.example/v1")]
    [InlineData("/v1/../admin")]
    [InlineData("/v1/%2e%2E/admin")]
    [InlineData("/v1/x#part")]
    [InlineData("/v1\\x")]
    [InlineData("/v1/x\n")]
    public async Task Path_that_leads_elsewhere_is_refused(string path)
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, "{}"));
        using var client = Sample.Client(handler);
        (await client.Awaiting(c => c.SendAsync(new TaxonomyRequest(HttpMethod.Get, path))).Should().ThrowAsync<ArgumentException>()).WithMessage("request.Path must *");
        handler.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Request_that_creates_by_name_is_refused() =>
        (await Client.Awaiting(c => c.SendAsync(new TaxonomyRequest(HttpMethod.Post, "/v1/x") { Safety = OperationSafety.CreatesByName })).Should().ThrowAsync<ArgumentException>())
            .WithMessage("request.Safety must not be CreatesByName*");
}
