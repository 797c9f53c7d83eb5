using System.Text.Json;

namespace Mixpeek.Taxonomies.Client.Tests;

[Trait("Category", "Smoke")]
public sealed class TaxonomyConfigConverterTests
{
    [Theory]
    [InlineData("""{"taxonomy_type":"flat","retriever_id":"r","source_collection":{"collection_id":"c"}}""")]
    [InlineData("""{"retriever_id":"r","taxonomy_type":"flat","source_collection":{"collection_id":"c"}}""")]
    [InlineData("""{"retriever_id":"r","source_collection":{"collection_id":"c"},"taxonomy_type":"flat"}""")]
    [InlineData("""{"retriever_id":"r","source_collection":{"collection_id":"c","taxonomy_type":"hierarchical"},"taxonomy_type":"flat"}""")]
    [InlineData("""{"retriever_id":"r","source_collection":{"collection_id":"c"}}""")]
    [InlineData("""{"taxonomy_type":null,"retriever_id":"r","source_collection":{"collection_id":"c"}}""")]
    public void Flat_wherever_the_type_stands_and_where_it_is_missing(string json)
    {
        var flat = Read(json).Should().BeOfType<FlatTaxonomyConfig>().Subject;
        flat.RetrieverId.Should().Be("r");
        flat.SourceCollection.CollectionId.Should().Be("c");
    }

    [Theory]
    [InlineData("hierarchical_nodes", "[]")]
    [InlineData("inference_strategy", "\"llm\"")]
    [InlineData("inference_collections", "[\"c\"]")]
    [InlineData("cluster_ids", "[]")]
    [InlineData("llm_provider", "\"openai_chat_v1\"")]
    [InlineData("llm_model", "\"m\"")]
    [InlineData("llm_prompt_template", "\"p\"")]
    [InlineData("llm_sample_size", "3")]
    public void Hierarchical_by_any_member_of_its_own_where_the_type_is_missing(string member, string value) =>
        Read($$"""{"retriever_id":"r","{{member}}":{{value}}}""").Should().BeOfType<HierarchicalTaxonomyConfig>();

