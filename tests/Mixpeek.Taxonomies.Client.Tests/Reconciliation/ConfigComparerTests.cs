using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Whether a config that the service holds is the one that was asked for.</summary>
public sealed class ConfigComparerTests
{
    private static readonly string[] Schemas =
    [
        "FlatTaxonomyConfig-Input", "HierarchicalTaxonomyConfig-Input", "HierarchicalNode-Input", "SourceCollection-Input",
        "InputMapping", "EnrichmentField", "StepAnalyticsConfig-Input", "CovariateConfig",
    ];

    public static TheoryData<string> ConfigSchemas => ["FlatTaxonomyConfig-Input", "HierarchicalTaxonomyConfig-Input"];

    [Fact]
    public void Members_and_defaults_are_those_of_the_contract()
    {
        var properties = Schemas.SelectMany(schema => OpenApi.PropertiesOf(schema)).ToLookup(property => property.Key, property => property.Value!);
        ConfigMembers.Names.Should().BeEquivalentTo(properties.Select(group => group.Key));
        ConfigMembers.Defaults.Keys.Should().BeSubsetOf(ConfigMembers.Names);
        foreach (var name in ConfigMembers.Names.Where(name => name != "taxonomy_type"))
        {
            var byDefault = ConfigMembers.Defaults.GetValueOrDefault(name);
            var declared = properties[name].Select(property => property["default"]).FirstOrDefault(value => value is not null and not JsonArray);
            JsonNode.DeepEquals(declared, byDefault).Should().BeTrue($"the contract's default of {name} is {declared?.ToJsonString()}");
        }
    }

    [Fact]
    public void Config_is_as_asked_for_when_the_service_gives_it_back() =>
        Prop.ForAll(GeneratedModels.Taxonomy.ToArbitrary(), taxonomy => ConfigComparer.IsAsAsked(taxonomy.Config, Config(TaxonomyJson.Serialize(taxonomy.Config))))
            .Check(Generated.Cases(1000));

    [Theory]
    [MemberData(nameof(ConfigSchemas))]
    public void Every_other_value_tells_two_configs_apart(string schema)
    {
        var original = JsonNode.Parse(OpenApi.Sample(OpenApi.Schemas[schema])!.ToJsonString())!;
        var asked = Config(original);
        ConfigComparer.IsAsAsked(asked, Config(original)).Should().BeTrue();
        var leaves = Leaves(original).ToArray();
        leaves.Should().HaveCountGreaterThan(15);
        foreach (var leaf in leaves)
        {
            var changed = original.DeepClone();
            Replace(changed, leaf, Other(original, leaf));
            ConfigComparer.IsAsAsked(asked, Config(changed)).Should().BeFalse($"{string.Join('.', leaf)} differs");
        }
    }

    [Fact]
    public void Defaults_that_the_service_fills_in_make_no_difference()
    {
        var asked = Config("""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f"}]}]}""");
        var found = Config("""{"taxonomy_type":"hierarchical","llm_sample_size":0,"cluster_overlap_threshold":0.70,"cluster_ids":[],"llm_model":null,"hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f","merge_mode":"replace"}]}]}""");
        ConfigComparer.IsAsAsked(asked, found).Should().BeTrue();
        ConfigComparer.IsAsAsked(found, asked).Should().BeTrue();
        ConfigComparer.IsAsAsked(asked, Config("""{"taxonomy_type":"hierarchical","llm_sample_size":1,"hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f"}]}]}"""))
            .Should().BeFalse();
    }

    [Fact]
    public void What_the_service_infers_makes_no_difference()
    {
        var asked = Config("""{"taxonomy_type":"hierarchical","inference_strategy":"llm","inference_collections":["a","b"]}""");
        var found = Config("""{"taxonomy_type":"hierarchical","inference_strategy":"llm","inference_collections":["a","b"],"hierarchical_nodes":[{"collection_id":"a","label":"A"}]}""");
        ConfigComparer.IsAsAsked(asked, found).Should().BeTrue();
        ConfigComparer.IsAsAsked(found, asked).Should().BeFalse("nodes that were asked for are not there");
        ConfigComparer.IsCopy(found, asked).Should().BeTrue("a clone may be inferred anew");
        ConfigComparer.IsCopy(Sample.HierarchicalConfig, Sample.HierarchicalConfig with { HierarchicalNodes = null }).Should().BeFalse("nothing is inferred there");
    }

    [Theory]
    [InlineData("inference_strategy", "\"llm\"")]
    [InlineData("inference_collections", "[\"a\"]")]
    [InlineData("cluster_ids", "[\"a\"]")]
    public void Each_way_of_inference_makes_nodes(string member, string value)
    {
        var asked = Config($$"""{"taxonomy_type":"hierarchical","{{member}}":{{value}}}""");
        var found = Config($$"""{"taxonomy_type":"hierarchical","{{member}}":{{value}},"hierarchical_nodes":[{"collection_id":"a"}]}""");
        ConfigComparer.IsAsAsked(asked, found).Should().BeTrue();
    }

