using System.Net;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What an update changes, leaves and refuses.</summary>
public sealed class UpdateTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Patch_changes_what_it_names_and_replaces_metadata_whole()
    {
        await _session.SendAsync("POST", "/v1/taxonomies", """{"taxonomy_name":"tags","description":"d","config":""" + Bodies.Flat + "}");
        await _session.SendAsync("PATCH", "/v1/taxonomies/tags", """{"metadata":{"a":1,"b":2}}""");
        var patched = await _session.SendAsync("PATCH", "/v1/taxonomies/tags", """{"taxonomy_name":"labels","metadata":{"c":3},"unknown":1}""");
        patched.Status.Should().Be(HttpStatusCode.OK);
        patched.Body!["metadata"]!.ToJsonString().Should().Be("""{"c":3}""");
        patched.Text("description").Should().Be("d");
        patched.Body["version"]!.GetValue<int>().Should().Be(1);
        (await _session.SendAsync("GET", "/v1/taxonomies/tags")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("{}", HttpStatusCode.BadRequest, "No fields")]
    [InlineData("""{"unknown":1}""", HttpStatusCode.BadRequest, "No fields")]
    [InlineData("""{"config":{}}""", HttpStatusCode.BadRequest, "/clone")]
    [InlineData("""{"taxonomy_name":"x","version":2}""", HttpStatusCode.BadRequest, "'version'")]
    [InlineData("""{"taxonomy_name":"taken"}""", HttpStatusCode.Conflict, "already exists")]
    public async Task Patch_is_refused(string body, HttpStatusCode status, string message)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("taken"));
        var reply = await _session.SendAsync("PATCH", "/v1/taxonomies/tags", body);
        reply.Status.Should().Be(status);
        reply.ErrorMessage.Should().Contain(message);
        _session.Emulator.Store.Find("tags").Should().NotBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    public async Task Patch_without_a_body_is_422(string body)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        (await _session.SendAsync("PATCH", "/v1/taxonomies/tags", body)).Faults.Should().Equal("missing body");
    }

    [Theory]
    [InlineData("""{"taxonomy_name":7}""", "string_type body.taxonomy_name")]
    [InlineData("""{"metadata":[]}""", "dict_type body.metadata")]
    public async Task Patch_with_another_type_is_422(string body, string fault)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        (await _session.SendAsync("PATCH", "/v1/taxonomies/tags", body)).Faults.Should().Equal(fault);
    }

    [Theory]
    [InlineData("taxonomy_name")]
    [InlineData("description")]
    [InlineData("metadata")]
    public async Task Null_is_as_good_as_left_out(string member)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", """{"taxonomy_name":"tags","description":"d","config":""" + Bodies.Flat + "}");
        await _session.SendAsync("PATCH", "/v1/taxonomies/tags", """{"metadata":{"a":1}}""");
        var alone = await _session.SendAsync("PATCH", "/v1/taxonomies/tags", $$"""{"{{member}}":null}""");
        alone.Status.Should().Be(HttpStatusCode.BadRequest);
        alone.ErrorMessage.Should().Be("No fields provided to update");
        var other = member == "description" ? "\"metadata\":{\"a\":1}" : "\"description\":\"d\"";
        var patched = await _session.SendAsync("PATCH", "/v1/taxonomies/tags", $$"""{"{{member}}":null,{{other}} }""");
        patched.Text("taxonomy_name").Should().Be("tags");
        patched.Text("description").Should().Be("d");
        patched.Body!["metadata"]!.ToJsonString().Should().Be("""{"a":1}""");
    }

    [Theory]
    [InlineData("taxonomy_id")]
    [InlineData("version")]
    [InlineData("config")]
    [InlineData("ready")]
    [InlineData("created_at")]
    [InlineData("retriever_id")]
    [InlineData("input_mappings")]
    [InlineData("taxonomy_type")]
    [InlineData("source_collection")]
    [InlineData("enrichment_fields")]
    [InlineData("hierarchical_nodes")]
    [InlineData("step_analytics")]
    public async Task Immutable_member_is_refused_by_name(string member)
    {
        await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"));
        var reply = await _session.SendAsync("PATCH", "/v1/taxonomies/tags", $$"""{"description":"d","{{member}}":null}""");
        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.ErrorMessage.Should().Contain($"'{member}'").And.Contain("/clone");
        _session.Emulator.Store.Find("tags")!.Description.Should().BeNull();
    }

    [Fact]
    public async Task Empty_texts_are_kept_where_the_contract_has_no_minimum()
    {
        const string config = """{"taxonomy_type":"flat","retriever_id":"","input_mappings":[{"input_key":""}],"source_collection":{"collection_id":"","enrichment_fields":[{"field_path":"","target_field":""}]},"step_analytics":{"timestamp_field":"","sequence_id_field":""}}""";
        var created = await _session.SendAsync("POST", "/v1/taxonomies", $$"""{"taxonomy_name":"","description":"","config":{{config}} }""");
        created.Text("taxonomy_name").Should().BeEmpty();
        created.Text("description").Should().BeEmpty();
        foreach (var path in new[] { "retriever_id", "input_mappings[0].input_key", "source_collection.collection_id", "source_collection.enrichment_fields[0].field_path", "source_collection.enrichment_fields[0].target_field", "step_analytics.timestamp_field", "step_analytics.sequence_id_field" })
            created.At($"config.{path}").Should().Be("", path);

        var other = (await _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("tags"))).Text("taxonomy_id");
        (await _session.SendAsync("PATCH", $"/v1/taxonomies/{other}", """{"taxonomy_name":""}""")).Status.Should().Be(HttpStatusCode.Conflict);
        await _session.SendAsync("DELETE", $"/v1/taxonomies/{created.Text("taxonomy_id")}");
        (await _session.SendAsync("PATCH", $"/v1/taxonomies/{other}", """{"taxonomy_name":""}""")).Text("taxonomy_name").Should().BeEmpty();
        foreach (var version in (await _session.SendAsync("GET", $"/v1/taxonomies/{other}/versions")).Body!["results"]!.AsArray())
            version!["taxonomy_name"]!.GetValue<string>().Should().BeEmpty();
        (await _session.SendAsync("PATCH", $"/v1/taxonomies/{other}", """{"taxonomy_name":"named"}""")).Text("taxonomy_name").Should().Be("named");
    }
}
