using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>No request hangs the emulator, fills its memory, or reaches what it does not name.</summary>
public sealed class RobustnessTests
{
    private const string Cycle = """[{"collection_id":"col_a","parent_collection_id":"col_a"}]""";
    private const string Twice = """[{"collection_id":"col_a"},{"collection_id":"col_a"}]""";

    [Theory]
    [InlineData(Cycle, "hierarchical_nodes: node 'col_a' is part of a cycle")]
    [InlineData(Twice, "hierarchical_nodes: node 'col_a' is defined more than once")]
    public async Task Execution_of_a_hierarchy_that_is_no_tree_is_refused(string nodes, string message)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Collections.Add("col_a", new JsonObject { ["p"] = "x" });
        await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("t"));
        var taxonomy = $$"""{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","path":"p"}],"hierarchical_nodes":{{nodes}} } }""";
        var reply = await session.SendAsync("POST", "/v1/taxonomies/execute/t", $$"""{"taxonomy":{{taxonomy}},"source_documents":[{"p":"x"}]}""");
        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.ErrorMessage.Should().Be(message);
    }

    [Fact]
    public async Task Template_whose_nodes_are_put_on_one_collection_is_refused()
    {
        await using var session = await EmulatorSession.StartAsync();
        var id = (await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("t", Bodies.Hierarchical))).Text("taxonomy_id");
        var template = (await session.SendAsync("POST", $"/v1/templates/taxonomies/from-taxonomy/{id}", """{"template_name":"n"}""")).Text("template_id");
        var reply = await session.SendAsync("POST", $"/v1/templates/taxonomies/{template}/instantiate", """{"taxonomy_name":"n","collection_config":{"col_a":"col_x","col_b":"col_x"}}""");
        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.ErrorMessage.Should().Contain("node 'col_x' is defined more than once");
        (await session.SendAsync("POST", $"/v1/templates/taxonomies/{template}/instantiate", """{"taxonomy_name":"n","collection_config":{"col_a":"products"}}"""))
            .ErrorMessage.Should().Contain("config.hierarchical.hierarchical_nodes.0.collection_id: String should match pattern");
    }

    [Fact]
    public async Task Chain_of_many_nodes_is_checked_in_linear_time()
    {
        await using var session = await EmulatorSession.StartAsync();
        var nodes = Enumerable.Range(1, 40_000).Select(i => $$"""{"collection_id":"col_{{i}}","parent_collection_id":"col_{{i - 1}}"}""").Prepend("""{"collection_id":"col_0"}""");
        var start = Stopwatch.GetTimestamp();
        var reply = await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("t", $$"""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{{string.Join(',', nodes.Reverse())}}]}"""));
        reply.Status.Should().Be(HttpStatusCode.OK);
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(4), "a walk from each node to the root takes 800 million steps");
    }

    [Theory]
    [InlineData("/v1/taxonomies/list", """{"filters":{"AND":[{"field":null,"value":1}]}}""", "string_type body.filters.AND.0.field")]
    [InlineData("/v1/taxonomies/list", """{"sort":{"field":[]}}""", "string_type body.sort.field")]
    [InlineData("/v1/templates/taxonomies", """{"sort":{"field":[]}}""", "string_type body.sort.field")]
    [InlineData("/v1/taxonomies", """{"taxonomy_name":"\ud800","description":"\udc00\ud800"}""", "string_unicode body.taxonomy_name", "string_unicode body.description")]
    [InlineData("/v1/taxonomies/list", """{"filters":{"\ud800":1}}""", "string_unicode body.filters")]
    public async Task Fault_is_named(string path, string body, params string[] faults)
    {
        await using var session = await EmulatorSession.StartAsync();
        var reply = await session.SendAsync("POST", path, body);
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Faults.Should().Equal(faults);
    }

    [Fact]
    public async Task Metrics_without_a_start_begin_with_the_first_time_where_there_are_not_so_many_hours()
    {
        await using var session = await EmulatorSession.StartAsync();
        var id = session.Emulator.Store.Add("t", new HierarchicalTaxonomyConfig()).TaxonomyId;
        var reply = await session.SendAsync("GET", $"/v1/analytics/taxonomies/{id}/assignments?end_date=0001-01-03");
        reply.At("time_range.start").Should().Be("0001-01-01T00:00:00.000000Z");
        reply.At("time_range.end").Should().Be("0001-01-03T00:00:00.000000Z");
    }

    [Fact]
    public async Task Body_that_is_nested_deeper_than_an_answer_may_be_is_refused()
    {
        await using var session = await EmulatorSession.StartAsync();
        await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("t"));
        (await PatchAsync(depth: 46)).Status.Should().Be(HttpStatusCode.OK);
        (await session.SendAsync("POST", "/v1/taxonomies/list", """{"sort":{"field":"taxonomy_name"}}""")).Status.Should().Be(HttpStatusCode.OK);
        (await PatchAsync(depth: 47)).ShouldBeUnsupported("JSON that is nested more than 48 deep", $"body.metadata{string.Concat(Enumerable.Repeat(".a", 47))}");
        (await PatchAsync(depth: 200_000)).Status.Should().Be(HttpStatusCode.BadRequest);

        Task<EmulatorSession.Reply> PatchAsync(int depth)
        {
            var nested = string.Concat(Enumerable.Repeat("""{"a":""", depth)) + "{}" + new string('}', depth);
            return session.SendAsync("PATCH", "/v1/taxonomies/t", $$"""{"metadata":{{nested}} }""");
        }
    }

    [Fact]
    public async Task Target_field_that_is_nested_deeper_than_an_answer_may_be_is_refused()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Collections.Add("col_1", new JsonObject { ["p"] = "x" });
        (await ExecuteAsync(names: 16)).Body!["results"]!.AsArray().Should().ContainSingle();
        var reply = await ExecuteAsync(names: 100_000);
        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.ErrorMessage.Should().Be("enrichment_fields: a target has more than 16 names");

        async Task<EmulatorSession.Reply> ExecuteAsync(int names)
        {
            var target = string.Join('.', Enumerable.Repeat("a", names));
            var config = Bodies.Flat.Replace("\"collection_id\":\"col_1\"", $$"""
                "collection_id":"col_1","enrichment_fields":[{"field_path":"p","target_field":"{{target}}","merge_mode":"append"}]
                """, StringComparison.Ordinal);
            await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create($"t{names}", config));
            return await session.SendAsync("POST", $"/v1/taxonomies/execute/t{names}", """{"source_documents":[{"p":"x"}]}""");
        }
    }

    [Fact]
    public async Task Regular_expression_takes_linear_time()
    {
        await using var session = await EmulatorSession.StartAsync();
        for (var i = 0; i < 20; i++)
            session.Emulator.Store.Add(new string('a', 40) + i, new HierarchicalTaxonomyConfig());
        var start = Stopwatch.GetTimestamp();
        var reply = await session.SendAsync("POST", "/v1/taxonomies/list", """{"filters":{"AND":[{"field":"taxonomy_name","operator":"regex","value":"^(a+)+$"}]}}""");
        reply.Body!["results"]!.AsArray().Should().BeEmpty();
        Stopwatch.GetElapsedTime(start).Should().BeLessThan(TimeSpan.FromSeconds(5), "backtracking takes a second for each name");
    }

    [Fact]
    public async Task Request_that_takes_too_much_work_is_408()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { MaxWork = TimeSpan.FromMilliseconds(50) });
        var body = AddWork(session.Emulator);
        var reply = await session.SendAsync("POST", "/v1/taxonomies/execute/t", body);
        reply.Status.Should().Be(HttpStatusCode.RequestTimeout);
        reply.ErrorType.Should().Be("TimeoutError");
    }

    [Fact]
    public async Task Filter_whose_check_takes_too_much_work_is_408()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { MaxWork = TimeSpan.FromMilliseconds(50) });
        var pattern = string.Concat(Enumerable.Repeat("(a*)*", 200));
        var conditions = Enumerable.Repeat($$"""{"field":"a","operator":"regex","value":"{{pattern}}"}""", 3500);
        var reply = await session.SendAsync("POST", "/v1/taxonomies/list", $$"""{"filters":{"AND":[{{string.Join(',', conditions)}}] } }""");
        reply.Status.Should().Be(HttpStatusCode.RequestTimeout);
    }

    [Fact]
    public async Task Faults_of_a_long_list_are_not_all_told()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Add("t", new HierarchicalTaxonomyConfig());
        var reply = await session.SendAsync("POST", "/v1/taxonomies/execute/t", $$"""{"source_documents":[{{string.Join(',', Enumerable.Repeat('1', 1_000_000))}}]}""");
        reply.Faults.Should().HaveCount(BodyValidator.MaxFaults);
    }

    [Fact]
    public async Task Request_ends_with_its_client()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        using var client = new CancellationTokenSource();
        var context = new DefaultHttpContext { RequestAborted = client.Token };
        context.Request.Method = "POST";
        context.Request.Path = "/v1/taxonomies/execute/t";
        context.Request.Headers.Authorization = $"Bearer {emulator.ApiKey}";
        context.Request.Headers["X-Namespace"] = emulator.Namespace;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(AddWork(emulator)));
        var options = new TaxonomyEmulatorOptions { MaxWork = TimeSpan.FromHours(1) };
        var pipeline = new EmulatorPipeline(emulator, options, new RequestWindow(1, TimeProvider.System));
        var answering = Task.Run(() => pipeline.AnswerAsync(context));
        await emulator.Requests.WaitForAsync(1);
        await client.CancelAsync();
        await answering.WaitAsync(TimeSpan.FromSeconds(5));
        context.Response.Headers.Should().BeEmpty("nobody is there to be answered");
    }

    [Theory]
    [InlineData("/v1/taxonomies/h/../nothere")]
    [InlineData("/v1/taxonomies/nothere/../h")]
    [InlineData("/v1/./taxonomies/h")]
    [InlineData("/v1/taxonomies/%2e%2e/taxonomies/h")]
    [InlineData("/v1/taxonomies/h/%2E")]
    [InlineData("//v1/taxonomies/h")]
    [InlineData("/v1/taxonomies/h/")]
    [InlineData("/V1/taxonomies/h")]
    [InlineData("/v1/Taxonomies/h")]
    public async Task Target_is_not_resolved(string target)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Add("h", new HierarchicalTaxonomyConfig());
        session.Emulator.Store.Add("nothere", new HierarchicalTaxonomyConfig());
        var reply = await session.SendAsync("DELETE", target);
        reply.Status.Should().Be(HttpStatusCode.NotFound);
        reply.ErrorType.Should().Be("NotFoundError");
        session.Emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Fact]
    public async Task Absolute_target_is_not_resolved()
    {
        await using var session = await EmulatorSession.StartAsync();
        foreach (var name in new[] { "h", "v1", "taxonomies" })
            session.Emulator.Store.Add(name, new HierarchicalTaxonomyConfig());
        using var socket = new TcpClient();
        await socket.ConnectAsync(session.Emulator.BaseAddress.Host, session.Emulator.BaseAddress.Port);
        var authority = session.Emulator.BaseAddress.Authority;
        var request = $"DELETE http://{authority}/v1/taxonomies/h HTTP/1.1\r\nHost: {authority}\r\nAuthorization: Bearer {session.Emulator.ApiKey}\r\nX-Namespace: {session.Emulator.Namespace}\r\nConnection: close\r\n\r\n";
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        (await reader.ReadToEndAsync()).Should().StartWith("HTTP/1.1 404");
        session.Emulator.Store.Taxonomies.Should().HaveCount(3);
    }

    [Fact]
    public async Task Taxonomy_named_like_a_part_of_a_route_is_reached()
    {
        await using var session = await EmulatorSession.StartAsync();
        foreach (var name in new[] { "execute", "clone", "list", "a/b" })
            session.Emulator.Store.Add(name, new HierarchicalTaxonomyConfig());
        (await session.SendAsync("POST", "/v1/taxonomies/execute/clone", """{"taxonomy_name":"copy"}""")).Status.Should().Be(HttpStatusCode.Created);
        session.Emulator.Requests[^1].Operation.Should().Be(TaxonomyOperations.Clone);
        (await session.SendAsync("GET", "/v1/taxonomies/list")).Text("taxonomy_name").Should().Be("list");
        (await session.SendAsync("GET", "/v1/taxonomies/a%2Fb")).Text("taxonomy_name").Should().Be("a/b");
    }

    public static TheoryData<JsonArray> Vectors => [new JsonArray(1, 0), new JsonArray(1L, 0L), new JsonArray(1f, 0f), new JsonArray(1d, 0d), new JsonArray(1m, 0m)];

    [Theory]
    [MemberData(nameof(Vectors), DisableDiscoveryEnumeration = true)]
    public async Task Vectors_of_code_are_compared_whatever_type_their_numbers_have(JsonArray vector)
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Collections.Add("col_1", new JsonObject { ["v"] = vector.DeepClone(), ["label"] = "same" }, new JsonObject { ["v"] = new JsonArray(0, 1), ["label"] = "other" });
        session.Emulator.Store.Add("t", new FlatTaxonomyConfig
        {
            RetrieverId = "r",
            InputMappings = [InputMapping.Vector("k", "v")],
            SourceCollection = new SourceCollection { CollectionId = "col_1", EnrichmentFields = [new EnrichmentField { FieldPath = "label" }] },
        });
        var reply = await session.SendAsync("POST", "/v1/taxonomies/execute/t", """{"source_documents":[{"v":[1,0]}]}""");
        reply.Status.Should().Be(HttpStatusCode.OK);
        reply.Body!["results"]!.ToJsonString().Should().Contain("same").And.NotContain("other");
    }

    /// <summary>Gives an emulator work for a minute, and returns the body of the execution that asks for it.</summary>
    private static string AddWork(TaxonomyEmulator emulator)
    {
        var text = string.Join(' ', Enumerable.Range(0, 4000));
        var references = Enumerable.Range(0, 20_000).Select(_ => new JsonObject { ["p"] = text }).ToArray();
        emulator.Store.Collections.Add("col_1", references);
        emulator.Store.Add("t", new FlatTaxonomyConfig
        {
            RetrieverId = "r",
            InputMappings = [InputMapping.Payload("k", "p")],
            SourceCollection = new SourceCollection { CollectionId = "col_1" },
        });
        var documents = Enumerable.Repeat($$"""{"p":"{{text}}"}""", 5);
        return $$"""{"source_documents":[{{string.Join(',', documents)}}]}""";
    }
}
