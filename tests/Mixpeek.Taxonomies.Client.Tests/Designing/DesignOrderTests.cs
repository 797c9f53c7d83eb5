using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What order means for each list of a config: the same for differences, files, plans and what settles a lost answer.</summary>
public sealed class DesignOrderTests : EmulatedServiceTests
{
    public static TheoryData<string, string, bool> Lists => new()
    {
        { """{"taxonomy_type":"hierarchical","inference_collections":["a","b"]}""", """{"taxonomy_type":"hierarchical","inference_collections":["b","a"]}""", true },
        { """{"taxonomy_type":"hierarchical","inference_collections":["a","b"]}""", """{"taxonomy_type":"hierarchical","inference_collections":["b","a","b"]}""", true },
        { """{"taxonomy_type":"hierarchical","inference_collections":["a","b"]}""", """{"taxonomy_type":"hierarchical","inference_collections":["a","c"]}""", false },
        { """{"taxonomy_type":"hierarchical","cluster_ids":["a","b"]}""", """{"taxonomy_type":"hierarchical","cluster_ids":["b","a"]}""", true },
        { """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","keywords":["x","y"]}]}""", """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","keywords":["y","x","y"]}]}""", true },
        { """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c"},{"collection_id":"d","label":"D"}]}""", """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"label":"D","collection_id":"d"},{"collection_id":"c"}]}""", true },
        { """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k"},{"input_key":"l","path":"p"}]}""", """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"l","path":"p"},{"input_key":"k"}]}""", true },
        { """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","path":"p"},{"input_key":"k","path":"q"}]}""", """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","path":"q"},{"input_key":"k","path":"p"}]}""", false },
        { """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k"},{"input_key":"k#2"},{"input_key":"k","path":"p"}]}""", """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k#2"},{"input_key":"k"},{"input_key":"k","path":"p"}]}""", true },
        { """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k"},{"input_key":"k","path":"p"},{"input_key":"k#2"}]}""", """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k#2"},{"input_key":"k"},{"input_key":"k","path":"p"}]}""", true },
        { """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","override":[1,2]}]}""", """{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k","override":[2,1]}]}""", false },
        { """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f"},{"field_path":"g"}]}]}""", """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"g"},{"field_path":"f"}]}]}""", true },
        { """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f","target_field":"t"},{"field_path":"g","target_field":"t"}]}]}""", """{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"g","target_field":"t"},{"field_path":"f","target_field":"t"}]}]}""", false },
        { """{"taxonomy_type":"hierarchical","step_analytics":{"covariates":[{"name":"a"},{"name":"b"}]}}""", """{"taxonomy_type":"hierarchical","step_analytics":{"covariates":[{"name":"b"},{"name":"a"}]}}""", true },
        { """{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":"k"},{"input_key":"l"}],"source_collection":{"collection_id":"c","enrichment_fields":[{"field_path":"f"},{"field_path":"g"}]}}""", """{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":"l"},{"input_key":"k"}],"source_collection":{"collection_id":"c","enrichment_fields":[{"field_path":"g"},{"field_path":"f"}]}}""", true },
        { """{"taxonomy_type":"flat","retriever_id":"r","source_collection":{"collection_id":"c"}}""", """{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"}}""", true },
        { """{"taxonomy_type":"hierarchical","future":["a","b"]}""", """{"taxonomy_type":"hierarchical","future":["b","a"]}""", false },
        { """{"taxonomy_type":"graph","keywords":["a","b"]}""", """{"taxonomy_type":"graph","keywords":["b","a"]}""", false },
        { """{"taxonomy_type":"graph","hierarchical_nodes":[]}""", """{"taxonomy_type":"graph"}""", false },
    };

    /// <summary>Configs whose lists have repeats of keys and of texts, with the same in another order: what shares a key keeps its order.</summary>
    private static Gen<(TaxonomyConfig Config, TaxonomyConfig Shuffled)> Shuffles =>
        from taxonomy in Gen.OneOf(GeneratedModels.Taxonomy.Select(taxonomy => taxonomy.Config), GeneratedTrees.Good.Select(config => (TaxonomyConfig)config))
        from seed in Gen.Choose(0, int.MaxValue)
        select (taxonomy, TaxonomyJson.Deserialize<TaxonomyConfig>(Shuffled(JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!.AsObject(), new Random(seed)).ToJsonString()));

    [Theory]
    [MemberData(nameof(Lists))]
    public void Order_means_the_same_everywhere(string one, string other, bool areSame)
    {
        var (before, after) = (Config(one), Config(other));
        TaxonomyDiff.Compare(before, after).IsEmpty.Should().Be(areSame);
        TaxonomyDiff.Compare(after, before).IsEmpty.Should().Be(areSame);
        ConfigComparer.IsAsAsked(before, after).Should().Be(areSame);
        ConfigComparer.IsAsAsked(after, before).Should().Be(areSame);
        ConfigComparer.IsCopy(before, after).Should().Be(areSame);
        var current = new Taxonomy { TaxonomyName = "t", Config = before };
        (TaxonomyFile.Write(current) == TaxonomyFile.Write(current with { Config = after })).Should().Be(areSame);
    }

