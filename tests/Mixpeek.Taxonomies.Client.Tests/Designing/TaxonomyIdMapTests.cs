using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A config goes from one namespace to another with every ID replaced, or not at all.</summary>
public sealed class TaxonomyIdMapTests
{
    private static readonly TaxonomyIdMap Map = new()
    {
        Retrievers = new Dictionary<string, string> { ["ret_clip_v1"] = "ret_a", ["ret_face_v1"] = "ret_b" },
        Collections = new Dictionary<string, string> { ["col_products_v1"] = "col_a", ["col_employees_v1"] = "col_b", ["col_executives_v1"] = "col_c" },
        Clusters = new Dictionary<string, string> { ["cl_1"] = "cl_2" },
    };

    [Fact]
    public void Every_id_of_a_flat_config_is_replaced_and_nothing_else() =>
        Map.Apply(Sample.FlatConfig).Should().Be(Sample.FlatConfig with { RetrieverId = "ret_a", SourceCollection = new SourceCollection { CollectionId = "col_a" } });

    [Fact]
    public void Every_id_of_a_hierarchical_config_is_replaced_and_nothing_else()
    {
        var config = Sample.HierarchicalConfig with
        {
            InferenceCollections = ["col_products_v1"],
            ClusterIds = ["cl_1"],
            HierarchicalNodes = [.. Sample.HierarchicalConfig.HierarchicalNodes!, new HierarchicalNode { CollectionId = "col_products_v1", RetrieverId = "ret_clip_v1", Label = "ret_clip_v1" }],
            AdditionalProperties = new JsonObject { ["kept"] = "col_products_v1" },
        };
        Map.Apply(config).Should().Be(config with
        {
            RetrieverId = "ret_b",
            InferenceCollections = ["col_a"],
            ClusterIds = ["cl_2"],
            HierarchicalNodes =
            [
                new HierarchicalNode { CollectionId = "col_b" },
                new HierarchicalNode { CollectionId = "col_c", ParentCollectionId = "col_b" },
                new HierarchicalNode { CollectionId = "col_a", RetrieverId = "ret_a", Label = "ret_clip_v1" },
            ],
        });
    }

    [Fact]
    public void Ids_that_the_map_lacks_are_listed_once_each()
    {
        var config = Sample.HierarchicalConfig with { ClusterIds = ["cl_9", "cl_9"], InferenceCollections = ["col_9"] };
        FluentActions.Invoking(() => new TaxonomyIdMap().Apply(config)).Should().Throw<ArgumentException>().WithParameterName("config").WithMessage(
            "The map lacks the cluster 'cl_9', the collection 'col_9', the collection 'col_employees_v1', the collection 'col_executives_v1', the retriever 'ret_face_v1'.*");
        FluentActions.Invoking(() => new TaxonomyIdMap().Apply(Sample.FlatConfig)).Should().Throw<ArgumentException>()
            .WithMessage("The map lacks the collection 'col_products_v1', the retriever 'ret_clip_v1'.*");
        FluentActions.Invoking(() => Map.Apply(new HierarchicalTaxonomyConfig { HierarchicalNodes = [new() { CollectionId = "col_products_v1", RetrieverId = "ret_9" }] }))
            .Should().Throw<ArgumentException>().WithMessage("The map lacks the retriever 'ret_9'.*");
    }

    [Theory]
    [InlineData("""{"taxonomy_type":"flat","shop_id":"x"}""", "shop_id")]
    [InlineData("""{"taxonomy_type":"flat","shop_ids":["x"]}""", "shop_ids")]
    [InlineData("""{"taxonomy_type":"flat","source_collection":"x"}""", "source_collection")]
    [InlineData("""{"taxonomy_type":"flat","source_collection":{"collection_id":7}}""", "collection_id")]
    [InlineData("""{"taxonomy_type":"flat","a":1,"b\u0007_id":"x"}""", "b?_id")]
    [InlineData("""{"taxonomy_type":"hierarchical","cluster_ids":"x"}""", "cluster_ids")]
    [InlineData("""{"taxonomy_type":"hierarchical","inference_collections":"x"}""", "inference_collections")]
    [InlineData("""{"taxonomy_type":"hierarchical","hierarchical_nodes":{"x":{}}}""", "hierarchical_nodes")]
    [InlineData("""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"col_products_v1"},{"collection_id":"col_products_v1","retriever_id":7}]}""", "retriever_id")]
    public void Ids_in_a_shape_that_is_not_known_are_refused_before_any_that_the_map_lacks(string json, string member)
    {
        var config = TaxonomyJson.Deserialize<TaxonomyConfig>(json);
        FluentActions.Invoking(() => new TaxonomyIdMap().Apply(config)).Should().Throw<ArgumentException>().WithParameterName("config")
            .WithMessage($"config has IDs in its '{member}', in a shape that is not known.*");
    }

    [Fact]
    public void What_a_config_does_not_have_is_not_looked_up()
    {
        new TaxonomyIdMap().Apply(new HierarchicalTaxonomyConfig { LlmModel = "m" }).Should().Be(new HierarchicalTaxonomyConfig { LlmModel = "m" });
        FluentActions.Invoking(() => Map.Apply(null!)).Should().Throw<ArgumentNullException>().WithParameterName("config");
    }

    [Fact]
    public void Id_that_the_map_lacks_is_printable() =>
        FluentActions.Invoking(() => new TaxonomyIdMap().Apply(new HierarchicalTaxonomyConfig { RetrieverId = "a\nb" }))
            .Should().Throw<ArgumentException>().WithMessage("The map lacks the retriever 'a?b'.*");

    [Fact]
    public void Config_whose_ids_are_not_known_is_refused()
    {
        var unknown = new UnknownTaxonomyConfig(System.Text.Json.JsonDocument.Parse("""{"taxonomy_type":"graph"}""").RootElement);
        FluentActions.Invoking(() => Map.Apply(unknown)).Should().Throw<ArgumentException>().WithMessage("The IDs of a config of the type 'graph' are not known to this version.*");
    }
}
