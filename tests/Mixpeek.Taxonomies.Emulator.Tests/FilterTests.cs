using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Filters match what they say, and are refused where they say nothing.</summary>
public sealed class FilterTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("""{"AND":{}}""", "list_type AND")]
    [InlineData("""{"AND":[7]}""", "model_attributes_type AND.0")]
    [InlineData("""{"NOT":[{"OR":[{"field":"a","value":1,"operator":"equals"}]}]}""", "enum NOT.0.OR.0.operator")]
    [InlineData("""{"AND":[{"field":"a"}]}""", "missing AND.0.value")]
    [InlineData("""{"AND":[{"operator":"eq","value":1}]}""", "missing AND.0.field")]
    [InlineData("""{"AND":[{"field":"a","operator":null,"value":1}]}""", "enum AND.0.operator")]
    [InlineData("""{"AND":[{"field":"a","operator":"in","value":"x"}]}""", "list_type AND.0.value")]
    [InlineData("""{"AND":[{"field":"a","operator":"regex","value":"["}]}""", "value_error AND.0.value")]
    [InlineData("""{"AND":[{"field":"a","operator":"regex","value":7}]}""", "string_type AND.0.value")]
    [InlineData("""{"case_sensitive":"yes"}""", "bool_type case_sensitive")]
    public async Task Filter_that_says_nothing_is_refused_everywhere(string filter, string fault)
    {
        _session.Emulator.Store.Add("t", new HierarchicalTaxonomyConfig());
        foreach (var (path, member) in new[] { ("/v1/taxonomies/list", "filters"), ("/v1/templates/taxonomies", "filters"), ("/v1/taxonomies/execute/t", "scroll_filters") })
        {
            var reply = await _session.SendAsync("POST", path, $$"""{"{{member}}":{{filter}} }""");
            reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity, path);
            reply.Faults.Should().Equal(fault.Replace(" ", $" body.{member}.", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("""{"AND":[{"field":"taxonomy_name","operator":"regex","value":"^A.$"}]}""", "a1", "a2")]
    [InlineData("""{"case_sensitive":true,"AND":[{"field":"taxonomy_name","operator":"regex","value":"^A.$"}]}""")]
    [InlineData("""{"AND":null,"OR":null,"NOT":null}""", "a1", "a2", "b")]
    [InlineData("""{"metadata.rank":2.0}""", "a2")]
    [InlineData("""{"OR":[{"field":"metadata.rank","operator":"gt","value":2},{"taxonomy_name":"A1"}]}""", "a1", "b")]
    [InlineData("""{"AND":[{"field":"metadata.rank","operator":"in","value":[1,3]}],"NOT":[{"taxonomy_name":"b"}]}""", "a1")]
    [InlineData("""{"AND":[{"field":"taxonomy_name","value":{"type":"dynamic","field":"metadata.same"}}]}""", "b")]
    [InlineData("""{"field":"taxonomy_name","value":"b"}""")]
    public async Task Filter_matches(string filter, params string[] names)
    {
        _session.Emulator.Store.Add("a1", new HierarchicalTaxonomyConfig(), metadata: new JsonObject { ["rank"] = 1 });
        _session.Emulator.Store.Add("a2", new HierarchicalTaxonomyConfig(), metadata: new JsonObject { ["rank"] = 2 });
        _session.Emulator.Store.Add("b", new HierarchicalTaxonomyConfig(), metadata: new JsonObject { ["rank"] = 3, ["same"] = "b" });
        var reply = await _session.SendAsync("POST", "/v1/taxonomies/list", $$"""{"filters":{{filter}},"sort":{"field":"taxonomy_name"} }""");
        reply.Body!["results"]!.AsArray().Select(taxonomy => taxonomy!["taxonomy_name"]!.GetValue<string>()).Should().Equal(names);
    }

    [Theory]
    [InlineData("""{"AND":[{"field":"a","operator":"regex","value":"(a)\\1"}]}""", "regular expressions that look around or back", "AND.0.value")]
    [InlineData("""{"AND":[{"field":"a","operator":"regex","value":"(?=a)a"}]}""", "regular expressions that look around or back", "AND.0.value")]
    [InlineData("""{"metadata.rank":{"$gte":2}}""", "'$gte' in a filter: it takes lists under AND, OR and NOT of conditions with a field, an operator and a value", "metadata.rank")]
    [InlineData("""{"OR":[{"metadata.rank":{"$in":[2]}}]}""", "'$in' in a filter", "OR.0.metadata.rank")]
    [InlineData("""{"$and":[{"taxonomy_name":"a"}]}""", "'$and' in a filter", "$and")]
    public async Task Filter_that_the_contract_allows_and_the_emulator_does_not_support_is_400_everywhere(string filter, string what, string place)
    {
        _session.Emulator.Store.Add("t", new HierarchicalTaxonomyConfig());
        foreach (var (path, member) in new[] { ("/v1/taxonomies/list", "filters"), ("/v1/templates/taxonomies", "filters"), ("/v1/taxonomies/execute/t", "scroll_filters") })
            (await _session.SendAsync("POST", path, $$"""{"{{member}}":{{filter}} }""")).ShouldBeUnsupported(what, $"body.{member}.{place}");
    }

    [Fact]
    public async Task Regular_expression_that_is_too_long_is_400()
    {
        var reply = await _session.SendAsync("POST", "/v1/taxonomies/list", $$"""{"filters":{"AND":[{"field":"a","operator":"regex","value":"{{new string('a', 1001)}}"}]} }""");
        reply.ShouldBeUnsupported("regular expressions of more than 1000 characters", "body.filters.AND.0.value");
    }

    [Theory]
    [InlineData("transitions", """{"amount":{"$gte":5}}""", "'$gte' in a filter of analytics: a filter is a covariate and the value that it has to equal", "filters.amount")]
    [InlineData("paths", """{"amount":{"$gte":5}}""", "'$gte' in a filter of analytics", "filters.amount")]
    [InlineData("paths", """{"$or":[{"amount":5}]}""", "'$or' in a filter of analytics", "filters.$or")]
    [InlineData("paths", """{"amount":["v"]}""", "a list or an object in a filter of analytics", "filters.amount")]
    [InlineData("paths", """{"amount":{"gte":5}}""", "a list or an object in a filter of analytics", "filters.amount")]
    public async Task Filter_of_analytics_that_is_no_single_value_is_400(string analysis, string filters, string what, string place)
    {
        var reply = await _session.SendAsync("POST", $"/v1/taxonomies/t/analytics/{analysis}", $$"""{"collection_id":"c","taxonomy_id":"t","from_step":"a","to_step":"b","filters":{{filters}} }""");
        reply.ShouldBeUnsupported(what, $"body.{place}");
    }
}
