using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The operations end to end, over real sockets.</summary>
[Trait("Category", "Smoke")]
public sealed class TaxonomyClientTests : EmulatedServiceTests
{
    [Fact]
    public async Task Clone_with_a_changed_config_then_update_its_metadata()
    {
        var source = await Client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "product_tags", Description = "Tags", Config = Sample.FlatConfig });
        var changed = Sample.FlatConfig with { RetrieverId = "ret_clip_v2" };

        var cloned = await Client.CloneAsync("product_tags", new CloneTaxonomyRequest { TaxonomyName = "product_tags_v2", Config = changed });
        cloned.SourceTaxonomyId.Should().Be(source.TaxonomyId);
        cloned.Taxonomy.TaxonomyId.Should().MatchRegex("^tax_[0-9a-f]{12}$").And.NotBe(source.TaxonomyId);
        cloned.Taxonomy.Description.Should().Be("Tags", "what is left out is copied");
        cloned.Taxonomy.Config.Should().BeOfType<FlatTaxonomyConfig>().Which.RetrieverId.Should().Be("ret_clip_v2");

        var updated = await Client.UpdateAsync(cloned.Taxonomy.TaxonomyId, new UpdateTaxonomyRequest
        {
            TaxonomyName = "product_tags_v3",
            Description = null,
            Metadata = new JsonObject { ["owner"] = "search" },
        });
        updated.TaxonomyName.Should().Be("product_tags_v3");
        updated.Description.Should().Be("Tags", "the emulator takes null for left out");
        updated.Version.Should().Be(1);

        var read = await Client.GetAsync("product_tags_v3");
        read.TaxonomyId.Should().Be(cloned.Taxonomy.TaxonomyId);
        read.Metadata["owner"]!.GetValue<string>().Should().Be("search");
        (await Client.GetAsync("product_tags")).Config.Should().BeEquivalentTo(source.Config, "the source stays as it is");
    }

    [Fact]
    public async Task Requests_are_those_of_the_contract()
    {
        await Client.CreateAsync(Sample.CreateRequest);
        await Client.CloneAsync("product_tags", Sample.CloneRequest);
        await Client.UpdateAsync("product_tags_v2", new UpdateTaxonomyRequest { Metadata = new JsonObject() });
        await Client.GetAsync("product_tags_v2", 1);
        await Client.ListPagesAsync(new ListTaxonomiesRequest { Search = "prod", Limit = 5, IncludeTotal = true }).CountAsync();
        await Client.DeleteAsync("product_tags_v2");

        Emulator.Requests.Select(request => request.ToString()).Should().Equal(
            "POST /v1/taxonomies",
            "POST /v1/taxonomies/product_tags/clone",
            "PATCH /v1/taxonomies/product_tags_v2",
            "GET /v1/taxonomies/product_tags_v2?version=1",
            "POST /v1/taxonomies/list?limit=5&include_total=true",
            "DELETE /v1/taxonomies/product_tags_v2");
        Emulator.Requests.Select(request => request.Body).Should().Equal(
            """{"taxonomy_name":"product_tags","config":{"taxonomy_type":"flat","retriever_id":"ret_clip_v1","input_mappings":[{"input_key":"image_vector","source_type":"vector","path":"features.clip_vit_l_14"}],"source_collection":{"collection_id":"col_products_v1"}}}""",
            """{"taxonomy_name":"product_tags_v2"}""",
            """{"metadata":{}}""",
            "",
            """{"search":"prod","case_sensitive":false}""",
            "");
    }

    [Fact]
    public async Task Config_that_was_read_can_be_sent_back()
    {
        foreach (TaxonomyConfig config in new TaxonomyConfig[] { Sample.FlatConfig, Sample.HierarchicalConfig })
        {
            var name = $"source_{config.TaxonomyType}";
            await Client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = name, Config = config });
            var read = await Client.GetAsync(name);
            var clone = await Client.CloneAsync(name, new CloneTaxonomyRequest { TaxonomyName = $"{name}_2", Config = read.Config });
            TaxonomyJson.Serialize(clone.Taxonomy.Config).Should().Be(TaxonomyJson.Serialize(config));
        }
    }

    [Fact]
    public async Task Config_without_mappings_is_a_config()
    {
        await Client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "bare", Config = Sample.FlatConfig with { InputMappings = [] } });
        var clone = await Client.CloneAsync("bare", "bare_v2", config => (FlatTaxonomyConfig)config with { RetrieverId = "ret_v2" });
        clone.Taxonomy.Config.Should().BeOfType<FlatTaxonomyConfig>().Which.InputMappings.Should().BeEmpty();
    }

    [Fact]
    public async Task Refusals_are_typed()
    {
        await Client.CreateAsync(Sample.CreateRequest);
        await Client.Awaiting(c => c.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.GetAsync("product_tags", 2)).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.DeleteAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyConflictException>();
        await Client.Awaiting(c => c.CloneAsync("missing", Sample.CloneRequest)).Should().ThrowAsync<TaxonomyNotFoundException>();

        var wrongKey = Emulator.CreateClientOptions();
        wrongKey.CredentialProvider = null;
        wrongKey.ApiKey = "sk_wrong";
        using var stranger = TaxonomyClient.Create(wrongKey);
        await stranger.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyAuthenticationException>();

        var elsewhere = Client.WithOptions(new TaxonomyCallOptions { Namespace = "ns_elsewhere" });
        (await elsewhere.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyNotFoundException>())
            .Which.Details!["resource"]!.GetValue<string>().Should().Be("namespace");
    }

    [Fact]
    public async Task Member_that_the_library_does_not_know_is_sent_and_an_update_of_the_config_is_refused_with_advice()
    {
        await Client.CreateAsync(Sample.CreateRequest);
        var request = new UpdateTaxonomyRequest { AdditionalProperties = new JsonObject { ["config"] = new JsonObject() } };
        (await Client.Awaiting(c => c.UpdateAsync("product_tags", request)).Should().ThrowAsync<TaxonomyBadRequestException>())
            .WithMessage("*config*clone the taxonomy*");
        Emulator.Requests[^1].Body.Should().Be("""{"config":{}}""");
    }

    [Fact]
    public async Task Client_serves_many_callers_at_once()
    {
        Emulator.Store.Add("product_tags", Sample.FlatConfig);
        await Parallel.ForEachAsync(Enumerable.Range(0, 200), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, token) =>
            await Client.CloneAsync("product_tags", new CloneTaxonomyRequest { TaxonomyName = $"clone_{i}" }, token));
        Emulator.Store.Taxonomies.Should().HaveCount(201);
        Emulator.Store.Taxonomies.Select(taxonomy => taxonomy.TaxonomyId).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Disposing_a_client_leaves_a_given_handler_as_it_is()
    {
        var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        var client = Sample.Client(handler);
        await client.GetAsync("t");
        client.Dispose();
        handler.IsDisposed.Should().BeFalse();
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<ObjectDisposedException>();
        handler.Dispose();
    }

    [Fact]
    public void Options_that_are_not_valid_are_refused() =>
        FluentActions.Invoking(() => TaxonomyClient.Create(new TaxonomyClientOptions { ApiKey = "", BaseAddress = new Uri("http://api.example") }))
            .Should().Throw<ArgumentException>().WithParameterName("options").WithMessage("*ApiKey is not set*BaseAddress must be an https address*");
}
