using System.Diagnostics;
using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class TaxonomyHierarchyTests
{
    private static readonly FsCheck.Config Thorough = Generated.Cases(1000);

    private static readonly HierarchicalTaxonomyConfig Organisation = new()
    {
        RetrieverId = "ret_face",
        InputMappings = [InputMapping.Vector("face", "features.face")],
        HierarchicalNodes =
        [
            new() { CollectionId = "col_board", ParentCollectionId = "col_executives", Label = "The \"board\"", RetrieverId = "ret_board" },
            new() { CollectionId = "col_people", Label = "People", EnrichmentFields = [new EnrichmentField { FieldPath = "name" }] },
            new() { CollectionId = "col_executives", ParentCollectionId = "col_people", InputMappings = [InputMapping.Payload("title", "title")] },
            new() { CollectionId = "col_staff", ParentCollectionId = "col_people" },
            new() { CollectionId = "col_guests" },
        ],
    };

    [Fact]
    public void Tree_has_roots_children_ancestors_depths_and_paths()
    {
        var hierarchy = TaxonomyHierarchy.From(Organisation);
        hierarchy.Faults.Should().BeEmpty();
        Ids(hierarchy.Nodes).Should().Equal("col_board", "col_people", "col_executives", "col_staff", "col_guests");
        Ids(hierarchy.Roots).Should().Equal("col_people", "col_guests");
        Ids(hierarchy.Find("col_people")!.Children).Should().Equal("col_executives", "col_staff");
        var board = hierarchy.Find("col_board")!;
        board.Parent.Should().BeSameAs(hierarchy.Find("col_executives"));
        Ids(board.Ancestors).Should().Equal("col_executives", "col_people");
        Ids(board.Path).Should().Equal("col_people", "col_executives", "col_board");
        board.ToString().Should().Be("col_people / col_executives / col_board");
        hierarchy.Nodes.Select(node => node.Depth).Should().Equal(2, 0, 1, 1, 0);
        hierarchy.Find("col_nobody").Should().BeNull();
        FluentActions.Invoking(() => hierarchy.Find(null!)).Should().Throw<ArgumentNullException>().WithParameterName("collectionId");
        hierarchy.ToString().Should().Be(hierarchy.ToText());
    }

    [Fact]
    public void Node_inherits_what_it_does_not_have()
    {
        var hierarchy = TaxonomyHierarchy.From(Organisation);
        var board = hierarchy.Find("col_board")!;
        (board.RetrieverId, board.InheritsRetriever).Should().Be(("ret_board", false));
        (board.InputMappings[0].InputKey, board.InheritsInputMappings).Should().Be(("face", true), "inputs come from the config, not from the parent");
        board.Enrichment.Select(given => (given.CollectionId, given.Fields?.Count)).Should().Equal(("col_people", 1), ("col_executives", null), ("col_board", null));
        var executives = hierarchy.Find("col_executives")!;
        (executives.RetrieverId, executives.InheritsRetriever).Should().Be(("ret_face", true));
        (executives.InputMappings[0].InputKey, executives.InheritsInputMappings).Should().Be(("title", false));
    }

    [Fact]
    public void Good_trees_have_no_faults() =>
        Prop.ForAll(GeneratedTrees.Good.ToArbitrary(), config =>
        {
            var hierarchy = TaxonomyHierarchy.From(config);
            return hierarchy.Faults.Count == 0
                && hierarchy.Nodes.All(node => node.Path[0].Parent is null && node.Depth == node.Ancestors.Count() && node.RetrieverId is not null)
                && hierarchy.Nodes.Sum(node => node.Children.Count) + hierarchy.Roots.Count == config.HierarchicalNodes!.Count;
        }).Check(Thorough);

    [Fact]
    public void Fault_of_a_broken_tree_is_found_at_its_place() =>
        Prop.ForAll(GeneratedTrees.Broken.ToArbitrary(), broken =>
        {
            var hierarchy = TaxonomyHierarchy.From(broken.Config);
            hierarchy.Faults.Select(fault => string.Join('.', fault.Location)).Should().Equal(broken.Location);
            return hierarchy.Nodes.All(node => node.Path[0].Parent is null);
        }).Check(Thorough);

    [Fact]
    public void What_a_client_refuses_to_send_is_what_the_hierarchy_finds() =>
        Prop.ForAll(GeneratedTrees.Broken.Where(broken => !broken.Location.EndsWith("retriever_id", StringComparison.Ordinal) && !broken.Location.EndsWith("input_mappings", StringComparison.Ordinal)).ToArbitrary(), broken =>
        {
            using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
            using var client = Sample.Client(handler);
            Action create = () => _ = client.CreateAsync(Sample.CreateRequest with { Config = broken.Config });
            create.Should().Throw<ArgumentException>().WithMessage($"*{TaxonomyHierarchy.From(broken.Config).Faults[0].Message}.*");
            return handler.Requests.Count == 0;
        }).Check(Generated.Cases(100));

    [Fact]
    public void Every_cycle_is_one_fault_and_what_hangs_below_it_is_none()
    {
        var hierarchy = Hierarchy(("a", "c"), ("b", "a"), ("c", "b"), ("below", "b"), ("self", "self"), ("root", null));
        hierarchy.Faults.Select(fault => fault.ToString()).Should().Equal(
            "body.config.hierarchical.hierarchical_nodes.0.parent_collection_id: is in a cycle: 'a' is an ancestor of itself",
            "body.config.hierarchical.hierarchical_nodes.4.parent_collection_id: is in a cycle: 'self' is an ancestor of itself");
        Ids(hierarchy.Roots).Should().Equal("a", "self", "root");
        hierarchy.Find("below")!.Depth.Should().Be(2);
    }

    [Fact]
    public void Faults_come_in_the_shape_of_the_services_answer()
    {
        var config = new HierarchicalTaxonomyConfig { HierarchicalNodes = [new() { CollectionId = "col_a", ParentCollectionId = "col_b" }, new() { CollectionId = "" }] };
        TaxonomyHierarchy.From(config).Faults.Select(fault => $"{fault.Type} {fault}").Should().Equal(
            "value_error body.config.hierarchical.hierarchical_nodes.0.parent_collection_id: names the parent 'col_b', which is no node and no inferred collection",
            "missing body.config.hierarchical.hierarchical_nodes.0.retriever_id: 'col_a' has no retriever, and neither has the config",
            "missing body.config.hierarchical.hierarchical_nodes.0.input_mappings: 'col_a' has no inputs, and neither has the config",
            "missing body.config.hierarchical.hierarchical_nodes.1.collection_id: names no collection",
            "missing body.config.hierarchical.hierarchical_nodes.1.retriever_id: '' has no retriever, and neither has the config",
            "missing body.config.hierarchical.hierarchical_nodes.1.input_mappings: '' has no inputs, and neither has the config");
    }

    [Fact]
    public void Hierarchy_of_no_nodes_is_a_fault_unless_nodes_are_inferred()
    {
        var none = TaxonomyHierarchy.From(new HierarchicalTaxonomyConfig { HierarchicalNodes = [] });
        none.Faults.Should().ContainSingle().Which.Type.Should().Be("missing");
        none.Faults[0].ToString().Should().Be("body.config.hierarchical.hierarchical_nodes: has no node, and nothing to infer nodes from");
        none.ToText().Should().Be("(no nodes)\n");
        TaxonomyHierarchy.From(new HierarchicalTaxonomyConfig { ClusterIds = ["c"] }).Faults.Should().BeEmpty();
        TaxonomyHierarchy.From(new HierarchicalTaxonomyConfig { InferenceStrategy = HierarchyInferenceStrategy.Llm, HierarchicalNodes = [new() { CollectionId = "c" }] })
            .Faults.Should().HaveCount(2, "the node lacks a retriever and inputs, whatever else is inferred");
        FluentActions.Invoking(() => TaxonomyHierarchy.From(null!)).Should().Throw<ArgumentNullException>().WithParameterName("config");
        FluentActions.Invoking(() => TaxonomyHierarchy.From(new HierarchicalTaxonomyConfig { HierarchicalNodes = [null!] }))
            .Should().Throw<ArgumentException>().WithMessage("config.HierarchicalNodes[0] must not be null.*");
    }

    [Fact]
    public void Blank_retriever_is_none_and_inputs_that_are_emptied_are_not_those_of_the_config()
    {
        var hierarchy = TaxonomyHierarchy.From(new HierarchicalTaxonomyConfig
        {
            RetrieverId = " ",
            HierarchicalNodes = [new() { CollectionId = "col_a", RetrieverId = " ", InputMappings = [] }, new() { CollectionId = " ", RetrieverId = "ret" }],
        });
        hierarchy.Faults.Select(fault => fault.ToString()).Should().Equal(
            "body.config.hierarchical.hierarchical_nodes.0.retriever_id: 'col_a' has no retriever, and neither has the config",
            "body.config.hierarchical.hierarchical_nodes.0.input_mappings: 'col_a' has no inputs",
            "body.config.hierarchical.hierarchical_nodes.1.collection_id: names no collection",
            "body.config.hierarchical.hierarchical_nodes.1.input_mappings: ' ' has no inputs, and neither has the config");
        hierarchy.ToText(withInheritance: true).Should().Be("col_a: retriever none; inputs none; fields all\n : retriever ret; inputs none; fields all\n");
    }

    [Fact]
    public void Node_below_an_inferred_collection_is_a_root_and_no_fault()
    {
        var hierarchy = TaxonomyHierarchy.From(Organisation with
        {
            InferenceCollections = ["col_inferred"],
            HierarchicalNodes = [new() { CollectionId = "col_special", ParentCollectionId = "col_inferred" }],
        });
        hierarchy.Faults.Should().BeEmpty();
        Ids(hierarchy.Roots).Should().Equal("col_special");
    }

    [Fact]
    public void Tree_is_drawn()
    {
        var hierarchy = TaxonomyHierarchy.From(Organisation);
        hierarchy.ToText().Should().Be(
            """
            col_people (People)
            ├─ col_executives
            │  └─ col_board (The "board")
            └─ col_staff
            col_guests

            """);
        hierarchy.ToText(withInheritance: true).Should().StartWith("col_people (People): retriever ret_face (inherited); inputs face (inherited); fields name\n")
            .And.Contain("col_board (The \"board\"): retriever ret_board; inputs face (inherited); fields all\n");
        hierarchy.ToMermaid().Should().Be(
            """
            flowchart TD
                n0["col_board (The #quot;board#quot;)"]
                n1["col_people (People)"]
                n2["col_executives"]
                n3["col_staff"]
                n4["col_guests"]
                n2 --> n0
                n1 --> n2
                n1 --> n3

            """);
        hierarchy.ToDot().Should().Be(
            """
            digraph taxonomy {
                node [shape=box];
                n0 [label="col_board (The \"board\")"];
                n1 [label="col_people (People)"];
                n2 [label="col_executives"];
                n3 [label="col_staff"];
                n4 [label="col_guests"];
                n2 -> n0;
                n1 -> n2;
                n1 -> n3;
            }

            """);
    }

    [Fact]
    public void What_a_node_has_and_inherits_is_drawn_beside_it()
    {
        var hierarchy = TaxonomyHierarchy.From(Organisation with
        {
            HierarchicalNodes =
            [
                new()
                {
                    CollectionId = "col_a",
                    Label = " ",
                    InputMappings = [InputMapping.Vector("face", "f"), InputMapping.Payload("ti\ntle", "t")],
                    EnrichmentFields = [new EnrichmentField { FieldPath = "name" }, new EnrichmentField { FieldPath = "age" }],
                },
                new() { CollectionId = "col_b", ParentCollectionId = "col_a", EnrichmentFields = [] },
            ],
        });
        hierarchy.ToText(withInheritance: true).Should().Be(
            """
            col_a: retriever ret_face (inherited); inputs face, ti?tle; fields name, age
            └─ col_b: retriever ret_face (inherited); inputs face (inherited); fields none

            """);
    }

    [Fact]
    public void Drawing_takes_nothing_in_a_label_for_its_own_syntax()
    {
        var hierarchy = TaxonomyHierarchy.From(Organisation with
        {
            HierarchicalNodes = [new() { CollectionId = "col_a", Label = "x\"]\n#\\ <b>`\u001b" }],
        });
        hierarchy.ToText().Should().Be("col_a (x\"]?#\\ <b>`?)\n");
        hierarchy.ToMermaid().Should().Contain("n0[\"col_a (x#quot;]?#35;\\ #lt;b>#96;?)\"]");
        hierarchy.ToDot().Should().Contain("[label=\"col_a (x\\\"]?#\\\\ <b>`?)\"]");
    }

#if !MUTATION_TESTING
    /// <summary>In the square of the number, each of these would take minutes.</summary>
    [Theory]
    [InlineData("root first")]
    [InlineData("root last")]
    [InlineData("shuffled")]
    [InlineData("cycle")]
    [InlineData("children of inferred collections")]
    public void Hundred_thousand_nodes_take_neither_the_stack_nor_the_square_of_the_time(string shape)
    {
        const int count = 100_000;
        var nodes = Enumerable.Range(0, count).Select(i => Node($"col_{i}", i == 0 ? shape == "cycle" ? $"col_{count - 1}" : null : $"col_{i - 1}")).ToArray();
        if (shape == "root last")
            Array.Reverse(nodes);
        else if (shape == "shuffled")
            new Random(1).Shuffle(nodes);
        else if (shape == "children of inferred collections")
            nodes = [.. nodes.Select((node, i) => node with { ParentCollectionId = $"inferred_{i}" })];
        var config = Organisation with { HierarchicalNodes = nodes, InferenceCollections = [.. Enumerable.Range(0, count).Select(i => $"inferred_{i}")] };
        var watch = Stopwatch.StartNew();

        var hierarchy = TaxonomyHierarchy.From(config);
        var lengths = new[] { hierarchy.ToText(true).Length, hierarchy.ToMermaid().Length, hierarchy.ToDot().Length };

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(20));
        lengths.Should().OnlyContain(length => length < 300 * count);
        hierarchy.Faults.Should().HaveCount(shape == "cycle" ? 1 : 0);
        hierarchy.Nodes.Max(node => node.Depth).Should().Be(shape.StartsWith("children", StringComparison.Ordinal) ? 0 : count - 1);
    }
#endif

    [Fact]
    public void Deep_nodes_are_drawn_with_their_depth()
    {
        var lines = Hierarchy([.. Enumerable.Range(0, 19).Select(i => ($"c{i}", i == 0 ? null : $"c{i - 1}"))]).ToText().Split('\n');
        lines[16].Should().Be($"{new string(' ', 45)}└─ c16");
        lines[17].Should().Be($"{new string(' ', 45)}└─ [17] c17");
        lines[18].Should().Be($"{new string(' ', 45)}└─ [18] c18");
    }

    private static TaxonomyHierarchy Hierarchy(params (string Id, string? Parent)[] nodes) =>
        TaxonomyHierarchy.From(Organisation with { HierarchicalNodes = [.. nodes.Select(node => Node(node.Id, node.Parent))] });

    private static HierarchicalNode Node(string id, string? parent) => new() { CollectionId = id, ParentCollectionId = parent };

    private static IEnumerable<string> Ids(IEnumerable<HierarchyNode> nodes) => nodes.Select(node => node.CollectionId);
}
