using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace Samples.Tests;

/// <summary>The API keeps its tenants apart, and answers what its caller can act on, whatever becomes of a call to the service.</summary>
public sealed class TenantApiTests
{
    private const string Secret = "sk_planted at 10.0.0.7";
    private const string Clones = "/acme/taxonomies/shoe_tags/clones";

    [Fact]
    public async Task Tenant_sees_its_own_taxonomies()
    {
        await using var api = await TenantApiHost.StartAsync();
        (await api.Http.GetStringAsync("/acme/taxonomies")).Should().Contain("shoe_tags").And.NotContain("hat_tags");
        (await api.Http.GetStringAsync("/globex/taxonomies?search=hat")).Should().Contain("hat_tags").And.NotContain("shoe_tags");
        (await api.Http.GetAsync("/initech/taxonomies")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Clone_is_made_in_the_tenants_namespace()
    {
        await using var api = await TenantApiHost.StartAsync();
        using var response = await api.Http.PostAsJsonAsync(Clones, new { name = "shoe_tags_v2", retriever = "ret_clip_v2" });
        response.StatusCode.Should().Be(HttpStatusCode.Created);
        (await api.Http.GetStringAsync(response.Headers.Location)).Should().Contain("shoe_tags_v2");
        api.Acme.Store.Find("shoe_tags_v2")!.Config.Should().BeOfType<FlatTaxonomyConfig>().Which.RetrieverId.Should().Be("ret_clip_v2");
        api.Globex.Store.Taxonomies.Should().HaveCount(1);
    }

    [Fact]
    public async Task Taxonomy_without_a_description_is_answered_and_an_unknown_one_is_a_404()
    {
        await using var api = await TenantApiHost.StartAsync();
        api.Acme.Store.Add("described", (FlatTaxonomyConfig)api.Acme.Store.Find("shoe_tags")!.Config, description: "Tags of shoes");
        (await DescriptionOfAsync("shoe_tags")).Should().Be("");
        (await DescriptionOfAsync("described")).Should().Be("Tags of shoes");
        await CheckProblemAsync(await api.Http.GetAsync("/acme/taxonomies/hat_tags"), 404);
        await CheckProblemAsync(await api.Http.PostAsJsonAsync("/acme/taxonomies/hat_tags/clones", new { name = "copy" }), 404);

        async Task<string?> DescriptionOfAsync(string taxonomy) =>
            (await api.Http.GetFromJsonAsync<JsonElement>($"/acme/taxonomies/{taxonomy}")).GetProperty("description").GetString();
    }

    [Theory]
    [InlineData(400, 400)]
    [InlineData(401, 502)]
    [InlineData(403, 502)]
    [InlineData(404, 404)]
    [InlineData(409, 409)]
    [InlineData(418, 502)]
    [InlineData(422, 422)]
    [InlineData(429, 429)]
    [InlineData(500, 502)]
    [InlineData(503, 503)]
    public async Task Refusal_is_a_problem_that_repeats_nothing_of_the_services_texts(int refused, int answered)
    {
        await using var api = await TenantApiHost.StartAsync(("MaxRetries", "0"));
        api.Acme.Faults.Add(TaxonomyFault.Answer((HttpStatusCode)refused, $$$"""{"success":false,"error":{"type":"AnyError","message":"{{{Secret}}}"}}"""));
        await CheckProblemAsync(await api.Http.GetAsync("/acme/taxonomies/shoe_tags"), answered);
    }

    [Fact]
    public async Task Answer_that_never_comes_is_a_gateway_timeout()
    {
        await using var api = await TenantApiHost.StartAsync(("MaxRetries", "0"), ("AttemptTimeout", "00:00:00.3"));
        api.Acme.Faults.Add(TaxonomyFault.Stall());
        await CheckProblemAsync(await api.Http.GetAsync("/acme/taxonomies/shoe_tags"), 504);
    }

    [Fact]
    public async Task Answer_that_breaks_off_or_can_not_be_read_is_a_bad_gateway()
    {
        await using var api = await TenantApiHost.StartAsync(("MaxRetries", "0"));
        foreach (var fault in (TaxonomyFault[])[TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.TruncateBody(), TaxonomyFault.Garbage(Secret)])
        {
            api.Acme.Faults.Add(fault);
            await CheckProblemAsync(await api.Http.GetAsync("/acme/taxonomies/shoe_tags"), 502);
        }
    }

    [Fact]
    public async Task Clone_that_may_have_been_made_is_to_be_looked_for()
    {
        await using var api = await TenantApiHost.StartAsync(("ReconcileByName", "false"));
        api.Acme.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });
        var problem = await CheckProblemAsync(await api.Http.PostAsJsonAsync(Clones, new { name = "shoe_tags_v2" }), 502);
        problem.GetProperty("detail").GetString().Should().Contain("may have taken effect").And.Contain("'shoe_tags_v2'");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task When_to_come_back_is_passed_on(int status)
    {
        await using var api = await TenantApiHost.StartAsync();
        api.Acme.Faults.Add(TaxonomyFault.Answer((HttpStatusCode)status).WithHeader("Retry-After", "60"));
        using var response = await api.Http.GetAsync("/acme/taxonomies/shoe_tags");
        ((int)response.StatusCode).Should().Be(status);
        response.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Faults_of_the_input_are_told_by_member()
    {
        await using var api = await TenantApiHost.StartAsync();
        api.Acme.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.UnprocessableEntity, """
            {"detail":[{"loc":["body","config","flat","retriever_id"],"msg":"Field required"},{"loc":["body","config","flat","retriever_id"],"msg":"No such retriever"},{"loc":["query","limit"],"msg":"Too large"}]}
            """));
        var problem = await CheckProblemAsync(await api.Http.GetAsync("/acme/taxonomies/shoe_tags"), 422);
        problem.GetProperty("errors").GetRawText().Should().Be("""{"config.flat.retriever_id":["Field required","No such retriever"],"query.limit":["Too large"]}""");
    }

