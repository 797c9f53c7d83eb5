using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What the service inferred is in no file and in no config that is sent to it as the user's own, unless it is asked for.</summary>
public sealed class InferredNodesTests : EmulatedServiceTests
{
    private static readonly HierarchicalNode Given = new() { CollectionId = "col_special", ParentCollectionId = "col_a", RetrieverId = "ret_2", Label = "mine" };

    private static readonly HierarchicalTaxonomyConfig Inferring = new()
    {
        RetrieverId = "ret_1",
        InferenceStrategy = HierarchyInferenceStrategy.Cluster,
        InferenceCollections = ["col_a", "col_b"],
    };

    public static TheoryData<string, string[]?, string[]?, bool> Hierarchies => new()
    {
        { "cluster", ["col_a", "col_b"], null, false },
        { "llm", ["col_a", "col_b"], null, false },
        { "cluster", null, ["cl_1", "cl_2"], false },
        { "cluster", ["a b", "c"], ["x"], false },
        { "llm", ["col_a", "col_b"], ["cl_1"], true },
        { "cluster", ["col_a", "col_b"], null, true },
    };

    [Theory]
    [MemberData(nameof(Hierarchies))]
    public async Task File_of_an_inferred_hierarchy_is_what_was_asked_for(string strategy, string[]? collections, string[]? clusters, bool isHybrid)
    {
        var asked = Inferring with { InferenceStrategy = new(strategy), InferenceCollections = collections, ClusterIds = clusters, HierarchicalNodes = isHybrid ? [Given] : null };
        var unfinished = await Client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "org", Config = asked });
        var before = TaxonomyFile.Write(unfinished);
        Emulator.Store.CompleteInference("org");
        var inferred = await Client.GetAsync("org");
        inferred.Config.Should().NotBe(asked);
        TaxonomyFile.Write(inferred).Should().Be(before);

        var file = TaxonomyFile.Read(TaxonomyFile.Write(inferred));
        file.Config.Should().Be(asked);
        TaxonomyDiff.Compare(file, inferred).ToText().Should().Be("no changes\n");
        TaxonomyDiff.Compare(inferred, file).IsEmpty.Should().BeTrue();
        TaxonomyPlan.For(inferred, file).Kind.Should().Be(TaxonomyPlanKind.Nothing);
        (await Client.ImportAsync(file)).TaxonomyId.Should().Be(inferred.TaxonomyId);
        (await Client.ImportAsync(file with { TaxonomyName = "copy" })).Config.Should().Be(asked);
    }

    [Fact]
    public async Task Map_of_ids_is_asked_for_what_was_named_alone()
    {
        var file = TaxonomyFile.Read(TaxonomyFile.Write(await InferredAsync(Inferring with { InferenceCollections = null, ClusterIds = ["cl_1", "cl_2"] })));
        var map = new TaxonomyIdMap { Retrievers = new Dictionary<string, string> { ["ret_1"] = "ret_9" }, Clusters = new Dictionary<string, string> { ["cl_1"] = "cl_3", ["cl_2"] = "cl_4" } };
        map.Apply(file.Config).Should().BeOfType<HierarchicalTaxonomyConfig>().Which.ClusterIds.Should().Equal("cl_3", "cl_4");
    }

    [Fact]
    public async Task Files_have_inferred_nodes_where_they_are_asked_for()
    {
        var inferred = await InferredAsync(Inferring);
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "one.json");
            await TaxonomyFile.WriteAsync(file, inferred, includeInferred: true);
            (await TaxonomyFile.ReadAsync(file)).Config.Should().Be(inferred.Config);
            var exported = (await Client.ExportManyAsync(["org"], folder.FullName, new TaxonomyBulkOptions { IncludeInferred = true })).Single();
            (await TaxonomyFile.ReadAsync(exported.Result!)).Config.Should().Be(inferred.Config);
            await Client.ExportManyAsync(["org"], folder.FullName);
            (await TaxonomyFile.ReadAsync(exported.Result!)).Config.Should().Be(Inferring);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Clone_with_a_change_is_inferred_again()
    {
        await InferredAsync(Inferring with { HierarchicalNodes = [Given] });
        var clone = (await Client.CloneAsync("org", "org_v2", config => config.WithRetriever("ret_3"))).Taxonomy;
        clone.Config.Should().Be(Inferring with { RetrieverId = "ret_3", HierarchicalNodes = [Given] });
        clone.Ready.Should().BeFalse();
        var many = await Client.CloneManyAsync([new TaxonomyBulkClone { Taxonomy = "org", NewName = "org_v3", Change = config => config.WithRetriever("ret_3") }]);
        many.Should().ContainSingle().Which.Failure.Should().BeNull();
        Emulator.Store.Find("org_v3")!.Config.Should().Be(clone.Config);
        var planned = await Client.GetAsync("org");
        var plan = TaxonomyPlan.For(planned, planned with { Config = planned.Config.WithRetriever("ret_4") }, "org_v4");
        plan.ToText().Should().Be("clone org as org_v4\n  ~ config.retriever_id: \"ret_1\" -> \"ret_4\" (a config is immutable)\n");
        (await plan.ApplyAsync(Client)).Config.Should().Be(Inferring with { RetrieverId = "ret_4", HierarchicalNodes = [Given] });
    }

    [Fact]
    public async Task Clone_that_was_inferred_meanwhile_is_found()
    {
        await InferredAsync(Inferring with { HierarchicalNodes = [Given] });
        TaxonomyBulkClone[] clones = [new TaxonomyBulkClone { Taxonomy = "org", NewName = "org_v2", Change = config => config.WithRetriever("ret_3") }];
        var first = (await Client.CloneManyAsync(clones)).Single();
        Emulator.Store.CompleteInference("org_v2");
        (await Client.CloneManyAsync(clones)).Single().Result.Should().Be(first.Result);
        Emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Fact]
    public async Task Node_that_the_user_takes_out_of_a_hybrid_is_a_change_and_one_that_was_inferred_is_none()
    {
        var inferred = await InferredAsync(Inferring with { HierarchicalNodes = [Given] });
        TaxonomyPlan.For(inferred, inferred with { Config = Inferring }).Diff.ToText().Should().StartWith("- config.hierarchical_nodes[col_special]: {").And.NotContain("[col_a]");
        TaxonomyPlan.For(inferred, inferred with { Config = Inferring with { HierarchicalNodes = [Given] } }).Kind.Should().Be(TaxonomyPlanKind.Nothing);
    }

    [Fact]
    public async Task Two_inferred_hierarchies_are_compared_node_by_node()
    {
        var inferred = await InferredAsync(Inferring);
        var config = (HierarchicalTaxonomyConfig)inferred.Config;
        var other = config with { HierarchicalNodes = [config.HierarchicalNodes![0], config.HierarchicalNodes[1] with { Label = "other" }] };
        TaxonomyDiff.Compare(config, other).ToText().Should().Be("~ config.hierarchical_nodes[col_b].label: \"b\" -> \"other\"\n");
    }

    private async Task<Taxonomy> InferredAsync(HierarchicalTaxonomyConfig config)
    {
        Emulator.Store.Add("org", config);
        Emulator.Store.CompleteInference("org");
        return await Client.GetAsync("org");
    }
}
