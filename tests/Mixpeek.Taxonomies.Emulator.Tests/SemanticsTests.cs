using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What the emulator does is what the API's documentation says.</summary>
[Trait("Category", "Smoke")]
public sealed class SemanticsTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Create_answers_200_with_the_taxonomy()
    {
        var reply = await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        reply.Status.Should().Be(HttpStatusCode.OK);
        reply.Text("taxonomy_id").Should().MatchRegex("^tax_[0-9a-f]{12}$");
        reply.Text("taxonomy_name").Should().Be("tags");
        reply.Body!["version"]!.GetValue<int>().Should().Be(1);
        reply.Body["ready"]!.GetValue<bool>().Should().BeTrue();
        reply.Body["metadata"]!.AsObject().Should().BeEmpty();
        reply.Body.AsObject().Should().NotContainKey("description", "what is null is left out");
        DateTimeOffset.Parse(reply.Text("created_at"), CultureInfo.InvariantCulture).Should().BeCloseTo(DateTimeOffset.UtcNow, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Members_that_the_contract_does_not_have_are_ignored()
    {
        const string config = """{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":"k","x":1}],"source_collection":{"collection_id":"c","x":1,"enrichment_fields":[{"field_path":"f","x":1}]},"x":1}""";
        var reply = await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags", config));
        reply.Body!["config"]!.ToJsonString().Should().NotContain("\"x\"");
    }

    [Fact]
    public async Task Names_are_unique_in_a_namespace_and_free_in_another()
    {
        _session.Emulator.Store.AddNamespace("other");
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        var again = await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        again.Status.Should().Be(HttpStatusCode.Conflict);
        again.ErrorType.Should().Be("AlreadyExistsError");
        (await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"), ns: "other")).Status.Should().Be(HttpStatusCode.OK);
        _session.Emulator.Store.Taxonomies.Should().ContainSingle();
    }

    [Fact]
    public async Task Taxonomy_is_found_by_id_and_by_name_and_by_id_first()
    {
        var first = (await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"))).Text("taxonomy_id");
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create(first));
        (await _session.SendAsync("GET", $"/v1/taxonomies/{first}")).Text("taxonomy_name").Should().Be("tags");
        (await _session.SendAsync("GET", "/v1/taxonomies/tags")).Text("taxonomy_id").Should().Be(first);
        (await _session.SendAsync("GET", "/v1/taxonomies/tags?version=1")).Status.Should().Be(HttpStatusCode.OK);
        (await _session.SendAsync("GET", "/v1/taxonomies/tags?version=2")).Status.Should().Be(HttpStatusCode.NotFound);
        var missing = await _session.SendAsync("GET", "/v1/taxonomies/no%2Fsuch");
        missing.Status.Should().Be(HttpStatusCode.NotFound);
        missing.ErrorType.Should().Be("NotFoundError");
        missing.Body!["error"]!["details"]!["id"]!.GetValue<string>().Should().Be("no/such");
    }

    [Fact]
    public async Task Clone_copies_what_is_left_out_and_leaves_the_source_alone()
    {
        await _session.SendAsync("POST", "/v1/taxonomies", """{"taxonomy_name":"tags","description":"d","config":""" + Bodies.Flat + "}");
        await _session.SendAsync("PATCH", "/v1/taxonomies/tags", """{"metadata":{"a":1}}""");
        var source = await _session.SendAsync("GET", "/v1/taxonomies/tags");

        var copy = await _session.SendAsync("POST", "/v1/taxonomies/tags/clone", """{"taxonomy_name":"copy"}""");
        copy.Status.Should().Be(HttpStatusCode.Created);
        copy.Text("source_taxonomy_id").Should().Be(source.Text("taxonomy_id"));
        copy.Body!["taxonomy"]!["description"]!.GetValue<string>().Should().Be("d");
        JsonNode.DeepEquals(copy.Body["taxonomy"]!["config"], source.Body!["config"]).Should().BeTrue();
        copy.Body["taxonomy"]!["taxonomy_id"]!.GetValue<string>().Should().NotBe(source.Text("taxonomy_id"));

        var changed = await _session.SendAsync("POST", "/v1/taxonomies/tags/clone", $$"""{"taxonomy_name":"changed","description":"e","config":{{Bodies.Hierarchical}} }""");
        changed.Body!["taxonomy"]!["description"]!.GetValue<string>().Should().Be("e");
        changed.Body["taxonomy"]!["config"]!["taxonomy_type"]!.GetValue<string>().Should().Be("hierarchical");
        JsonNode.DeepEquals((await _session.SendAsync("GET", "/v1/taxonomies/tags")).Body, source.Body).Should().BeTrue();
    }

    [Theory]
    [InlineData("/v1/taxonomies/tags/clone", """{"taxonomy_name":"tags"}""", HttpStatusCode.Conflict)]
    [InlineData("/v1/taxonomies/missing/clone", """{"taxonomy_name":"copy"}""", HttpStatusCode.NotFound)]
    [InlineData("/v1/taxonomies/tags/clone", """{"taxonomy_name":""}""", HttpStatusCode.UnprocessableEntity)]
    [InlineData("/v1/taxonomies/tags/clone", "{}", HttpStatusCode.UnprocessableEntity)]
    public async Task Clone_is_refused(string path, string body, HttpStatusCode status)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        (await _session.SendAsync("POST", path, body)).Status.Should().Be(status);
        _session.Emulator.Store.Taxonomies.Should().ContainSingle();
    }

    [Fact]
    public async Task Inferred_nodes_have_the_ids_of_the_contract()
    {
        const string config = """{"taxonomy_type":"hierarchical","inference_strategy":"cluster","inference_collections":["col_a","products","col_"],"cluster_ids":["a b","ä",""],"hierarchical_nodes":[{"collection_id":"col_c","parent_collection_id":"col_a"}]}""";
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags", config));
        _session.Emulator.Store.CompleteInference("tags");
        var nodes = (await _session.SendAsync("GET", "/v1/taxonomies/tags")).Body!["config"]!["hierarchical_nodes"]!.AsArray();
        nodes.Select(node => node!["collection_id"]!.GetValue<string>()).Should().Contain(["col_a", "col_products", "col_a_b", "col_c"])
            .And.OnlyHaveUniqueItems().And.OnlyContain(id => System.Text.RegularExpressions.Regex.IsMatch(id, "^col_[a-zA-Z0-9_]+$"));
    }

    [Fact]
    public async Task Delete_answers_with_the_message_and_then_404()
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        var reply = await _session.SendAsync("DELETE", "/v1/taxonomies/tags");
        reply.Body!.ToJsonString().Should().Be("""{"message":"Successfully deleted","success":true}""");
        (await _session.SendAsync("DELETE", "/v1/taxonomies/tags")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task List_pages_by_cursor_and_by_offset()
    {
        for (var i = 0; i < 12; i++)
            await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create($"t{i:00}"));
        var first = await _session.SendAsync("POST", "/v1/taxonomies/list", """{"sort":{"field":"taxonomy_name"}}""");
        Names(first).Should().Equal(Enumerable.Range(0, 10).Select(i => $"t{i:00}"), "a page has 10 by default");
        first.Body!["pagination"]!.AsObject().Should().NotContainKey("total");
        var cursor = first.Body["pagination"]!["next_cursor"]!.GetValue<string>();
        var second = await _session.SendAsync("POST", $"/v1/taxonomies/list?cursor={Uri.EscapeDataString(cursor)}", """{"sort":{"field":"taxonomy_name"}}""");
        Names(second).Should().Equal("t10", "t11");
        second.Body!["pagination"]!.AsObject().Should().NotContainKey("next_cursor");
        var last = await _session.SendAsync("POST", "/v1/taxonomies/list?limit=5&offset=10&include_total=true", """{"sort":{"field":"taxonomy_name","direction":"desc"}}""");
        Names(last).Should().Equal("t01", "t00");
        last.Body!["total_count"]!.GetValue<int>().Should().Be(12);
        last.Body["pagination"]!["total_pages"]!.GetValue<int>().Should().Be(3);
        last.Body["stats"]!["flat_taxonomies"]!.GetValue<int>().Should().Be(12);
    }

    [Theory]
    [InlineData("""{"search":"PROD"}""", new[] { "product_tags", "org" })]
    [InlineData("""{"search":"PROD","case_sensitive":true}""", new[] { "org" })]
    [InlineData("""{"search":"nothing"}""", new string[0])]
    [InlineData("", new[] { "product_tags", "org" })]
    public async Task List_searches_names_and_descriptions(string body, string[] names)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("product_tags"));
        await _session.SendAsync("POST", "/v1/taxonomies", """{"taxonomy_name":"org","description":"PRODuct owners","config":""" + Bodies.Hierarchical + "}");
        Names(await _session.SendAsync("POST", "/v1/taxonomies/list", body)).Should().BeEquivalentTo(names);
    }

    [Fact]
    public async Task List_sorts_by_any_path()
    {
        foreach (var (name, rank) in new[] { ("a", 10), ("b", 9), ("c", 100) })
        {
            await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create(name));
            await _session.SendAsync("PATCH", $"/v1/taxonomies/{name}", $$"""{"metadata":{"rank":{{rank}} } }""");
        }

        Names(await _session.SendAsync("POST", "/v1/taxonomies/list", """{"sort":{"field":"metadata.rank"}}""")).Should().Equal("b", "a", "c");
        Names(await _session.SendAsync("POST", "/v1/taxonomies/list", """{"sort":{"field":"no.such"}}""")).Should().HaveCount(3);
        Names(await _session.SendAsync("POST", "/v1/taxonomies/list")).Should().Equal(["c", "b", "a"], "the newest comes first");
    }

    [Theory]
    [InlineData("limit=0", "greater_than_equal query.limit")]
    [InlineData("limit=1001", "less_than_equal query.limit")]
    [InlineData("limit=ten", "int_parsing query.limit")]
    [InlineData("offset=-1", "greater_than_equal query.offset")]
    [InlineData("offset=10001", "less_than_equal query.offset")]
    [InlineData("include_total=maybe", "bool_parsing query.include_total")]
    public async Task List_checks_its_query(string query, string fault)
    {
        var reply = await _session.SendAsync("POST", $"/v1/taxonomies/list?{query}", "{}");
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Faults.Should().Equal(fault);
    }

    [Fact]
    public async Task Cursor_that_was_not_given_is_refused() =>
        (await _session.SendAsync("POST", "/v1/taxonomies/list?cursor=zzz", "{}")).Status.Should().Be(HttpStatusCode.BadRequest);

    private static IEnumerable<string> Names(EmulatorSession.Reply reply) =>
        reply.Body!["results"]!.AsArray().Select(taxonomy => taxonomy!["taxonomy_name"]!.GetValue<string>());
}
