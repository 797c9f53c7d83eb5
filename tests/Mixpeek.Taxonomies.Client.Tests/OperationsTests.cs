using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Versions, execution, application, templates and analytics end to end, over real sockets.</summary>
[Trait("Category", "Smoke")]
public sealed class OperationsTests : IAsyncLifetime
{
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _client = TaxonomyClient.Create(_emulator.CreateClientOptions());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Versions_are_snapshots_of_the_config()
    {
        var id = _emulator.Store.Add("tags", Sample.FlatConfig).TaxonomyId;
        var second = await _client.CreateVersionAsync(id, Sample.FlatConfig with { RetrieverId = "ret_2" });
        second.TaxonomyId.Should().Be(id);
        second.Version.Should().Be(2);
        var third = await _client.CreateVersionAsync(id, (JsonObject)JsonNode.Parse(TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig with { RetrieverId = "ret_3" }))!);
        third.Version.Should().Be(3);
        await _client.UpdateAsync(id, new UpdateTaxonomyRequest { TaxonomyName = "labels" });

        var versions = await _client.ListVersionsAsync(id);
        versions.Select(version => version.Version).Should().Equal(1, 2, 3);
        versions.Select(version => ((FlatTaxonomyConfig)version.Config).RetrieverId).Should().Equal("ret_clip_v1", "ret_2", "ret_3");
        versions.Should().OnlyContain(version => version.TaxonomyName == "labels" && version.TaxonomyId == id);
        ((FlatTaxonomyConfig)(await _client.GetAsync("labels", 2)).Config).RetrieverId.Should().Be("ret_2");
        (await _client.GetAsync("labels")).Version.Should().Be(3);
        await _client.Awaiting(c => c.GetAsync("labels", 4)).Should().ThrowAsync<TaxonomyNotFoundException>();
        await _client.Awaiting(c => c.ListVersionsAsync("labels")).Should().ThrowAsync<TaxonomyNotFoundException>("this route takes an ID");
        await _client.Awaiting(c => c.CreateVersionAsync(id, new JsonObject { ["config"] = new JsonObject() })).Should().ThrowAsync<TaxonomyValidationException>();
    }

    [Fact]
    public async Task Execution_joins_documents_to_the_nearest_reference()
    {
        _emulator.Store.Collections.Add(
            "col_brands",
            Document("""{"vec":[1,0],"brand":"Acme","tags":["a","b"],"meta":{"tier":1}}"""),
            Document("""{"vec":[0,1],"brand":"Zeta","tags":["z"],"meta":{"tier":2}}"""));
        _emulator.Store.Add("brands", new FlatTaxonomyConfig
        {
            RetrieverId = "ret_1",
            InputMappings = [InputMapping.Vector("vector", "vec"), InputMapping.Literal("lang", "en")],
            SourceCollection = new SourceCollection
            {
                CollectionId = "col_brands",
                EnrichmentFields =
                [
                    new EnrichmentField { FieldPath = "brand" },
                    new EnrichmentField { FieldPath = "tags", MergeMode = EnrichmentMergeMode.Append },
                    new EnrichmentField { FieldPath = "meta.tier", TargetField = "brand_info.tier" },
                ],
            },
        });
        var response = await _client.ExecuteAsync("brands", new ExecuteTaxonomyRequest
        {
            SourceDocuments = [Document("""{"id":1,"vec":[0.9,0.1],"tags":["own"],"brand":"old"}"""), Document("""{"id":2,"vec":[-1,-1]}""")],
            BatchSize = 1,
        });
        response.Stats.ProcessedDocs.Should().Be(2);
        response.Stats.Batches.Should().Be(2);
        response.Results![0].ToJsonString().Should().Be("""{"id":1,"vec":[0.9,0.1],"tags":["own","a","b"],"brand":"Acme","brand_info":{"tier":1}}""");
        response.Results[1].ToJsonString().Should().Be("""{"id":2,"vec":[-1,-1]}""", "nothing is near enough");
    }

    [Fact]
    public async Task Execution_copies_down_the_tree_to_the_deepest_node_that_matches()
    {
        _emulator.Store.Collections.Add("col_people", Document("""{"name":"ada lovelace","kind":"person","level":0}"""));
        _emulator.Store.Collections.Add("col_staff", Document("""{"name":"ada lovelace","team":"engines","level":1}"""));
        _emulator.Store.Collections.Add("col_other", Document("""{"name":"charles babbage","team":"none"}"""));
        _emulator.Store.Add("people", new HierarchicalTaxonomyConfig
        {
            InputMappings = [InputMapping.Payload("text", "name")],
            HierarchicalNodes =
            [
                new HierarchicalNode { CollectionId = "col_other", ParentCollectionId = "col_staff" },
                new HierarchicalNode { CollectionId = "col_staff", ParentCollectionId = "col_people" },
                new HierarchicalNode { CollectionId = "col_people", EnrichmentFields = [new EnrichmentField { FieldPath = "kind" }, new EnrichmentField { FieldPath = "level" }] },
            ],
        });
        var response = await _client.ExecuteAsync("people", new ExecuteTaxonomyRequest { SourceDocuments = [Document("""{"name":"Ada Lovelace"}""")] });
        response.Results!.Single().ToJsonString().Should().Be("""{"name":"ada lovelace","kind":"person","level":1,"team":"engines"}""");
    }

    [Fact]
    public async Task Execution_that_can_not_be_is_refused()
    {
        _emulator.Store.Add("inferred", new HierarchicalTaxonomyConfig { InferenceStrategy = HierarchyInferenceStrategy.Llm });
        await _client.Awaiting(c => c.ExecuteAsync("inferred", new ExecuteTaxonomyRequest())).Should().ThrowAsync<TaxonomyBadRequestException>();
        _emulator.Store.Add("tags", Sample.FlatConfig);
        (await _client.ExecuteAsync("tags", new ExecuteTaxonomyRequest())).Results.Should().BeEmpty();
        await _client.Awaiting(c => c.ExecuteAsync("tags", new ExecuteTaxonomyRequest { JoinMode = JoinMode.Batch })).Should().ThrowAsync<TaxonomyBadRequestException>();
        await _client.Awaiting(c => c.ExecuteAsync("tags", new ExecuteTaxonomyRequest { Version = 2 })).Should().ThrowAsync<TaxonomyNotFoundException>();
        await _client.Awaiting(c => c.ExecuteAsync("tags", new ExecuteTaxonomyRequest { SourceDocuments = [.. Enumerable.Range(0, 6).Select(_ => new JsonObject())] }))
            .Should().ThrowAsync<TaxonomyValidationException>();
    }

    [Fact]
    public async Task Application_starts_a_task_where_the_collection_lists_the_taxonomy()
    {
        var id = _emulator.Store.Add("tags", Sample.FlatConfig).TaxonomyId;
        var request = new ApplyTaxonomyRequest { TaxonomyId = id, BatchSize = 500, ScrollFilters = Document("""{"must":[]}""") };
        await _client.Awaiting(c => c.ApplyToCollectionAsync("col_ads", request)).Should().ThrowAsync<TaxonomyNotFoundException>();
        _emulator.Store.Collections.Add("col_ads", [], []);
        await _client.Awaiting(c => c.ApplyToCollectionAsync("col_ads", request)).Should().ThrowAsync<TaxonomyBadRequestException>();
        _emulator.Store.Collections.ListTaxonomy("col_ads", id);
        var task = await _client.ApplyToCollectionAsync("col_ads", request);
        task.Status.Should().Be("submitted");
        task.TaskId.Should().StartWith("ray_task_");
        task.EstimatedDocuments.Should().Be(2);
        task.TaxonomyId.Should().Be(id);
        task.CollectionId.Should().Be("col_ads");
    }

    [Fact]
    public async Task Template_is_made_from_a_taxonomy_and_made_into_another()
    {
        var flat = _emulator.Store.Add("tags", Sample.FlatConfig).TaxonomyId;
        var tree = _emulator.Store.Add("org", Sample.HierarchicalConfig).TaxonomyId;
        var template = await _client.Templates.CreateFromTaxonomyAsync(flat, new CreateTemplateRequest { TemplateName = "Tags", Category = "shop", Tags = ["a", "b"] });
        template.TemplateId.Should().StartWith("tmpl_");
        template.TemplateType.Should().Be(TemplateType.Taxonomy);
        template.SourceResourceId.Should().Be(flat);
        (await _client.Templates.GetAsync(template.TemplateId)).Configuration["retriever_id"]!.GetValue<string>().Should().Be("ret_clip_v1");

        var made = await _client.Templates.InstantiateAsync(template.TemplateId, Sample.InstantiateRequest);
        made.Status.Should().Be("created");
        var taxonomy = await _client.GetAsync(made.TaxonomyId);
        ((FlatTaxonomyConfig)taxonomy.Config).SourceCollection.CollectionId.Should().Be("col_products_v1");
        await _client.Awaiting(c => c.Templates.InstantiateAsync(template.TemplateId, Sample.InstantiateRequest)).Should().ThrowAsync<TaxonomyConflictException>();

        var second = await _client.Templates.CreateFromTaxonomyAsync(tree, new CreateTemplateRequest { TemplateName = "Org" });
        var own = await _client.Templates.InstantiateAsync(second.TemplateId, new InstantiateTemplateRequest
        {
            TaxonomyName = "own_org",
            CollectionConfig = new Dictionary<string, string> { ["col_employees_v1"] = "col_mine" },
        });
        ((HierarchicalTaxonomyConfig)(await _client.GetAsync(own.TaxonomyId)).Config).HierarchicalNodes!
            .Select(node => (node.CollectionId, node.ParentCollectionId)).Should().Equal(("col_mine", null), ("col_executives_v1", "col_mine"));

        await Lists(2, null);
        await Lists(1, new ListTemplatesRequest { Search = "TAGS" });
        await Lists(1, new ListTemplatesRequest { Category = "shop", Tags = ["b"], Scope = TemplateScope.Organization });
        await Lists(0, new ListTemplatesRequest { IsActive = false });
        await _client.Awaiting(c => c.Templates.GetAsync("tmpl_none")).Should().ThrowAsync<TaxonomyNotFoundException>();
        await _client.Awaiting(c => c.Templates.CreateFromTaxonomyAsync(flat, new CreateTemplateRequest { TemplateName = "S", Scope = TemplateScope.System }))
            .Should().ThrowAsync<TaxonomyPermissionException>();

        async Task Lists(int count, ListTemplatesRequest? request)
        {
            var list = await _client.Templates.ListAsync(request);
            list.Results.Should().HaveCount(count);
            list.TotalCount.Should().Be(count);
        }
    }

    private static JsonObject Document(string json) => JsonNode.Parse(json)!.AsObject();
}
