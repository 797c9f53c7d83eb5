using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator.Tool;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What a seed fills, and which seeds are refused.</summary>
public sealed class SeedTests
{
    internal const string Seed = """
        {
          "taxonomies": [{"taxonomy_id":"tax_1","taxonomy_name":"tags","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"col_1"}}}],
          "collections": {"col_1": [{"name":"a"},{"name":"b"}]},
          "applications": [{"collection":"col_1","taxonomy_id":"tax_1"}],
          "templates": [{"template_id":"tmpl_1","template_type":"taxonomy"}],
          "assignments": [{"taxonomy_id":"tax_1","collection_id":"col_1","sequence_id":"s","label":"l","at":"2026-01-05T09:00:00","confidence":0.5,"latency_ms":3,"succeeded":false,"covariates":{"c":"v"}}]
        }
        """;

    [Fact]
    public async Task Seed_fills_the_store()
    {
        await using var session = await EmulatorSession.StartAsync();
        session.Emulator.Store.Load(Seed);
        session.Emulator.Store.Find("tax_1")!.TaxonomyName.Should().Be("tags");
        session.Emulator.Store.Templates.All.Should().ContainSingle();
        var applied = await session.SendAsync("POST", "/v1/collections/col_1/apply-taxonomy", """{"taxonomy_id":"tax_1"}""");
        applied.Body!["estimated_documents"]!.GetValue<int>().Should().Be(2);
        var steps = await session.SendAsync("GET", "/v1/taxonomies/tax_1/analytics/available-steps?collection_id=col_1");
        steps.Body!["steps"]![0]!["first_seen"]!.GetValue<string>().Should().Be("2026-01-05T09:00:00.000000Z");
    }

    [Fact]
    public async Task Seeded_taxonomy_is_kept_as_it_is()
    {
        const string taxonomy = """{"taxonomy_id":"tax_1","version":7,"taxonomy_name":"tags","description":"d","retriever_id":"ret_1","config":{"taxonomy_type":"hierarchical","inference_strategy":"llm"},"ready":false,"created_at":"2025-10-13T13:58:06.664000Z","metadata":{"owner":"search"}}""";
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { PollsUntilReady = 1 });
        session.Emulator.Store.Load($$"""{"taxonomies":[{{taxonomy}}]}""");
        var read = (await session.SendAsync("GET", "/v1/taxonomies/tags")).Body!;
        foreach (var (name, value) in JsonNode.Parse(taxonomy)!.AsObject().Where(member => member.Key != "config"))
            read[name]!.ToJsonString().Should().Be(value!.ToJsonString(), name);
        read["config"]!["inference_strategy"]!.GetValue<string>().Should().Be("llm");
        (await session.SendAsync("GET", "/v1/taxonomies/tags?version=7")).Status.Should().Be(HttpStatusCode.OK);
        (await session.SendAsync("GET", "/v1/taxonomies/tags?version=1")).Status.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Seed_of_the_readme_is_listed()
    {
        await using var session = await EmulatorSession.StartAsync();
        var readme = await Embedded.ReadAsync("README.md");
        session.Emulator.Store.Load(readme.Split("```json")[1].Split("```")[0]);
        (await session.SendAsync("POST", "/v1/taxonomies/list")).Body!["results"]!.AsArray().Should().ContainSingle();
        (await session.SendAsync("POST", "/v1/templates/taxonomies")).Body!["results"]![0]!["template_id"]!.GetValue<string>().Should().Be("tmpl_1");
        (await session.SendAsync("POST", "/v1/collections/col_1/apply-taxonomy", """{"taxonomy_id":"tax_1"}""")).Status.Should().Be(HttpStatusCode.OK);
        (await session.SendAsync("GET", "/v1/taxonomies/tax_1/analytics/available-steps?collection_id=col_1")).Body!["total_events"]!.GetValue<int>().Should().Be(1);
    }

    [Fact]
    public async Task Metadata_is_added_with_a_taxonomy()
    {
        await using var session = await EmulatorSession.StartAsync();
        var metadata = new JsonObject { ["owner"] = "search" };
        session.Emulator.Store.Add("tags", new HierarchicalTaxonomyConfig(), metadata: metadata);
        metadata["owner"] = "changed later";
        (await session.SendAsync("GET", "/v1/taxonomies/tags")).At("metadata.owner").Should().Be("search");
    }

