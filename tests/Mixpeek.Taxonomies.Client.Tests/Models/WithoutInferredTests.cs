using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Which nodes of a config count as inferred.</summary>
public sealed class WithoutInferredTests
{
    [Theory]
    [InlineData("""{"collection_id":"a"}""", false)]
    [InlineData("""{"collection_id":"a","parent_collection_id":"b","label":"A","added_by_service":1}""", false)]
    [InlineData("""{"collection_id":"x","label":"X","summary":"about x","keywords":["x"]}""", false)]
    [InlineData("""{"collection_id":"x","label":"X","keywords":["x"]}""", true)]
    [InlineData("""{"collection_id":"x"}""", true)]
    [InlineData("""{"collection_id":"a","retriever_id":"r"}""", true)]
    [InlineData("""{"collection_id":"a","input_mappings":[]}""", true)]
    [InlineData("""{"collection_id":"a","enrichment_fields":[]}""", true)]
    [InlineData("""{"collection_id":"a","retriever_id":5}""", true)]
    [InlineData("""{"collection_id":"x","label":"X","summary":"about x","keywords":["x"],"enrichment_fields":["f"]}""", true)]
    public void Node_is_kept_unless_it_has_nothing_but_what_is_inferred(string node, bool isKept)
    {
        var config = Config($$"""{"taxonomy_type":"hierarchical","inference_strategy":"llm","inference_collections":["a","b"],"hierarchical_nodes":[{{node}},{"collection_id":"mine","retriever_id":"r"}]}""");
        config.WithoutInferred().HierarchicalNodes!.Should().HaveCount(isKept ? 2 : 1);
        ReferenceEquals(config.WithoutInferred(), config).Should().Be(isKept);
    }

    [Fact]
    public void Config_without_inference_is_the_same()
    {
        var config = Config("""{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"a","label":"A","summary":"s","keywords":["k"]}]}""");
        config.WithoutInferred().Should().BeSameAs(config);
        TaxonomyConfig flat = Sample.FlatConfig;
        flat.WithoutInferred().Should().BeSameAs(flat);
        var unknown = TaxonomyJson.Deserialize<TaxonomyConfig>("""{"taxonomy_type":"graph"}""");
        unknown.WithoutInferred().Should().BeSameAs(unknown);
    }

    [Fact]
    public void Nodes_below_one_that_was_given_are_kept_with_it()
    {
        var config = Config("""{"taxonomy_type":"hierarchical","inference_strategy":"schema","inference_collections":["col_a","col_b","col_c"],"hierarchical_nodes":[{"collection_id":"col_root","retriever_id":"ret_x"},{"collection_id":"col_a","parent_collection_id":"col_root","label":"Mine"},{"collection_id":"col_b","parent_collection_id":"col_a"},{"collection_id":"col_c","label":"c"}]}""");
        config.WithoutInferred().HierarchicalNodes!.Select(node => node.CollectionId).Should().Equal("col_root", "col_a", "col_b");
    }

    [Fact]
    public void Parents_that_a_given_node_needs_are_kept_with_it()
    {
        var config = Config("""{"taxonomy_type":"hierarchical","inference_strategy":"cluster","cluster_ids":["c"],"inference_collections":["col_in"],"hierarchical_nodes":[{"collection_id":"col_top","label":"c","summary":"s","keywords":["k"]},{"collection_id":"col_c","parent_collection_id":"col_top","label":"c","summary":"s","keywords":["k"]},{"collection_id":"col_in","label":"c"},{"collection_id":"mine","parent_collection_id":"col_c","retriever_id":"r"},{"collection_id":"other","parent_collection_id":"col_in","retriever_id":"r"}]}""");
        config.WithoutInferred().HierarchicalNodes!.Select(node => node.CollectionId).Should().Equal("col_top", "col_c", "mine", "other");
    }

    [Fact]
    public void What_remains_is_valid_and_has_nothing_inferred() =>
        Prop.ForAll(Hierarchies.ToArbitrary(), config =>
        {
            var without = config.WithoutInferred();
            return TaxonomyHierarchy.From(without).Faults.Count <= TaxonomyHierarchy.From(config).Faults.Count
                && ReferenceEquals(without.WithoutInferred(), without)
                && TaxonomyDiff.Compare(without, config).IsEmpty
                && TaxonomyFile.Write(new Taxonomy { TaxonomyName = "t", Config = config }) == TaxonomyFile.Write(new Taxonomy { TaxonomyName = "t", Config = without })
                && TaxonomyFile.Write(new Taxonomy { TaxonomyName = "t", Config = without }, includeInferred: true) == TaxonomyFile.Write(new Taxonomy { TaxonomyName = "t", Config = without });
        }).Check(Generated.Cases(500));

    [Fact]
    public void File_has_what_was_inferred_where_it_is_asked_for()
    {
        var config = Config("""{"taxonomy_type":"hierarchical","inference_strategy":"llm","inference_collections":["a"],"hierarchical_nodes":[{"collection_id":"a","label":"A"}]}""");
        var taxonomy = new Taxonomy { TaxonomyName = "t", Config = config };
        TaxonomyFile.Write(taxonomy).Should().NotContain("hierarchical_nodes");
        TaxonomyFile.Read(TaxonomyFile.Write(taxonomy, includeInferred: true)).Config.Should().Be(config);
    }

    /// <summary>Good trees of which some nodes are of a kind that the service infers.</summary>
    private static Gen<HierarchicalTaxonomyConfig> Hierarchies =>
        from tree in GeneratedTrees.Good
        from kinds in Gen.Choose(0, 3).ArrayOf(tree.HierarchicalNodes!.Count)
        select tree with
        {
            InferenceStrategy = HierarchyInferenceStrategy.Llm,
            RetrieverId = "ret_shared",
            InputMappings = [InputMapping.Vector("v", "features.v")],
            InferenceCollections = [.. tree.HierarchicalNodes!.Where((_, i) => kinds[i] == 1).Select(node => node.CollectionId)],
            HierarchicalNodes =
            [
                .. tree.HierarchicalNodes!.Select((node, i) => new HierarchicalNode
                {
                    CollectionId = node.CollectionId,
                    ParentCollectionId = node.ParentCollectionId,
                    RetrieverId = kinds[i] == 0 ? "ret_own" : null,
                    Label = kinds[i] == 2 ? "l" : null,
                    Summary = kinds[i] == 2 ? "s" : null,
                    Keywords = kinds[i] == 2 ? ["k"] : null,
                }),
            ],
        };

    private static HierarchicalTaxonomyConfig Config(string json) => TaxonomyJson.Deserialize<HierarchicalTaxonomyConfig>(json);
}
