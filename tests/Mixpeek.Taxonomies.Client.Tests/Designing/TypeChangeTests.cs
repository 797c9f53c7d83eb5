using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Taxonomies of different types are compared like any others, and a plan makes the one of the other.</summary>
public sealed class TypeChangeTests : EmulatedServiceTests
{
    private static readonly TaxonomyConfig Graph = TaxonomyJson.Deserialize<TaxonomyConfig>("""{"taxonomy_type":"graph","retriever_id":"r","edges":[1],"source_collection":{"collection_id":"col_products_v1"}}""");

    private static readonly Gen<Taxonomy> Taxonomies = Gen.OneOf(
        GeneratedModels.Taxonomy,
        GeneratedTrees.Good.Select(config => new Taxonomy { TaxonomyName = "t", Config = config }),
        Gen.Elements(Graph, Sample.FlatConfig, new UnknownTaxonomyConfig(), new HierarchicalTaxonomyConfig()).Select(config => new Taxonomy { TaxonomyName = "t", Config = config }));

    [Fact]
    public void Type_is_said_first_and_then_what_else_differs()
    {
        TaxonomyDiff.Compare(Sample.FlatConfig, Sample.HierarchicalConfig).ToText().Should().Be(
            """
            ~ config.taxonomy_type: flat -> hierarchical
            + config.hierarchical_nodes[col_employees_v1]: {"collection_id":"col_employees_v1"}
            + config.hierarchical_nodes[col_executives_v1]: {"collection_id":"col_executives_v1","parent_collection_id":"col_employees_v1"}
            + config.input_mappings[face_vec]: {"input_key":"face_vec","path":"features.face","source_type":"vector"}
            - config.input_mappings[image_vector]: {"input_key":"image_vector","path":"features.clip_vit_l_14","source_type":"vector"}
            ~ config.retriever_id: "ret_clip_v1" -> "ret_face_v1"
            - config.source_collection: {"collection_id":"col_products_v1"}

            """);
        var back = TaxonomyDiff.Compare(Sample.HierarchicalConfig, Sample.FlatConfig);
        back.ToString().Should().StartWith("~ config.taxonomy_type: hierarchical -> flat\n- config.hierarchical_nodes[col_employees_v1]: ");
        back.NeedsClone.Should().BeTrue();
        back.ToJson()[0]!.ToJsonString().Should().Be(
            """{"kind":"changed","part":"setting","location":["config","taxonomy_type"],"before":"hierarchical","after":"flat","needs_clone":true}""");
    }

    [Fact]
    public void Unknown_types_and_missing_configs_are_compared_too()
    {
        TaxonomyDiff.Compare(Sample.FlatConfig, Graph).ToText().Should().Be(
            """
            ~ config.taxonomy_type: flat -> graph
            + config.edges: [1]
            - config.input_mappings: [{"input_key":"image_vector","path":"features.clip_vit_l_14","source_type":"vector"}]
            ~ config.retriever_id: "ret_clip_v1" -> "r"

            """);
        TaxonomyDiff.Compare(new UnknownTaxonomyConfig(), new HierarchicalTaxonomyConfig { RetrieverId = "r" }).ToText()
            .Should().Be("+ config: {\"retriever_id\":\"r\",\"taxonomy_type\":\"hierarchical\"}\n");
        TaxonomyDiff.Compare(new HierarchicalTaxonomyConfig(), new UnknownTaxonomyConfig()).ToText().Should().Be("- config: {\"taxonomy_type\":\"hierarchical\"}\n");
    }

    [Fact]
    public void Difference_applied_to_the_one_gives_the_other_whatever_their_types() =>
        Prop.ForAll(Taxonomies.Two().ToArbitrary(), pair =>
        {
            var (before, after) = pair;
            var diff = TaxonomyDiff.Compare(before, after);
            var applied = diff.ApplyTo(before);
            return TaxonomyDiff.Compare(applied, after).IsEmpty
                && TaxonomyDiff.Compare(before, applied).ToText() == diff.ToText()
                && applied.Config.TaxonomyType == after.Config.TaxonomyType
                && applied.Config.GetType() == after.Config.GetType()
                && diff.IsEmpty == TaxonomyDiff.Compare(after, before).IsEmpty;
        }).Check(Generated.Cases(1000));

    [Fact]
    public async Task Plan_makes_a_clone_of_the_other_type()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        var plan = TaxonomyPlan.For(current, current with { Config = Sample.HierarchicalConfig });
        plan.Kind.Should().Be(TaxonomyPlanKind.Clone);
        plan.ToText().Should().StartWith($"clone product_tags as {plan.Desired.TaxonomyName}\n  ~ config.taxonomy_type: flat -> hierarchical (a config is immutable)\n");
        var clone = await plan.ApplyAsync(Client);
        clone.Config.Should().Be(Sample.HierarchicalConfig);
        (await plan.ApplyAsync(Client)).Should().Be(clone);
        Emulator.Store.Find("product_tags").Should().Be(current);
        Emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Fact]
    public async Task Plan_that_finds_another_type_under_its_names_says_so()
    {
        var current = Emulator.Store.Add("product_tags", Sample.FlatConfig);
        Emulator.Store.Add("taken", Sample.FlatConfig);
        var plan = TaxonomyPlan.For(current, current with { Config = Sample.HierarchicalConfig }, "taken");
        var failure = (await plan.Awaiting(p => p.ApplyAsync(Client)).Should().ThrowAsync<TaxonomyMismatchException>()).Which;
        failure.Message.Should().StartWith("The taxonomy 'taken' is there, but is not as asked for: ~ config.taxonomy_type: flat -> hierarchical, and 6 more.");
        failure.Diff!.Changes.Should().HaveCount(7);

        var update = TaxonomyPlan.For(current, current with { Description = "x" });
        await Client.DeleteAsync("product_tags");
        Emulator.Store.Add("product_tags", Sample.HierarchicalConfig, id: current.TaxonomyId);
        (await update.Awaiting(p => p.ApplyAsync(Client)).Should().ThrowAsync<TaxonomyMismatchException>())
            .WithMessage("The taxonomy 'product_tags' has changed since the plan was made: ~ config.taxonomy_type: flat -> hierarchical, and*")
            .Which.Diff.Should().NotBeNull();
    }
}
