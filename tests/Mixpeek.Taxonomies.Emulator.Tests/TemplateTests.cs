using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Templates have the documented defaults, and are listed as they are asked for.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"is_active":true}""")]
    public async Task Active_templates_are_listed_unless_others_are_asked_for(string? body)
    {
        Add("tmpl_on", template => template);
        Add("tmpl_off", template => template with { IsActive = false });
        (await ListAsync(body)).Should().Equal("tmpl_on");
        (await ListAsync("""{"is_active":false}""")).Should().Equal("tmpl_off");
    }

    [Fact]
    public async Task Template_has_the_documented_defaults()
    {
        var id = _session.Emulator.Store.Add("tags", new HierarchicalTaxonomyConfig()).TaxonomyId;
        var made = await _session.SendAsync("POST", $"/v1/templates/taxonomies/from-taxonomy/{id}", """{"template_name":"n"}""");
        made.Text("scope").Should().Be("organization");
        Add("tmpl_a", template => template);
        foreach (var template in new[] { made.Text("template_id"), "tmpl_a" })
        {
            var read = await _session.SendAsync("GET", $"/v1/templates/taxonomies/{template}");
            read.Text("template_type").Should().Be("taxonomy");
            read.Text("mode").Should().Be("config");
            read.Text("scope").Should().Be("organization");
            read.Text("internal_id").Should().NotBeEmpty();
            read.Text("name").Should().NotBeEmpty();
            read.Text("description").Should().NotBeEmpty();
            read.Body!["is_active"]!.GetValue<bool>().Should().BeTrue();
            read.Body["is_public"]!.GetValue<bool>().Should().BeFalse();
        }
    }

    [Theory]
    [InlineData("""{"filters":{"name":"A"}}""", "tmpl_a")]
    [InlineData("""{"filters":{"AND":[{"field":"category","operator":"in","value":["x"]}]}}""", "tmpl_b")]
    [InlineData("""{"filters":{"name":"none"}}""")]
    [InlineData("""{"sort":{"field":"name","direction":"desc"}}""", "tmpl_b", "tmpl_a")]
    [InlineData("""{"sort":{"direction":"asc","field":"name"}}""", "tmpl_a", "tmpl_b")]
    [InlineData("""{"sort":{"field":"category"}}""", "tmpl_a", "tmpl_b")]
    [InlineData("""{"sort":{"field":"category","direction":"desc"}}""", "tmpl_b", "tmpl_a")]
    [InlineData("""{"sort":null}""", "tmpl_a", "tmpl_b")]
    [InlineData("""{"search":"B","tags":["t"],"category":"x","scope":"organization"}""", "tmpl_b")]
    public async Task Templates_are_filtered_and_sorted(string body, params string[] templates)
    {
        Add("tmpl_a", template => template with { Name = "a" });
        Add("tmpl_b", template => template with { Name = "b", Category = "x", Tags = ["t", "u"] });
        (await ListAsync(body)).Should().Equal(templates);
    }

    [Theory]
    [InlineData("""{"filters":{"AND":[{"field":"name","operator":"like","value":1}]}}""", "enum body.filters.AND.0.operator")]
    [InlineData("""{"filters":[]}""", "dict_type body.filters")]
    [InlineData("""{"sort":{"field":"name","direction":1}}""", "string_type body.sort.direction")]
    [InlineData("""{"sort":"name"}""", "dict_type body.sort")]
    [InlineData("""{"is_active":null}""", "bool_type body.is_active")]
    public async Task What_can_not_be_filtered_or_sorted_is_refused(string body, string fault) =>
        (await _session.SendAsync("POST", "/v1/templates/taxonomies", body)).Faults.Should().Equal(fault);

    [Theory]
    [InlineData("""{"sort":{}}""")]
    [InlineData("""{"sort":{"name":"asc"}}""")]
    [InlineData("""{"sort":{"field":"","direction":"asc"}}""")]
    [InlineData("""{"sort":{"field":"name","direction":"up"}}""")]
    public async Task Sort_that_the_contract_allows_but_does_not_document_is_400(string body)
    {
        var reply = await _session.SendAsync("POST", "/v1/templates/taxonomies", body);
        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.ErrorMessage.Should().Contain("'field'").And.Contain("'direction'");
    }

    [Fact]
    public async Task Names_of_templates_need_not_be_unique()
    {
        var id = _session.Emulator.Store.Add("tags", new HierarchicalTaxonomyConfig()).TaxonomyId;
        var replies = new List<EmulatorSession.Reply>();
        for (var i = 0; i < 2; i++)
            replies.Add(await _session.SendAsync("POST", $"/v1/templates/taxonomies/from-taxonomy/{id}", """{"template_name":"n"}"""));
        replies.Should().OnlyContain(reply => reply.Status == HttpStatusCode.Created);
        replies.Select(reply => reply.Text("template_id")).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Name_that_is_taken_when_a_template_is_instantiated_is_409()
    {
        _session.Emulator.Store.Add("tags", new HierarchicalTaxonomyConfig());
        Add("tmpl_a", template => template);
        var reply = await _session.SendAsync("POST", "/v1/templates/taxonomies/tmpl_a/instantiate", """{"taxonomy_name":"tags","collection_config":{}}""");
        reply.Status.Should().Be(HttpStatusCode.Conflict);
        reply.ErrorType.Should().Be("AlreadyExistsError");
    }

    [Theory]
    [InlineData("")]
    [InlineData("products")]
    [InlineData("tmpl_")]
    [InlineData("tmpl_Products")]
    [InlineData("tmpl_taken")]
    public void Template_id_that_the_contract_does_not_have_or_that_is_taken_is_refused(string id)
    {
        Add("tmpl_taken", template => template);
        FluentActions.Invoking(() => Add(id, template => template)).Should().Throw<ArgumentException>().WithMessage($"*'{id}'*");
    }

    private void Add(string id, Func<TaxonomyTemplate, TaxonomyTemplate> change) => _session.Emulator.Store.Templates.Add(
        change(new TaxonomyTemplate { TemplateId = id, Configuration = new JsonObject { ["taxonomy_type"] = "hierarchical" } }));

    private async Task<IEnumerable<string>> ListAsync(string? body) =>
        (await _session.SendAsync("POST", "/v1/templates/taxonomies", body)).Body!["results"]!.AsArray().Select(template => template!["template_id"]!.GetValue<string>());
}