    [Theory]
    [InlineData("""{"name":""}""", "Name")]
    [InlineData("""{"name":"copy","retriever":""}""", "Retriever")]
    [InlineData("""{"name":"shoe_tags"}""", "source's own name")]
    [InlineData("""{"nam""", "Bad Request")]
    public async Task Bad_body_reaches_no_service(string body, string said)
    {
        await using var api = await TenantApiHost.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var problem = await CheckProblemAsync(await api.Http.PostAsync(Clones, content), 400);
        problem.GetRawText().Should().Contain(said);
        api.Acme.Requests.Should().NotContain(request => request.Operation == TaxonomyOperations.Clone);
    }

    [Theory]
    [InlineData(0, 200, "Healthy")]
    [InlineData(429, 200, "Degraded")]
    [InlineData(401, 503, "Unhealthy")]
    public async Task Health_is_that_of_every_tenant(int refused, int answered, string said)
    {
        await using var api = await TenantApiHost.StartAsync();
        if (refused > 0)
            api.Acme.Faults.Add(TaxonomyFault.Answer((HttpStatusCode)refused));
        using var response = await api.Http.GetAsync("/health");
        ((int)response.StatusCode).Should().Be(answered);
        (await response.Content.ReadAsStringAsync()).Should().Be(said);
        (api.Acme.Requests.Count, api.Globex.Requests.Count).Should().Be((1, 1), "it asks once");
    }

    private static async Task<JsonElement> CheckProblemAsync(HttpResponseMessage response, int status)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync();
            ((int)response.StatusCode).Should().Be(status, text);
            response.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
            text.Should().NotContain("sk_").And.NotContain("10.0.0.7");
            var problem = JsonDocument.Parse(text).RootElement;
            problem.GetProperty("status").GetInt32().Should().Be(status);
            return problem;
        }
    }
}
