using System.Diagnostics;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class TaxonomyDiffTests
{
    private static readonly FsCheck.Config Thorough = Generated.Cases(1000);

    private static readonly Gen<(Taxonomy Before, Taxonomy After)> Pairs =
        from before in GeneratedModels.Taxonomy
        from after in GeneratedModels.Taxonomy.Where(taxonomy => taxonomy.Config.TaxonomyType == before.Config.TaxonomyType)
        select (before, after);

    [Fact]
    public void Taxonomy_does_not_differ_from_itself() =>
        Prop.ForAll(GeneratedModels.Taxonomy.ToArbitrary(), taxonomy =>
            TaxonomyDiff.Compare(taxonomy, taxonomy).IsEmpty
            && TaxonomyDiff.Compare(taxonomy, TaxonomyJson.Deserialize<Taxonomy>(TaxonomyJson.Serialize(taxonomy))).IsEmpty).Check(Thorough);

    [Fact]
    public void Difference_applied_to_the_one_gives_the_other() =>
        Prop.ForAll(Pairs.ToArbitrary(), pair =>
        {
            var diff = TaxonomyDiff.Compare(pair.Before, pair.After);
            var applied = diff.ApplyTo(pair.Before);
            return TaxonomyDiff.Compare(applied, pair.After).IsEmpty
                && TaxonomyDiff.Compare(pair.Before, applied).ToText() == diff.ToText()
                && diff.IsEmpty == TaxonomyDiff.Compare(pair.After, pair.Before).IsEmpty;
        }).Check(Thorough);

    [Fact]
    public void What_is_applied_differs_in_nothing_that_the_service_would_see() =>
        Prop.ForAll(Pairs.ToArbitrary(), pair =>
        {
            var applied = TaxonomyDiff.Compare(pair.Before, pair.After).ApplyTo(pair.Before);
            return JsonNode.DeepEquals(applied.Metadata, pair.After.Metadata)
                && applied.TaxonomyName == pair.After.TaxonomyName
                && (applied.Description ?? "") == (pair.After.Description ?? "")
                && applied.TaxonomyId == pair.Before.TaxonomyId;
        }).Check(Thorough);

    [Fact]
    public void Order_of_members_nodes_inputs_and_fields_and_spelled_out_defaults_make_no_difference()
    {
        var one = Config("""{"taxonomy_type":"hierarchical","llm_sample_size":0,"cluster_overlap_threshold":0.70,"cluster_ids":[],"input_mappings":[{"input_key":"a","path":"p"},{"input_key":"b"}],"hierarchical_nodes":[{"collection_id":"c","label":null,"enrichment_fields":[{"field_path":"f","merge_mode":"replace"},{"field_path":"g"}]},{"collection_id":"d"}],"future":{"x":1.0,"y":2}}""");
        var other = Config("""{"future":{"y":2,"x":1},"hierarchical_nodes":[{"collection_id":"d"},{"enrichment_fields":[{"field_path":"g"},{"field_path":"f"}],"collection_id":"c"}],"input_mappings":[{"input_key":"b"},{"path":"p","input_key":"a"}],"taxonomy_type":"hierarchical"}""");
        TaxonomyDiff.Compare(one, other).ToText().Should().Be("no changes\n");
        TaxonomyDiff.Compare(other, one).IsEmpty.Should().BeTrue();
    }

    [Fact]
    public void Fields_of_one_target_keep_their_order()
    {
        var one = Flat([new EnrichmentField { FieldPath = "a", TargetField = "t" }, new EnrichmentField { FieldPath = "b", TargetField = "t" }]);
        var other = Flat([new EnrichmentField { FieldPath = "b", TargetField = "t" }, new EnrichmentField { FieldPath = "a", TargetField = "t" }]);
        TaxonomyDiff.Compare(one, other).Changes.Select(change => string.Join('.', change.Location)).Should().Equal(
            "config.source_collection.enrichment_fields.t", "config.source_collection.enrichment_fields.t#2");
    }

    public static TheoryData<string, string, string> Configs => new()
    {
        { """{"step_analytics":{"covariates":[{"name":"a","field_path":"f"}]}}""", """{"step_analytics":{"covariates":[{"field_path":"g","name":"a"}]}}""", "~ config.step_analytics.covariates[a]: {\"field_path\":\"f\",\"name\":\"a\"} -> {\"field_path\":\"g\",\"name\":\"a\"}\n" },
        { """{"step_analytics":{"timestamp_field":"a"}}""", """{"step_analytics":{"timestamp_field":"b"}}""", "~ config.step_analytics.timestamp_field: \"a\" -> \"b\"\n" },
        { """{"input_mappings":[{"input_key":"k","path":"a"},{"input_key":"k","path":"b"}]}""", """{"input_mappings":[{"input_key":"k","path":"a"}]}""", "- config.input_mappings[k#2]: {\"input_key\":\"k\",\"path\":\"b\"}\n" },
        { """{"input_mappings":[{"input_key":"k#2"},{"input_key":"k"}]}""", """{"input_mappings":[{"input_key":"k#2"},{"input_key":"k"},{"input_key":"k"}]}""", "+ config.input_mappings[k#3]: {\"input_key\":\"k\"}\n" },
        { """{"input_mappings":[]}""", """{"input_mappings":[{"input_key":"k"}]}""", "+ config.input_mappings: [{\"input_key\":\"k\"}]\n" },
        { """{"input_mappings":[{"input_key":"k"}]}""", """{"input_mappings":[{"input_key":"k"},{"path":"p"}]}""", "+ config.input_mappings[]: {\"path\":\"p\"}\n" },
        { """{"input_mappings":[{"input_key":"k"}]}""", """{"input_mappings":[{"input_key":"k","override":null}]}""", "~ config.input_mappings[k]: {\"input_key\":\"k\"} -> {\"input_key\":\"k\",\"override\":null}\n" },
        { """{"hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f","target_field":""}]}]}""", """{"hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f","target_field":"","added":1}]}]}""", "~ config.hierarchical_nodes[c].enrichment_fields[f]: {\"field_path\":\"f\",\"target_field\":\"\"} -> {\"added\":1,\"field_path\":\"f\",\"target_field\":\"\"}\n" },
        { """{"hierarchical_nodes":[{"collection_id":"c"}]}""", """{"hierarchical_nodes":[{"collection_id":"c","keywords":[],"future":[]}]}""", "+ config.hierarchical_nodes[c].future: []\n" },
        { """{"hierarchical_nodes":[{"collection_id":"c"}]}""", """{"hierarchical_nodes":[{"collection_id":"c","parent_collection_id":"d"}]}""", "~ config.hierarchical_nodes[c]: moved from the top to \"d\"\n" },
        { """{"future":[1]}""", """{"future":[1,2]}""", "~ config.future: [1] -> [1,2]\n" },
        { """{"future":{"a":0.10}}""", """{"future":{"a":1e-1}}""", "no changes\n" },
        { """{"future":0.0}""", """{"future":1e400}""", "~ config.future: 0 -> 1e400\n" },
        { """{"future":{"a":{"c":1,"b":[{"e":true,"d":false}]}}}""", """{"future":{"a":{"b":[{"d":false,"e":true}],"c":1.0}}}""", "no changes\n" },
        { """{"llm_sample_size":1}""", """{"llm_sample_size":0}""", "- config.llm_sample_size: 1\n" },
    };

    [Theory]
    [MemberData(nameof(Configs))]
    public void Change_of_a_config_is_told_by_the_keys_of_its_lists(string before, string after, string text)
    {
        TaxonomyDiff.Compare(Read(before), Read(after)).ToText().Should().Be(text);

        static TaxonomyConfig Read(string members) => Config($$"""{"taxonomy_type":"hierarchical",{{members[1..]}}""");
    }

    [Fact]
    public void No_fields_are_not_all_fields_and_no_inputs_not_those_of_the_config()
    {
        TaxonomyDiff.Compare(Flat(null), Flat([])).ToText().Should().Be("~ config.source_collection.enrichment_fields: all fields -> []\n");
        var node = new HierarchicalNode { CollectionId = "c" };
        TaxonomyDiff.Compare(Nodes(node), Nodes(node with { InputMappings = [] })).ToText().Should().Be("+ config.hierarchical_nodes[c].input_mappings: []\n");
    }

    [Fact]
    public void Changes_are_typed_ordered_and_say_what_makes_them()
    {
        var before = new Taxonomy
        {
            TaxonomyId = "tax_1",
            TaxonomyName = "org",
            Description = "old",
            Metadata = new JsonObject { ["owner"] = "a", ["gone"] = 1, ["nothing"] = null },
            Config = Sample.HierarchicalConfig with
            {
                InputMappings = [InputMapping.Vector("face", "f"), InputMapping.Payload("gone", "g")],
                HierarchicalNodes =
                [
                    new() { CollectionId = "col_a", EnrichmentFields = [new EnrichmentField { FieldPath = "name" }] },
                    new() { CollectionId = "col_b", ParentCollectionId = "col_a", Label = "B" },
                    new() { CollectionId = "col_c", ParentCollectionId = "col_a" },
                ],
            },
        };
        var after = before with
        {
            TaxonomyId = "tax_2",
            Version = 7,
            Ready = false,
            CreatedAt = DateTimeOffset.UnixEpoch,
            TaxonomyName = "org_v2",
            Description = null,
            Metadata = new JsonObject { ["owner"] = "b", ["added"] = null, ["nothing"] = null },
            Config = (HierarchicalTaxonomyConfig)before.Config with
            {
                RetrieverId = "ret_2",
                LlmModel = "m",
                InputMappings = [InputMapping.Vector("face", "g"), InputMapping.Payload("new", "n")],
                HierarchicalNodes =
                [
                    new() { CollectionId = "col_a", EnrichmentFields = [new EnrichmentField { FieldPath = "name", MergeMode = EnrichmentMergeMode.Append }] },
                    new() { CollectionId = "col_b", Label = "B2", RetrieverId = "ret_b" },
                    new() { CollectionId = "col_d", ParentCollectionId = "col_b" },
                ],
            },
        };
        var diff = TaxonomyDiff.Compare(before, after);
        diff.ToText().Should().Be(
            """
            ~ taxonomy_name: "org" -> "org_v2"
            - description: "old"
            + metadata.added: null
            - metadata.gone: 1
            ~ metadata.owner: "a" -> "b"
            ~ config.hierarchical_nodes[col_a].enrichment_fields[name]: {"field_path":"name"} -> {"field_path":"name","merge_mode":"append"}
            ~ config.hierarchical_nodes[col_b].label: "B" -> "B2"
            ~ config.hierarchical_nodes[col_b]: moved from "col_a" to the top
            + config.hierarchical_nodes[col_b].retriever_id: "ret_b"
            - config.hierarchical_nodes[col_c]: {"collection_id":"col_c","parent_collection_id":"col_a"}
            + config.hierarchical_nodes[col_d]: {"collection_id":"col_d","parent_collection_id":"col_b"}
            ~ config.input_mappings[face]: {"input_key":"face","path":"f","source_type":"vector"} -> {"input_key":"face","path":"g","source_type":"vector"}
            - config.input_mappings[gone]: {"input_key":"gone","path":"g","source_type":"payload"}
            + config.input_mappings[new]: {"input_key":"new","path":"n","source_type":"payload"}
            + config.llm_model: "m"
            ~ config.retriever_id: "ret_face_v1" -> "ret_2"

            """);
        diff.Changes.Select(change => change.Part).Should().Equal(
            TaxonomyPart.Name, TaxonomyPart.Description, TaxonomyPart.Metadata, TaxonomyPart.Metadata, TaxonomyPart.Metadata,
            TaxonomyPart.EnrichmentField, TaxonomyPart.Setting, TaxonomyPart.Node, TaxonomyPart.Retriever, TaxonomyPart.Node, TaxonomyPart.Node,
            TaxonomyPart.InputMapping, TaxonomyPart.InputMapping, TaxonomyPart.InputMapping, TaxonomyPart.Setting, TaxonomyPart.Retriever);
        diff.Changes.Select(change => change.NeedsClone).Should().Equal(Enumerable.Range(0, 16).Select(i => i >= 5));
        diff.Changes[7].Kind.Should().Be(TaxonomyChangeKind.Moved);
        diff.ToJson()[7]!.ToJsonString().Should().Be(
            """{"kind":"moved","part":"node","location":["config","hierarchical_nodes","col_b","parent_collection_id"],"before":"col_a","after":null,"needs_clone":true}""");
        diff.ToJson()[2]!.ToJsonString().Should().Be("""{"kind":"added","part":"metadata","location":["metadata","added"],"after":null,"needs_clone":false}""");
        TaxonomyDiff.Compare(diff.ApplyTo(before), after).IsEmpty.Should().BeTrue();
    }

    [Theory]
    [InlineData(118, "\"")]
    [InlineData(119, "...")]
    public void Value_of_up_to_120_characters_is_shown_whole(int length, string end)
    {
        var text = new string('x', length);
        TaxonomyDiff.Compare(new Taxonomy(), new Taxonomy { Description = text }).ToString().Should().Be($"+ description: \"{text}{end}\n");
    }

    [Fact]
    public void Long_values_are_cut_in_text_and_whole_in_json()
    {
        var diff = TaxonomyDiff.Compare(new Taxonomy { Description = "a" }, new Taxonomy { Description = new string('x', 500) + "\u001b[31m" });
        diff.ToText().Should().HaveLength(146).And.EndWith("x...\n");
        diff.ToJson()[0]!["after"]!.GetValue<string>().Should().HaveLength(505);
    }

    [Fact]
    public void Missing_argument_is_refused()
    {
        Refused(() => TaxonomyDiff.Compare(null!, Sample.FlatConfig), "before");
        Refused(() => TaxonomyDiff.Compare(Sample.FlatConfig, null!), "after");
        Refused(() => TaxonomyDiff.Compare(null!, new Taxonomy()), "before");
        Refused(() => TaxonomyDiff.Compare(new Taxonomy(), null!), "after");
        Refused(() => TaxonomyDiff.Compare(new Taxonomy(), new Taxonomy()).ApplyTo(null!), "taxonomy");

        static void Refused(Action call, string parameter) => call.Should().Throw<ArgumentNullException>().WithParameterName(parameter);
    }

    [Fact]
    public void Configs_of_an_unknown_type_are_compared_member_by_member() =>
        TaxonomyDiff.Compare(Config("""{"taxonomy_type":"graph","edges":[1,2],"a":null}"""), Config("""{"edges":[2,1],"taxonomy_type":"graph","a":null}"""))
            .ToText().Should().Be("~ config.edges: [1,2] -> [2,1]\n");

    [Fact]
    public void Changes_are_not_applied_where_their_place_is_missing()
    {
        var node = new HierarchicalNode { CollectionId = "c" };
        var diff = TaxonomyDiff.Compare(Nodes(node), Nodes(node with { Label = "x" }));
        FluentActions.Invoking(() => diff.ApplyTo(new Taxonomy { Config = Nodes(node with { CollectionId = "d" }) }))
            .Should().Throw<ArgumentException>().WithMessage("taxonomy has no config.hierarchical_nodes.c.*");
    }

#if !MUTATION_TESTING
    /// <summary>In the square of the number, this would take minutes.</summary>
    [Fact]
    public void Hundred_thousand_nodes_are_compared_and_changed_in_no_more_than_their_time()
    {
        HierarchicalNode[] nodes = [.. Enumerable.Range(0, 100_000).Select(i => new HierarchicalNode { CollectionId = $"col_{i}", ParentCollectionId = i == 0 ? null : $"col_{i - 1}" })];
        var watch = Stopwatch.StartNew();
        var before = new Taxonomy { Config = Nodes(nodes) };
        var after = new Taxonomy { Config = Nodes([.. nodes.Where((_, i) => i % 2 == 0).Select(node => node with { ParentCollectionId = null }).Reverse()]) };
        var diff = TaxonomyDiff.Compare(before, after);
        diff.Changes.Should().HaveCount(99_999);
        TaxonomyDiff.Compare(diff.ApplyTo(before), after).IsEmpty.Should().BeTrue();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(60));
    }
#endif

    private static FlatTaxonomyConfig Flat(IReadOnlyList<EnrichmentField>? fields) =>
        Sample.FlatConfig with { SourceCollection = new SourceCollection { CollectionId = "c", EnrichmentFields = fields } };

    private static HierarchicalTaxonomyConfig Nodes(params HierarchicalNode[] nodes) => new() { HierarchicalNodes = nodes };

    private static TaxonomyConfig Config(string json) => TaxonomyJson.Deserialize<TaxonomyConfig>(json);
}
