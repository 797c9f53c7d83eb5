using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Versions, execution, application, templates and analytics end to end, over real sockets.</summary>
[Trait("Category", "Smoke")]
public sealed class OperationsTests : EmulatedServiceTests
{
    [Fact]
    public async Task Versions_are_snapshots_of_the_config()
    {
        var id = Emulator.Store.Add("tags", Sample.FlatConfig).TaxonomyId;
        var second = await Client.CreateVersionAsync(id, Sample.FlatConfig with { RetrieverId = "ret_2" });
        second.TaxonomyId.Should().Be(id);
        second.Version.Should().Be(2);
        var third = await Client.CreateVersionAsync(id, (JsonObject)JsonNode.Parse(TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig with { RetrieverId = "ret_3" }))!);
        third.Version.Should().Be(3);
        await Client.UpdateAsync(id, new UpdateTaxonomyRequest { TaxonomyName = "labels" });

        var versions = await Client.ListVersionsAsync(id);
        versions.Select(version => version.Version).Should().Equal(1, 2, 3);
        versions.Select(version => ((FlatTaxonomyConfig)version.Config).RetrieverId).Should().Equal("ret_clip_v1", "ret_2", "ret_3");
        versions.Should().OnlyContain(version => version.TaxonomyName == "labels" && version.TaxonomyId == id);
        ((FlatTaxonomyConfig)(await Client.GetAsync("labels", 2)).Config).RetrieverId.Should().Be("ret_2");
        (await Client.GetAsync("labels")).Version.Should().Be(3);
        await Client.Awaiting(c => c.GetAsync("labels", 4)).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.ListVersionsAsync("labels")).Should().ThrowAsync<TaxonomyNotFoundException>("this route takes an ID");
        await Client.Awaiting(c => c.CreateVersionAsync(id, new JsonObject { ["config"] = new JsonObject() })).Should().ThrowAsync<TaxonomyValidationException>();
    }

    [Fact]
    public async Task Execution_joins_documents_to_the_nearest_reference()
    {
        Emulator.Store.Collections.Add(
            "col_brands",
            Document("""{"vec":[1,0],"brand":"Acme","tags":["a","b"],"meta":{"tier":1}}"""),
            Document("""{"vec":[0,1],"brand":"Zeta","tags":["z"],"meta":{"tier":2}}"""));
        Emulator.Store.Add("brands", new FlatTaxonomyConfig
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
        var response = await Client.ExecuteAsync("brands", new ExecuteTaxonomyRequest
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
        Emulator.Store.Collections.Add("col_people", Document("""{"name":"ada lovelace","kind":"person","level":0}"""));
        Emulator.Store.Collections.Add("col_staff", Document("""{"name":"ada lovelace","team":"engines","level":1}"""));
        Emulator.Store.Collections.Add("col_other", Document("""{"name":"charles babbage","team":"none"}"""));
        Emulator.Store.Add("people", new HierarchicalTaxonomyConfig
        {
            InputMappings = [InputMapping.Payload("text", "name")],
            HierarchicalNodes =
            [
                new HierarchicalNode { CollectionId = "col_other", ParentCollectionId = "col_staff" },
                new HierarchicalNode { CollectionId = "col_staff", ParentCollectionId = "col_people" },
                new HierarchicalNode { CollectionId = "col_people", EnrichmentFields = [new EnrichmentField { FieldPath = "kind" }, new EnrichmentField { FieldPath = "level" }] },
            ],
        });
        var response = await Client.ExecuteAsync("people", new ExecuteTaxonomyRequest { SourceDocuments = [Document("""{"name":"Ada Lovelace"}""")] });
        response.Results!.Single().ToJsonString().Should().Be("""{"name":"ada lovelace","kind":"person","level":1,"team":"engines"}""");
    }

    [Fact]
    public async Task Execution_that_can_not_be_is_refused()
    {
        Emulator.Store.Add("inferred", new HierarchicalTaxonomyConfig { InferenceStrategy = HierarchyInferenceStrategy.Llm });
        await Client.Awaiting(c => c.ExecuteAsync("inferred", new ExecuteTaxonomyRequest())).Should().ThrowAsync<TaxonomyBadRequestException>();
        Emulator.Store.Add("tags", Sample.FlatConfig);
        (await Client.ExecuteAsync("tags", new ExecuteTaxonomyRequest())).Results.Should().BeEmpty();
        await Client.Awaiting(c => c.ExecuteAsync("tags", new ExecuteTaxonomyRequest { JoinMode = JoinMode.Batch })).Should().ThrowAsync<TaxonomyBadRequestException>();
        await Client.Awaiting(c => c.ExecuteAsync("tags", new ExecuteTaxonomyRequest { Version = 2 })).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.ExecuteAsync("tags", new ExecuteTaxonomyRequest { SourceDocuments = [.. Enumerable.Range(0, 6).Select(_ => new JsonObject())] }))
            .Should().ThrowAsync<TaxonomyValidationException>();
    }

    [Fact]
    public async Task Application_starts_a_task_where_the_collection_lists_the_taxonomy()
    {
        var id = Emulator.Store.Add("tags", Sample.FlatConfig).TaxonomyId;
        var request = new ApplyTaxonomyRequest { TaxonomyId = id, BatchSize = 500, ScrollFilters = Document("""{"must":[]}""") };
        await Client.Awaiting(c => c.ApplyToCollectionAsync("col_ads", request)).Should().ThrowAsync<TaxonomyNotFoundException>();
        Emulator.Store.Collections.Add("col_ads", [], []);
        await Client.Awaiting(c => c.ApplyToCollectionAsync("col_ads", request)).Should().ThrowAsync<TaxonomyBadRequestException>();
        Emulator.Store.Collections.ListTaxonomy("col_ads", id);
        var task = await Client.ApplyToCollectionAsync("col_ads", request);
        task.Status.Should().Be(TaxonomyTaskStatus.Submitted);
        task.TaskId.Should().StartWith("ray_task_");
        task.EstimatedDocuments.Should().Be(2);
        task.TaxonomyId.Should().Be(id);
        task.CollectionId.Should().Be("col_ads");
    }

    [Fact]
    public async Task Template_is_made_from_a_taxonomy_and_made_into_another()
    {
        var flat = Emulator.Store.Add("tags", Sample.FlatConfig).TaxonomyId;
        var tree = Emulator.Store.Add("org", Sample.HierarchicalConfig).TaxonomyId;
        var template = await Client.Templates.CreateFromTaxonomyAsync(flat, new CreateTemplateRequest { TemplateName = "Tags", Category = "shop", Tags = ["a", "b"] });
        template.TemplateId.Should().StartWith("tmpl_");
        template.TemplateType.Should().Be(TemplateType.Taxonomy);
        template.SourceResourceId.Should().Be(flat);
        (await Client.Templates.GetAsync(template.TemplateId)).Configuration["retriever_id"]!.GetValue<string>().Should().Be("ret_clip_v1");

        var made = await Client.Templates.InstantiateAsync(template.TemplateId, Sample.InstantiateRequest);
        made.Status.Should().Be("created");
        var taxonomy = await Client.GetAsync(made.TaxonomyId);
        ((FlatTaxonomyConfig)taxonomy.Config).SourceCollection.CollectionId.Should().Be("col_products_v1");
        await Client.Awaiting(c => c.Templates.InstantiateAsync(template.TemplateId, Sample.InstantiateRequest)).Should().ThrowAsync<TaxonomyConflictException>();

        var second = await Client.Templates.CreateFromTaxonomyAsync(tree, new CreateTemplateRequest { TemplateName = "Org" });
        var own = await Client.Templates.InstantiateAsync(second.TemplateId, new InstantiateTemplateRequest
        {
            TaxonomyName = "own_org",
            CollectionConfig = new Dictionary<string, string> { ["col_employees_v1"] = "col_mine" },
        });
        ((HierarchicalTaxonomyConfig)(await Client.GetAsync(own.TaxonomyId)).Config).HierarchicalNodes!
            .Select(node => (node.CollectionId, node.ParentCollectionId)).Should().Equal(("col_mine", null), ("col_executives_v1", "col_mine"));

        await Lists(2, null);
        await Lists(1, new ListTemplatesRequest { Search = "TAGS" });
        await Lists(1, new ListTemplatesRequest { Category = "shop", Tags = ["b"], Scope = TemplateScope.Organization });
        await Lists(0, new ListTemplatesRequest { IsActive = false });
        await Client.Awaiting(c => c.Templates.GetAsync("tmpl_none")).Should().ThrowAsync<TaxonomyNotFoundException>();
        await Client.Awaiting(c => c.Templates.CreateFromTaxonomyAsync(flat, new CreateTemplateRequest { TemplateName = "S", Scope = TemplateScope.System }))
            .Should().ThrowAsync<TaxonomyPermissionException>();

        async Task Lists(int count, ListTemplatesRequest? request)
        {
            var list = await Client.Templates.ListAsync(request);
            list.Results.Should().HaveCount(count);
            list.TotalCount.Should().Be(count);
        }
    }

    private static JsonObject Document(string json) => JsonNode.Parse(json)!.AsObject();
}