    [Theory]
    [InlineData("{", "no JSON")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n"}]}""", "seed.taxonomies.0.config: ")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n","config":{"taxonomy_type":"flat"}}]}""", "seed.taxonomies.0.config.flat.retriever_id: ")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"col_a","parent_collection_id":"col_a"}]}}]}""", "cycle")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical"},"namespace_id":"ns"}]}""", "seed.taxonomies.0.namespace_id: 'namespace_id' is not kept")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical"},"version":0}]}""", "seed.taxonomies.0.version: ")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical"},"created_at":"soon"}]}""", "seed.taxonomies.0.created_at: ")]
    [InlineData("""{"collections":{"c":[7]}}""", "seed.collections.c.0: ")]
    [InlineData("""{"templates":[{"template_id":"tmpl_1","tagged":[]}]}""", "seed.templates.0.tagged: ")]
    [InlineData("""{"assignments":[{"taxonomy_id":"t","collection_id":"c","sequence_id":"s","label":"l","at":"2026-01-05","confidence":"high"}]}""", "seed.assignments.0.confidence: ")]
    [InlineData("""{"assignments":[{"taxonomy_id":"t","collection_id":"c","sequence_id":"s","label":"l","at":"2026-01-05","confidence":1.1}]}""", "seed.assignments.0.confidence: ")]
    [InlineData("""{"templates":[{"template_id":"Products"}]}""", "seed.templates.0.template_id: String should match pattern '^tmpl_[a-z0-9_]+$'")]
    [InlineData("""{"collections":{"col_1":[{"a":1}],"col_2":[],"col_1":[{"a":2}]}}""", "seed.collections.col_1: the name 'col_1' is used twice")]
    [InlineData("""{"taxonomies":[],"templates":[],"taxonomies":[]}""", "seed.taxonomies: the name 'taxonomies' is used twice")]
    [InlineData("[]", "no JSON object")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical"},"metadata":{"a":1,"a":2}}]}""", "seed.taxonomies.0.metadata.a: the name 'a' is used twice")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"\ud83d","config":{"taxonomy_type":"hierarchical"}}]}""", "seed.taxonomies.0.taxonomy_name: ")]
    [InlineData("""{"taxonomy":[]}""", "'taxonomy'")]
    [InlineData("""{"taxonomies":[7]}""", "seed.taxonomies.0: ")]
    [InlineData("""{"applications":[{}]}""", "seed.applications.0.collection: ")]
    [InlineData("""{"assignments":[{"taxonomy_id":"t","collection_id":"c","sequence_id":"s","label":"l","at":"soon"}]}""", "seed.assignments.0.at: ")]
    public async Task Seed_that_is_wrong_says_where(string json, string message)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        FluentActions.Invoking(() => emulator.Store.Load(json)).Should().Throw<FormatException>().WithMessage($"*{message}*");
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_in_the_text_of_a_seed_is_refused()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        FluentActions.Invoking(() => emulator.Store.Load("{\"taxonomies\":[{\"taxonomy_name\":\"\uD83D\"}]}")).Should().Throw<FormatException>()
            .WithMessage("The seed holds half of a surrogate pair at character 34.");
    }

    [Fact]
    public async Task Seed_file_is_decoded_strictly()
    {
        var file = Path.GetTempFileName();
        try
        {
            await using var emulator = await TaxonomyEmulator.StartAsync();
            var text = Seed.Replace("tags", "für", StringComparison.Ordinal);
            await File.WriteAllTextAsync(file, text, Encoding.Latin1);
            (await FluentActions.Awaiting(() => emulator.Store.LoadAsync(file)).Should().ThrowAsync<TaxonomySerializationException>())
                .Which.Message.Should().StartWith($"{file}, line 2, column 59: has the byte 0xFC, ");
            await using var errors = new StringWriter();
            (await EmulatorCommand.InvokeAsync(["--seed", file], TextWriter.Null, errors)).Should().Be(1);
            errors.ToString().Should().StartWith($"{file}, line 2, column 59: ");
            await File.WriteAllTextAsync(file, "{}{}");
            (await FluentActions.Awaiting(() => emulator.Store.LoadAsync(file)).Should().ThrowAsync<FormatException>()).WithMessage($"{file}: The seed is no JSON*");
            emulator.Store.Taxonomies.Should().BeEmpty();
            await File.WriteAllTextAsync(file, text, Encoding.Unicode);
            await emulator.Store.LoadAsync(file);
            emulator.Store.Find("tax_1")!.TaxonomyName.Should().Be("für");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"a",C},{"taxonomy_name":"x",C},{"taxonomy_name":"X",C},{"taxonomy_name":"x",C}]}""", "taxonomies[1] and taxonomies[3] both have the name 'x'.")]
    [InlineData("""{"taxonomies":[{"taxonomy_id":"tax_1","taxonomy_name":"a",C},{"taxonomy_id":"tax_1","taxonomy_name":"b",C}]}""", "taxonomies[0] and taxonomies[1] both have the ID 'tax_1'.")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"a",C},{"taxonomy_name":"held",C}]}""", "taxonomies[1] has the name 'held', which is taken in the store.")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"a",C},{"taxonomy_id":"tax_held","taxonomy_name":"b",C}]}""", "taxonomies[1] has the ID 'tax_held', which is taken in the store.")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"a",C}],"templates":[{"template_id":"tmpl_1"},{"template_id":"tmpl_2"},{"template_id":"tmpl_1"}]}""", "templates[0] and templates[2] both have the ID 'tmpl_1'.")]
    [InlineData("""{"taxonomies":[{"taxonomy_name":"a",C}],"templates":[{"template_id":"tmpl_held"}]}""", "templates[0] has the ID 'tmpl_held', which is taken in the store.")]
    public async Task Seed_with_a_name_or_an_id_that_is_taken_says_where_and_adds_nothing(string json, string message)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("held", new HierarchicalTaxonomyConfig(), id: "tax_held");
        emulator.Store.Templates.Add(new TaxonomyTemplate { TemplateId = "tmpl_held", Configuration = [] });
        var seed = json.Replace(",C}", ""","config":{"taxonomy_type":"hierarchical"}}""", StringComparison.Ordinal);
        FluentActions.Invoking(() => emulator.Store.Load(seed)).Should().Throw<ArgumentException>().WithMessage(message);
        emulator.Store.Taxonomies.Should().ContainSingle();
        emulator.Store.Templates.All.Should().ContainSingle();
    }

    [Fact]
    public async Task Seed_may_name_a_taxonomy_like_the_id_of_another()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Load("""{"taxonomies":[{"taxonomy_id":"tax_1","taxonomy_name":"tax_2","config":{"taxonomy_type":"hierarchical"}},{"taxonomy_id":"tax_2","taxonomy_name":"tax_1","config":{"taxonomy_type":"hierarchical"}}]}""");
        emulator.Store.Find("tax_1")!.TaxonomyName.Should().Be("tax_2");
        emulator.Store.Find("tax_2")!.TaxonomyName.Should().Be("tax_1");
    }
}