    [Theory]
    [InlineData("label", "\"x\"")]
    [InlineData("summary", "\"x\"")]
    [InlineData("keywords", "[\"x\"]")]
    public void Nodes_that_were_asked_for_may_get_what_is_inferred(string member, string value)
    {
        var asked = Config("""{"taxonomy_type":"hierarchical","inference_strategy":"llm","hierarchical_nodes":[{"collection_id":"a"}]}""");
        var found = Config($$"""{"taxonomy_type":"hierarchical","inference_strategy":"llm","hierarchical_nodes":[{"collection_id":"a","{{member}}":{{value}}}]}""");
        ConfigComparer.IsAsAsked(asked, found).Should().BeTrue();
        ConfigComparer.IsAsAsked(found, asked).Should().BeFalse("it was asked for and is not there");
    }

    [Fact]
    public void Every_item_of_a_list_counts()
    {
        ConfigComparer.IsAsAsked(Inferring("a", "b"), Inferring("a", "b")).Should().BeTrue();
        ConfigComparer.IsAsAsked(Inferring("a", "b"), Inferring("x", "b")).Should().BeFalse();
        ConfigComparer.IsAsAsked(Inferring("a", "b"), Inferring("a", "x")).Should().BeFalse();
        ConfigComparer.IsAsAsked(Inferring("a", "b"), Inferring("a")).Should().BeFalse();

        static HierarchicalTaxonomyConfig Inferring(params string[] collections) => new() { InferenceCollections = [.. collections] };
    }

    [Fact]
    public void Literal_is_the_same_throughout()
    {
        ConfigComparer.IsAsAsked(Literal("""{"x":1}"""), Literal("""{"x":1}""")).Should().BeTrue();
        ConfigComparer.IsAsAsked(Literal("""{"x":1}"""), Literal("""{"x":1,"y":2}""")).Should().BeFalse("a literal has no defaults");

        static FlatTaxonomyConfig Literal(string value) => Sample.FlatConfig with { InputMappings = [InputMapping.Literal("k", JsonNode.Parse(value))] };
    }

    [Fact]
    public void Members_that_the_contract_does_not_have_make_no_difference()
    {
        var asked = Config("""{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":"k","hint":"x"}],"source_collection":{"collection_id":"c","description":"d"}}""");
        var found = Config("""{"retriever_id":"r","input_mappings":[{"input_key":"k"}],"source_collection":{"collection_id":"c","added":1},"build_mode":"explicit","taxonomy_type":"flat"}""");
        ConfigComparer.IsAsAsked(asked, found).Should().BeTrue();
    }

    [Fact]
    public void Config_of_an_unknown_type_must_be_the_same_throughout()
    {
        var asked = Config("""{"taxonomy_type":"graph","edges":[1,2]}""");
        ConfigComparer.IsAsAsked(asked, Config("""{"edges":[1,2],"taxonomy_type":"graph"}""")).Should().BeTrue();
        ConfigComparer.IsAsAsked(asked, Config("""{"taxonomy_type":"graph"}""")).Should().BeFalse();
    }

    [Fact]
    public void Collections_of_a_config()
    {
        ConfigComparer.CollectionsOf(Sample.FlatConfig).Should().Equal("col_products_v1");
        ConfigComparer.CollectionsOf(Sample.HierarchicalConfig with { InferenceCollections = ["col_more"] })
            .Should().BeEquivalentTo("col_employees_v1", "col_executives_v1", "col_more");
        ConfigComparer.CollectionsOf(Sample.HierarchicalConfig).Should().BeEquivalentTo("col_employees_v1", "col_executives_v1");
        ConfigComparer.CollectionsOf(Sample.HierarchicalConfig with { HierarchicalNodes = null, InferenceCollections = ["col_more"] }).Should().Equal("col_more");
        ConfigComparer.CollectionsOf(new UnknownTaxonomyConfig()).Should().BeEmpty();
    }

    private static TaxonomyConfig Config(JsonNode json) => Config(json.ToJsonString());

    private static TaxonomyConfig Config(string json) => TaxonomyJson.Deserialize<TaxonomyConfig>(json);

    /// <summary>The paths to the texts, numbers and flags, but for the type, which makes another config.</summary>
    private static IEnumerable<string[]> Leaves(JsonNode? node) => node switch
    {
        JsonObject members => members.Where(member => member.Key is not ("taxonomy_type" or "key")).SelectMany(member => Leaves(member.Value).Select(path => path.Prepend(member.Key).ToArray())),
        JsonArray items => items.SelectMany((item, index) => Leaves(item).Select(path => path.Prepend($"{index}").ToArray())),
        _ => [[]],
    };

    private static JsonNode Other(JsonNode root, string[] path)
    {
        var value = path.Aggregate(root, Step).AsValue();
        return value.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.String => value.GetValue<string>() + "x",
            System.Text.Json.JsonValueKind.Number => value.GetValue<double>() + 1,
            var kind => kind != System.Text.Json.JsonValueKind.True,
        };
    }

    private static void Replace(JsonNode root, string[] path, JsonNode value)
    {
        var parent = path[..^1].Aggregate(root, Step);
        if (parent is JsonArray items)
            items[int.Parse(path[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else
            parent[path[^1]] = value;
    }

    private static JsonNode Step(JsonNode node, string name) =>
        node is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]! : node[name]!;
}
