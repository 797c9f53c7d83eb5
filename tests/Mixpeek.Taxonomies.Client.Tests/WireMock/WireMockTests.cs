using WireMock.ResponseBuilders;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Clone and update against a server that is not this project's.</summary>
public sealed class WireMockTests : IDisposable
{
    private static readonly CloneTaxonomyRequest Request = new() { TaxonomyName = "clone" };

    private readonly WireMockService _service = new();

    public void Dispose() => _service.Dispose();

    [Fact]
    public async Task Clone_is_what_the_stub_expects_on_the_wire()
    {
        _service.Server.Given(WireMockService.Clone()).RespondWith(WireMockService.Answer(201, WireMockService.CloneJson("tax_1")));
        using var client = _service.Client();
        var response = await client.CloneAsync(WireMockService.Source, Request);
        (response.Taxonomy.TaxonomyId, response.SourceTaxonomyId, response.Outcome).Should().Be(("tax_1", WireMockService.SourceId, CreationOutcome.Created));
        await client.Awaiting(c => c.CloneAsync("another", Request)).Should().ThrowAsync<TaxonomyNotFoundException>("no stub matches it");
    }

    [Fact]
    public async Task Update_sends_what_is_set_and_null_as_null()
    {
        _service.Server.Given(WireMockService.Update("""{"description":null,"metadata":{"owner":"search"}}"""))
            .RespondWith(WireMockService.Answer(200, WireMockService.Json(WireMockService.SourceId, WireMockService.Source)));
        using var client = _service.Client();
        var request = new UpdateTaxonomyRequest { Description = null, Metadata = new System.Text.Json.Nodes.JsonObject { ["owner"] = "search" } };
        (await client.UpdateAsync(WireMockService.Source, request)).TaxonomyId.Should().Be(WireMockService.SourceId);
        await client.Awaiting(c => c.UpdateAsync(WireMockService.Source, request with { Description = default })).Should().ThrowAsync<TaxonomyNotFoundException>("no stub matches it");
    }