    [Theory]
    [InlineData("""{"taxonomy_type":"graph","edges":[1.0,1e400,{"a":1,"a":2}],"b":"→"}""", "graph")]
    [InlineData("""{"retriever_id":"r"}""", "")]
    [InlineData("""{}""", "")]
    [InlineData("""{"taxonomy_type":7,"source_collection":{}}""", "")]
    [InlineData("null", "")]
    [InlineData("\"flat\"", "")]
    [InlineData("[1,2]", "")]
    public void Unknown_is_kept_whole_and_written_back_unchanged(string json, string type)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"config":{{json}}}""");
        var unknown = taxonomy.Config.Should().BeOfType<UnknownTaxonomyConfig>().Subject;
        unknown.TaxonomyType.Value.Should().Be(type);
        unknown.Raw.GetRawText().Should().Be(json);
        TaxonomyJson.Serialize(taxonomy).Should().Contain($"\"config\":{json}");
    }

    [Fact]
    public void Unknown_config_keeps_what_it_was_made_of()
    {
        UnknownTaxonomyConfig config;
        using (var document = JsonDocument.Parse("""{"taxonomy_type":"graph"}"""))
            config = new UnknownTaxonomyConfig(document.RootElement);
        config.TaxonomyType.Value.Should().Be("graph");
        config.Should().Be(new UnknownTaxonomyConfig(config.Raw));
    }

    [Fact]
    public void Missing_config_is_unknown_and_stays_missing()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>("""{"taxonomy_name":"n"}""");
        taxonomy.Config.Should().BeOfType<UnknownTaxonomyConfig>().Which.Raw.ValueKind.Should().Be(JsonValueKind.Undefined);
        TaxonomyJson.Serialize(taxonomy).Should().NotContain("config");
    }

    [Fact]
    public void Type_is_written_and_written_first()
    {
        TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig).Should().StartWith("""{"taxonomy_type":"flat",""");
        TaxonomyJson.Serialize<TaxonomyConfig>(Sample.HierarchicalConfig).Should().StartWith("""{"taxonomy_type":"hierarchical",""");
        TaxonomyJson.Serialize(Sample.FlatConfig).Should().Be(TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig));
    }

    [Fact]
    public void No_null_is_written_for_what_is_not_set()
    {
        TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig).Should().NotContain("null");
        TaxonomyJson.Serialize<TaxonomyConfig>(new HierarchicalTaxonomyConfig()).Should().Be("""{"taxonomy_type":"hierarchical"}""");
        TaxonomyJson.Serialize(new EnrichmentField { FieldPath = "a" }).Should().Be("""{"field_path":"a","merge_mode":"replace"}""");
    }

    [Fact]
    public void Older_names_count_only_where_the_newer_are_absent_and_else_are_kept()
    {
        const string json = """{"default_retriever_id":"old","default_input_mappings":[{"input_key":"old"}],"retriever_id":"new","input_mappings":[{"input_key":"new"}],"taxonomy_type":"flat"}""";
        var flat = Read(json).Should().BeOfType<FlatTaxonomyConfig>().Subject;
        flat.RetrieverId.Should().Be("new");
        flat.InputMappings.Single().InputKey.Should().Be("new");
        flat.AdditionalProperties!["default_retriever_id"]!.GetValue<string>().Should().Be("old");
        flat.AdditionalProperties["default_input_mappings"]![0]!["input_key"]!.GetValue<string>().Should().Be("old");
    }

    [Fact]
    public void Older_inputs_of_another_shape_are_kept_as_they_are()
    {
        var flat = Read("""{"default_input_mappings":{"a":"b"},"taxonomy_type":"flat"}""").Should().BeOfType<FlatTaxonomyConfig>().Subject;
        flat.InputMappings.Should().BeEmpty();
        flat.AdditionalProperties!["default_input_mappings"]!["a"]!.GetValue<string>().Should().Be("b");
    }

    [Theory]
    [InlineData("input_mappings", """{"query":"mixpeek://x"}""")]
    [InlineData("input_mappings", """[1,{"input_key":"a"}]""")]
    [InlineData("source_collection", "\"col\"")]
    [InlineData("step_analytics", "[]")]
    [InlineData("retriever_id", "7")]
    [InlineData("retriever_id", "\"\"")]
    public void Odd_member_is_kept_as_it_is(string member, string value)
    {
        var json = $$"""{"taxonomy_type":"flat","{{member}}":{{value}}}""";
        TaxonomyJson.Serialize(Read(json)).Should().Contain($"\"{member}\":{value}");
    }

    [Fact]
    public void Property_that_is_set_wins_over_an_odd_member_of_its_name()
    {
        var flat = (FlatTaxonomyConfig)Read("""{"taxonomy_type":"flat","retriever_id":7,"input_mappings":{"a":"b"}}""");
        var json = TaxonomyJson.Serialize(flat with { RetrieverId = "r", InputMappings = [InputMapping.Vector("k", "p")] });
        json.Should().Contain("\"retriever_id\":\"r\"").And.NotContain("7").And.NotContain("\"a\":\"b\"");
    }

    [Fact]
    public void Override_of_null_is_kept_apart_from_an_absent_one()
    {
        TaxonomyJson.Deserialize<InputMapping>("""{"input_key":"k","override":null}""").Override
            .Should().Be(new Optional<System.Text.Json.Nodes.JsonNode?>(null));
        TaxonomyJson.Serialize(InputMapping.Literal("k", null)).Should().Be("""{"input_key":"k","source_type":"literal","override":null}""");
        TaxonomyJson.Serialize(InputMapping.Payload("k", "p")).Should().NotContain("override");
    }

    [Fact]
    public void Enrichment_field_may_be_a_bare_text()
    {
        var source = TaxonomyJson.Deserialize<SourceCollection>("""{"collection_id":"c","enrichment_fields":["metadata.name",{"field_path":"b"}]}""");
        source.EnrichmentFields!.Select(field => field.FieldPath).Should().Equal("metadata.name", "b");
    }

    [Fact]
    public void Config_of_another_type_than_asked_for_is_a_serialization_error() =>
        FluentActions.Invoking(() => TaxonomyJson.Deserialize<FlatTaxonomyConfig>("""{"taxonomy_type":"hierarchical"}"""))
            .Should().Throw<TaxonomySerializationException>();

    private static TaxonomyConfig Read(string json) => TaxonomyJson.Deserialize<TaxonomyConfig>(json);
}
