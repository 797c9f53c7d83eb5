using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class TaxonomyFileTests
{
    private static readonly FsCheck.Config Thorough = Generated.Cases(1000);

    [Fact]
    public void File_has_one_form() =>
        TaxonomyFile.Write(TaxonomyJson.Deserialize<Taxonomy>(
            """
            {"taxonomy_id":"tax_1","version":3,"taxonomy_name":"org","ready":true,"created_at":"2026-01-01T00:00:00","description":"","metadata":{"z":1.50,"a":{"y":null,"x":"ü→"}},
             "config":{"taxonomy_type":"hierarchical","llm_sample_size":0,"cluster_overlap_threshold":0.7,"cluster_ids":[],"llm_model":null,"retriever_id":"ret_1","future":[2,1],
              "hierarchical_nodes":[{"parent_collection_id":"col_a","collection_id":"col_b"},{"collection_id":"col_a","enrichment_fields":["name",{"field_path":"age","merge_mode":"append"}]}]}}
            """)).Should().Be(
            """
            {
              "config": {
                "future": [
                  2,
                  1
                ],
                "hierarchical_nodes": [
                  {
                    "collection_id": "col_a",
                    "enrichment_fields": [
                      {
                        "field_path": "age",
                        "merge_mode": "append"
                      },
                      {
                        "field_path": "name"
                      }
                    ]
                  },
                  {
                    "collection_id": "col_b",
                    "parent_collection_id": "col_a"
                  }
                ],
                "retriever_id": "ret_1",
                "taxonomy_type": "hierarchical"
              },
              "metadata": {
                "a": {
                  "x": "ü→",
                  "y": null
                },
                "z": 1.5
              },
              "taxonomy_name": "org"
            }

            """);

    [Theory]
    [InlineData("""{"metadata":{},"description":""}""", "{}")]
    [InlineData("""{"taxonomy_name":"t","metadata":{"a":[]},"config":null}""", """{"metadata":{"a":[]},"taxonomy_name":"t"}""")]
    [InlineData("""{"description":"d","config":{"taxonomy_type":"hierarchical","input_mappings":[],"hierarchical_nodes":[],"cluster_ids":[],"future":[]}}""", """{"config":{"future":[],"taxonomy_type":"hierarchical"},"description":"d"}""")]
    [InlineData("""{"config":{"taxonomy_type":"flat","source_collection":{"enrichment_fields":[],"collection_id":"c"},"retriever_id":"r","input_mappings":[]}}""", """{"config":{"input_mappings":[],"retriever_id":"r","source_collection":{"collection_id":"c","enrichment_fields":[]},"taxonomy_type":"flat"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"keywords":[],"input_mappings":[],"enrichment_fields":[],"collection_id":"c"}]}}""", """{"config":{"hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[],"input_mappings":[]}],"taxonomy_type":"hierarchical"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"hierarchical","step_analytics":{"timestamp_field":"t","step_key_source":"assignment_label","covariates":[{"name":"b","n_clusters":10},{"name":"a","n_clusters":9}]}}}""", """{"config":{"step_analytics":{"covariates":[{"n_clusters":9,"name":"a"},{"name":"b"}],"timestamp_field":"t"},"taxonomy_type":"hierarchical"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"hierarchical","input_mappings":[{"override":null,"input_key":"k","path":null},{"override":{"b":1.0,"a":[true,false]},"input_key":"a"}]}}""", """{"config":{"input_mappings":[{"input_key":"a","override":{"a":[true,false],"b":1}},{"input_key":"k","override":null}],"taxonomy_type":"hierarchical"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"graph","llm_sample_size":0,"a":null,"Z":{"b":0.50,"a":1e30}}}""", """{"config":{"Z":{"a":1e30,"b":0.5},"a":null,"llm_sample_size":0,"taxonomy_type":"graph"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[1,{"collection_id":"c"}],"cluster_overlap_threshold":0.7000000000000001}}""", """{"config":{"cluster_overlap_threshold":0.7000000000000001,"hierarchical_nodes":[1,{"collection_id":"c"}],"taxonomy_type":"hierarchical"}}""")]
    public void File_states_nothing_that_makes_no_difference_and_all_that_does(string json, string file) =>
        JsonNode.Parse(TaxonomyFile.Write(TaxonomyJson.Deserialize<Taxonomy>(json)))!.ToJsonString().Should().Be(file);

    [Fact]
    public void Taxonomies_of_the_same_design_have_the_same_file_and_others_have_not() =>
        Prop.ForAll(GeneratedModels.Taxonomy.Two().ToArbitrary(), pair =>
        {
            var (one, other) = pair;
            var (asked, otherAsked) = (one with { Config = one.Config.WithoutInferred() }, other with { Config = other.Config.WithoutInferred() });
            return TaxonomyDiff.Compare(asked, otherAsked).IsEmpty == (TaxonomyFile.Write(one) == TaxonomyFile.Write(other))
                && (TaxonomyFile.Write(one, includeInferred: true) != TaxonomyFile.Write(other, includeInferred: true) || TaxonomyDiff.Compare(one, other).IsEmpty)
                && TaxonomyFile.Write(TaxonomyJson.Deserialize<Taxonomy>(TaxonomyFile.Write(one))) == TaxonomyFile.Write(one);
        }).Check(Thorough);

    [Fact]
    public void File_that_was_written_is_read_as_the_same_taxonomy() =>
        Prop.ForAll(GeneratedTrees.Good.ToArbitrary(), config =>
        {
            var taxonomy = new Taxonomy { TaxonomyName = "t", Config = config, Metadata = new JsonObject { ["a"] = null } };
            var file = TaxonomyFile.Write(taxonomy);
            var read = TaxonomyFile.Read(file);
            return TaxonomyDiff.Compare(taxonomy, read).IsEmpty && TaxonomyFile.Write(read) == file && file.EndsWith("}\n", StringComparison.Ordinal) && !file.Contains('\r', StringComparison.Ordinal);
        }).Check(Thorough);

    [Fact]
    public void What_the_service_answers_with_is_a_file_too()
    {
        TaxonomyFile.Read("\uFEFF" + Sample.TaxonomyJson).TaxonomyId.Should().Be(Sample.TaxonomyId);
        TaxonomyFile.Read("""{"taxonomy_name":"t","config":{"taxonomy_type":"graph","edges":[1]}}""").Config.Should().BeOfType<UnknownTaxonomyConfig>();
        var later = TaxonomyFile.Read("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","future":2,"hierarchical_nodes":[{"collection_id":"c","future":3,"enrichment_fields":[{"field_path":"f","future":4}]}]}}""");
        TaxonomyFile.Write(later).Should().Contain("\"future\": 2").And.Contain("\"future\": 3").And.Contain("\"future\": 4");
    }

    [Theory]
    [InlineData("", "org.json, line 1: is no JSON (*)")]
    [InlineData("{\n  \"taxonomy_name\": \"t\",\n  oops\n}", "org.json, line 3: is no JSON ('o' is an invalid start of a property name. Expected a '\"')")]
    [InlineData("{} {}", "org.json, line 1: is no JSON (*)")]
    [InlineData("[1, 2]", "org.json, line 1: is a list, expected an object with 'taxonomy_name' and 'config'")]
    [InlineData("3", "org.json, line 1: is a single value, expected*")]
    [InlineData("{}", "org.json: taxonomy_name is missing, expected*")]
    [InlineData("""{"taxonomy_name":5}""", "org.json: taxonomy_name is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t"}""", "org.json: config is missing, expected*")]
    [InlineData("""{"taxonomy_name":"t","config":null}""", "org.json: config is missing, expected*")]
    [InlineData("""{"taxonomy_name":"t","config":[1]}""", "org.json: config is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{}}""", "org.json: config.taxonomy_type is missing")]
    [InlineData("""{"taxonomy_name":"t","metadata":[],"config":{"taxonomy_type":"hierarchical"}}""", "org.json: metadata is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[1,"x"]}}""", "org.json: config.hierarchical_nodes is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c"},{"collection_id":"d","keywords":"k"}]}}""", "org.json: config.hierarchical_nodes[1].keywords is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","enrichment_fields":[{"field_path":"f","merge_mode":1}]}]}}""", "org.json: config.hierarchical_nodes[0].enrichment_fields[0].merge_mode is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":{"a":"b"},"source_collection":{"collection_id":"c"}}}""", "org.json: config.input_mappings is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[]}}""", "org.json: config.source_collection must not be null")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"C","parent_collection_id":"Lost"}]}}""", "org.json: config.hierarchical_nodes[0] names the parent 'Lost', which is no node and no inferred collection")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","step_analytics":{"timestamp_field":"t","sequence_id_field":"s","covariates":[{"field_path":"f","covariate_type":"numeric","name":"n","n_clusters":1}]}}}""", "org.json: config.step_analytics.covariates[0].n_clusters must be from 2 to 100, but is 1")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","input_mappings":[{"input_key":"k"},{"input_key":"l","path":5}]}}""", "org.json: config.input_mappings[1].path is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","llm_model":5}}""", "org.json: config.llm_model is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","step_analytics":{"timestamp_field":5}}}""", "org.json: config.step_analytics.timestamp_field is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","input_mappings":[{"input_key":5}]}]}}""", "org.json: config.hierarchical_nodes[0].input_mappings[0].input_key is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[{"input_key":5}],"source_collection":{"collection_id":"c"}}}""", "org.json: config.input_mappings[0].input_key is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":5}}}""", "org.json: config.source_collection.collection_id is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c","enrichment_fields":[{"field_path":"f"},{"field_path":5}]}}}""", "org.json: config.source_collection.enrichment_fields[1].field_path is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"},"step_analytics":{"timestamp_field":"t","sequence_id_field":"s","covariates":[{"field_path":"f","name":5}]}}}""", "org.json: config.step_analytics.covariates[0].name is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","description":5}""", "org.json: description is of the wrong type")]
    public void File_that_is_no_taxonomy_is_refused_by_line_or_member(string json, string message) =>
        FluentActions.Invoking(() => TaxonomyFile.Read(json, "org.json")).Should().Throw<TaxonomySerializationException>().WithMessage(message);

    [Theory]
    [InlineData(null, "The text")]
    [InlineData(" ", "The text")]
    [InlineData("a\nb.json", "a?b.json")]
    public void File_is_named_as_far_as_it_can_be(string? name, string shown)
    {
        FluentActions.Invoking(() => TaxonomyFile.Read("x", name)).Should().Throw<TaxonomySerializationException>().WithMessage($"{shown}, line 1: is no JSON*");
        FluentActions.Invoking(() => TaxonomyFile.Read("{}", name)).Should().Throw<TaxonomySerializationException>().WithMessage($"{shown}: taxonomy_name is missing*");
    }

    [Theory]
    [InlineData(120, true)]
    [InlineData(130, false)]
    public void File_is_read_as_deep_as_an_answer(int depth, bool isRead)
    {
        var json = $$$"""{"taxonomy_name":"t","config":{"taxonomy_type":"graph"},"metadata":{"a":{{{new string('[', depth)}}}{{{new string(']', depth)}}}}}""";
        var read = FluentActions.Invoking(() => TaxonomyFile.Read(json));
        if (isRead)
            read.Should().NotThrow().Which.Metadata.Should().ContainKey("a");
        else
            read.Should().Throw<TaxonomySerializationException>().WithMessage("The text, line 1: is no JSON (The maximum configured depth of 128 has been exceeded*");
    }

    [Fact]
    public void Missing_argument_is_refused()
    {
        FluentActions.Invoking(() => TaxonomyFile.Read(null!)).Should().Throw<ArgumentNullException>().WithParameterName("json");
        FluentActions.Invoking(() => TaxonomyFile.Write(null!)).Should().Throw<ArgumentNullException>().WithParameterName("taxonomy");
    }
}