    [Theory]
    [InlineData(429, "3")]
    [InlineData(503, null)]
    public async Task Clone_that_is_turned_away_is_sent_again_with_each_header_once(int status, string? retryAfter)
    {
        var refusal = WireMockService.Answer(status, "{}");
        if (retryAfter is not null)
            refusal = refusal.WithHeader("Retry-After", retryAfter);
        _service.Server.Given(WireMockService.Clone()).InScenario("busy").WillSetStateTo("free").RespondWith(refusal);
        _service.Server.Given(WireMockService.Clone()).InScenario("busy").WhenStateIs("free").RespondWith(WireMockService.Answer(201, WireMockService.CloneJson("tax_1")));
        using var client = _service.Client();
        (await client.CloneAsync(WireMockService.Source, Request)).Outcome.Should().Be(CreationOutcome.Created);
        _service.Clock.Waits.Select(PollyBackoff.Whole).Should().Equal(retryAfter is null ? PollyBackoff.Seconds[0] : 3);
        foreach (var entry in _service.Server.LogEntries)
        {
            foreach (var header in new[] { "Accept", "User-Agent", "Authorization", "X-Namespace", "Content-Type" })
                entry.RequestMessage!.Headers![header].Should().ContainSingle(header);
        }

        _service.Requests.Should().Equal($"POST {WireMockService.ClonePath}", $"POST {WireMockService.ClonePath}");
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task Clone_whose_answer_cannot_be_read_is_found_by_its_name(FaultType fault)
    {
        _service.Server.Given(WireMockService.Clone()).RespondWith(Response.Create().WithStatusCode(201).WithFault(fault));
        _service.HoldClone("tax_lost");
        using var client = _service.Client();
        var response = await client.CloneAsync(WireMockService.Source, Request);
        (response.Outcome, response.Taxonomy.TaxonomyId, response.SourceTaxonomyId).Should().Be((CreationOutcome.Recovered, "tax_lost", WireMockService.SourceId));
        _service.Requests.Should().Equal($"POST {WireMockService.ClonePath}", "GET /v1/taxonomies/clone", $"GET /v1/taxonomies/{WireMockService.Source}");
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task Clone_whose_name_is_free_after_an_answer_that_cannot_be_read_is_sent_again(FaultType fault)
    {
        _service.Server.Given(WireMockService.Clone()).InScenario("garbled").WillSetStateTo("well").RespondWith(Response.Create().WithStatusCode(201).WithFault(fault));
        _service.Server.Given(WireMockService.Clone()).InScenario("garbled").WhenStateIs("well").RespondWith(WireMockService.Answer(201, WireMockService.CloneJson("tax_2")));
        _service.HoldNoClone();
        using var client = _service.Client();
        var response = await client.CloneAsync(WireMockService.Source, Request);
        (response.Outcome, response.Taxonomy.TaxonomyId).Should().Be((CreationOutcome.Created, "tax_2"));
        _service.Requests.Should().Equal($"POST {WireMockService.ClonePath}", "GET /v1/taxonomies/clone", $"POST {WireMockService.ClonePath}");
    }

    [Theory]
    [InlineData(FaultType.EMPTY_RESPONSE)]
    [InlineData(FaultType.MALFORMED_RESPONSE_CHUNK)]
    public async Task Update_whose_answer_cannot_be_read_is_unknown_and_keeps_the_answer(FaultType fault)
    {
        _service.Server.Given(WireMockService.Update("""{"description":"new"}""")).RespondWith(Response.Create().WithStatusCode(200).WithFault(fault));
        using var client = _service.Client();
        var failure = (await client.Awaiting(c => c.UpdateAsync(WireMockService.Source, Sample.UpdateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        var answer = failure.InnerException.Should().BeOfType<TaxonomySerializationException>().Subject;
        answer.StatusCode.Should().Be(System.Net.HttpStatusCode.OK);
        string.IsNullOrEmpty(answer.ResponseBody).Should().Be(fault == FaultType.EMPTY_RESPONSE);
        _service.Requests.Should().HaveCount(2, "the taxonomy was read back, and the update was not repeated");
    }

    [Fact]
    public async Task Delay_beyond_the_attempts_time_ends_in_a_look_up()
    {
        _service.Server.Given(WireMockService.Clone()).RespondWith(WireMockService.Answer(201, WireMockService.CloneJson("tax_late")).WithDelay(TimeSpan.FromMinutes(1)));
        _service.HoldClone("tax_late");
        using var client = _service.Client(options =>
        {
            options.TimeProvider = TimeProvider.System;
            options.AttemptTimeout = TimeSpan.FromMilliseconds(300);
        });
        var calls = new List<TaxonomyCall>();
        var response = await client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add }).CloneAsync(WireMockService.Source, Request);
        (response.Outcome, response.Taxonomy.TaxonomyId).Should().Be((CreationOutcome.Recovered, "tax_late"));
        calls.Single().Attempts.Select(attempt => attempt.Failure).Should().Equal("not answered in time", null, null);
    }

    [Fact]
    public async Task Same_stubs_answer_two_namespaces_apart()
    {
        foreach (var tenant in new[] { "tenant-a", "tenant-b" })
            _service.Server.Given(WireMockService.Clone(tenant)).RespondWith(WireMockService.Answer(201, WireMockService.CloneJson($"tax_of_{tenant}")));
        using var client = _service.Client();
        foreach (var tenant in new[] { "tenant-a", "tenant-b", "tenant-a" })
        {
            var view = client.WithOptions(new TaxonomyCallOptions { Namespace = tenant });
            (await view.CloneAsync(WireMockService.Source, Request)).Taxonomy.TaxonomyId.Should().Be($"tax_of_{tenant}");
        }

        await client.Awaiting(c => c.CloneAsync(WireMockService.Source, Request)).Should().ThrowAsync<TaxonomyNotFoundException>("the client's own namespace has no stub");
    }
}