    [Fact]
    public void Design_in_another_order_is_the_same_design() =>
        Prop.ForAll(Shuffles.ToArbitrary(), pair =>
        {
            var (one, other) = (new Taxonomy { TaxonomyName = "t", Config = pair.Config }, new Taxonomy { TaxonomyName = "t", Config = pair.Shuffled });
            return TaxonomyDiff.Compare(one, other).IsEmpty && TaxonomyFile.Write(one) == TaxonomyFile.Write(other)
                && ConfigComparer.IsAsAsked(pair.Config, pair.Shuffled) && ConfigComparer.IsAsAsked(pair.Shuffled, pair.Config);
        }).Check(Generated.Cases(1000));

    [Fact]
    public async Task Taxonomy_that_is_there_in_another_order_is_taken()
    {
        var config = new HierarchicalTaxonomyConfig
        {
            RetrieverId = "ret_1",
            InferenceStrategy = HierarchyInferenceStrategy.Schema,
            InferenceCollections = ["col_a", "col_b"],
            ClusterIds = ["cl_1", "cl_2"],
            HierarchicalNodes = [new HierarchicalNode { CollectionId = "col_x", RetrieverId = "ret_2", Keywords = ["x", "y"] }, new HierarchicalNode { CollectionId = "col_y", RetrieverId = "ret_2" }],
        };
        var there = Emulator.Store.Add("org", config);
        var asked = config with
        {
            InferenceCollections = ["col_b", "col_a"],
            ClusterIds = ["cl_2", "cl_1"],
            HierarchicalNodes = [config.HierarchicalNodes[1], config.HierarchicalNodes[0] with { Keywords = ["y", "x"] }],
        };
        (await Client.GetOrCreateAsync(new CreateTaxonomyRequest { TaxonomyName = "org", Config = asked })).TaxonomyId.Should().Be(there.TaxonomyId);
        TaxonomyPlan.For(there, there with { Config = asked }).Kind.Should().Be(TaxonomyPlanKind.Nothing);
    }

    [Fact]
    public async Task Creation_whose_answer_was_lost_is_found_in_whatever_order_the_service_gives_it_back()
    {
        var asked = Sample.CreateRequest with { Config = Sample.HierarchicalConfig };
        var given = Sample.HierarchicalConfig with { HierarchicalNodes = [.. Sample.HierarchicalConfig.HierarchicalNodes!.Reverse()] };
        using var handler = new StubHandler((request, index, _) => index switch
        {
            0 => throw new HttpRequestException("The connection was reset."),
            _ => Task.FromResult(StubHandler.Json((System.Net.HttpStatusCode.OK, TaxonomyJson.Serialize(new Taxonomy { TaxonomyId = Sample.TaxonomyId, TaxonomyName = asked.TaxonomyName, Config = given })))),
        });
        using var client = Sample.Client(handler);
        (await client.CreateAsync(asked)).TaxonomyId.Should().Be(Sample.TaxonomyId);
        handler.Requests.Select(request => request.Method.Method).Should().Equal("POST", "GET");
    }

    private static JsonObject Shuffled(JsonObject map, Random random) => new(map.OrderBy(_ => random.Next()).Select(member =>
        KeyValuePair.Create(member.Key, Shuffled(member.Key, member.Value, random))));

    private static JsonNode? Shuffled(string name, JsonNode? value, Random random) => (name, value) switch
    {
        ("source_collection" or "step_analytics", JsonObject map) => Shuffled(map, random),
        ("hierarchical_nodes" or "input_mappings" or "enrichment_fields" or "covariates", JsonArray list) => new JsonArray(
            [.. list.Select(item => item!.AsObject()).GroupBy(KeyOf).OrderBy(_ => random.Next()).SelectMany(group => group.Select(item => Shuffled(item, random)))]),
        ("inference_collections" or "cluster_ids" or "keywords", JsonArray list) => new JsonArray([.. list.Select(item => item!.DeepClone()).OrderBy(_ => random.Next())]),
        _ => value?.DeepClone(),
    };

    private static string KeyOf(JsonObject item) => new[] { "collection_id", "input_key", "target_field", "field_path" }
        .Prepend(item.ContainsKey("covariate_type") ? "name" : "collection_id")
        .Select(name => item[name]?.GetValue<string>()).FirstOrDefault(key => !string.IsNullOrEmpty(key)) ?? "";

    private static TaxonomyConfig Config(string json) => TaxonomyJson.Deserialize<TaxonomyConfig>(json);
}
