namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A member is read where its value is of its type, and else kept under its name, with all that follows it read.</summary>
[Trait("Category", "Smoke")]
public sealed class MemberReaderTests
{
    [Theory]
    [InlineData("2147483647", 2147483647)]
    [InlineData("2147483647.0", 2147483647)]
    [InlineData("-2147483648", -2147483648)]
    [InlineData("1e3", 1000)]
    [InlineData("2147483648", null)]
    [InlineData("-2147483649", null)]
    [InlineData("1.5", null)]
    [InlineData("\"7\"", 7)]
    [InlineData("\"2147483648\"", null)]
    [InlineData("\"seven\"", null)]
    public void Number_that_an_int_can_not_hold_is_kept(string number, int? read)
    {
        var json = $$"""{"llm_sample_size":{{number}},"taxonomy_type":"hierarchical"}""";
        var config = TaxonomyJson.Deserialize<HierarchicalTaxonomyConfig>(json);
        config.LlmSampleSize.Should().Be(read);
        (config.AdditionalProperties?["llm_sample_size"]?.ToJsonString()).Should().Be(read is null ? number : null);
    }

    [Theory]
    [InlineData("9223372036854775807", 9223372036854775807)]
    [InlineData("9223372036854775807.0", 9223372036854775807)]
    [InlineData("-9223372036854775808.0", -9223372036854775808)]
    [InlineData("9223372036854775808", null)]
    [InlineData("-9223372036854775809", null)]
    [InlineData("1e40", null)]
    public void Number_that_a_long_can_not_hold_is_kept(string number, long? read)
    {
        var metric = TaxonomyJson.Deserialize<LabelMetric>($$"""{"count":{{number}},"label":"a"}""");
        metric.Count.Should().Be(read);
        metric.Label.Should().Be("a");
        (metric.AdditionalProperties?["count"]?.ToJsonString()).Should().Be(read is null ? number : null);
    }

    [Theory]
    [InlineData("2025-01-15 12:00:00 +02:00", "2025-01-15T10:00:00Z")]
    [InlineData("2025-01-15 12:00", "2025-01-15T12:00:00Z")]
    [InlineData("2025-01-15T12:00:00.1000000Z", "2025-01-15T12:00:00.1Z")]
    [InlineData("2025\\u002d01-15T12:00:00", "2025-01-15T12:00:00Z")]
    [InlineData("2025-13-15 12:00:00", null)]
    [InlineData("2025-1-15 12:00:00", null)]
    [InlineData("2025-01-15 noon", null)]
    [InlineData("", null)]
    public void Time_is_read_from_its_whole_date_on(string text, string? read)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"created_at":"{{text}}","taxonomy_name":"t"}""");
        taxonomy.TaxonomyName.Should().Be("t");
        TaxonomyJson.Serialize(taxonomy).Should().Be($$"""{"taxonomy_name":"t","created_at":"{{read ?? text}}"}""");
        taxonomy.CreatedAt?.Offset.Should().Be(TimeSpan.Zero);
        taxonomy.CreatedAt.HasValue.Should().Be(read is not null);
    }

    [Fact]
    public void Escapes_in_names_and_texts_are_read()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>("""{"taxonomy_n\u0061me":"\u0061\n","config":{"taxonomy_\u0074ype":"fl\u0061t","source_collection":{"enrichment_fields":[{"field_path":"f","merge_mode":"\u0061ppend"}]}}}""");
        taxonomy.TaxonomyName.Should().Be("a\n");
        taxonomy.Config.Should().BeOfType<FlatTaxonomyConfig>().Which.SourceCollection.EnrichmentFields!.Single().MergeMode.Should().Be(EnrichmentMergeMode.Append);
        taxonomy.AdditionalProperties.Should().BeNull();
    }

    [Fact]
    public void Member_of_a_request_that_is_of_another_type_is_not_set()
    {
        var update = TaxonomyJson.Deserialize<UpdateTaxonomyRequest>("""{"description":7,"metadata":[1],"taxonomy_name":"t"}""");
        (update.Description.HasValue, update.Metadata.HasValue).Should().Be((false, false));
        update.TaxonomyName.Value.Should().Be("t");
        update.AdditionalProperties!.ToJsonString().Should().Be("""{"description":7,"metadata":[1]}""");
    }

    [Fact]
    public void Null_that_a_request_sends_is_read_as_one()
    {
        TaxonomyJson.Deserialize<CloneTaxonomyRequest>("""{"config":null}""").Config.Should().Be(new Optional<TaxonomyConfig?>(null));
        TaxonomyJson.Deserialize<UpdateTaxonomyRequest>("""{"metadata":null}""").Should().Be(new UpdateTaxonomyRequest { Metadata = null });
        TaxonomyJson.Deserialize<InputMapping>("""{"input_key":"k","override":null}""").Should().Be(new InputMapping { InputKey = "k", Override = null });
        TaxonomyJson.Deserialize<CloneTaxonomyRequest>($$"""{"config":{{TaxonomyJson.Serialize(Sample.FlatConfig)}}}""").Config.Value.Should().Be(Sample.FlatConfig);
    }

    [Theory]
    [InlineData("""{"a":"b","a":"c","d":null}""", "a=c", null)]
    [InlineData("{}", "", null)]
    [InlineData("""{"a":"b","c":7}""", "", """{"a":"b","c":7}""")]
    [InlineData("""{"a":{"b":[1]}}""", "", """{"a":{"b":[1]}}""")]
    [InlineData("""["a"]""", "", """["a"]""")]
    public void Map_of_texts_is_read_whole_or_kept_whole(string map, string read, string? kept)
    {
        var request = TaxonomyJson.Deserialize<InstantiateTemplateRequest>($$"""{"collection_config":{{map}},"taxonomy_name":"t"}""");
        string.Join(',', request.CollectionConfig.Select(pair => $"{pair.Key}={pair.Value}")).Should().Be(read);
        request.TaxonomyName.Should().Be("t");
        (request.AdditionalProperties?["collection_config"]?.ToJsonString()).Should().Be(kept);
    }

    [Fact]
    public void Items_that_are_not_understood_are_left_out_and_skipped_whole()
    {
        const string json = """{"tags":["a",[1,["b"]],{"c":["d"]},null,"e"],"name":"n"}""";
        var template = TaxonomyJson.Deserialize<TaxonomyTemplate>(json);
        template.Tags.Should().Equal("a", "e");
        template.Name.Should().Be("n");
        System.Text.Json.Nodes.JsonNode.DeepEquals(System.Text.Json.Nodes.JsonNode.Parse(template.ToString()), System.Text.Json.Nodes.JsonNode.Parse(json)).Should().BeTrue("the list is written back whole");
        TaxonomyJson.Serialize(template with { Tags = ["new"] }).Should().Contain("\"tags\":[\"new\"]").And.NotContain("\"d\"");
    }

    [Fact]
    public void List_of_maps_with_something_else_in_it_is_kept_whole_beside_its_maps()
    {
        var answer = TaxonomyJson.Deserialize<ExecuteTaxonomyResponse>("""{"results":[{"a":1},7,{"b":2}]}""");
        answer.Results!.Select(map => map.ToJsonString()).Should().Equal("""{"a":1}""", """{"b":2}""");
        answer.AdditionalProperties!.ToJsonString().Should().Be("""{"results":[{"a":1},7,{"b":2}]}""");
        answer.ToString().Should().Be("""{"results":[{"a":1},7,{"b":2}]}""");
    }

    [Fact]
    public void Members_that_can_not_be_written_are_told_in_place_of_the_json()
    {
        var deep = Enumerable.Range(0, 65).Aggregate(new System.Text.Json.Nodes.JsonObject(), (inner, _) => new() { ["a"] = inner });
        new UpdateTaxonomyRequest { AdditionalProperties = deep }.ToString().Should().Be("(The value must be nested at most 64 deep.)");
    }

    [Theory]
    [InlineData("""{"llm_model":"m","source_collection":{"collection_id":"c"}}""", typeof(FlatTaxonomyConfig))]
    [InlineData("""{"source_collection":{"collection_id":"c"},"llm_model":"m"}""", typeof(FlatTaxonomyConfig))]
    [InlineData("""{"input_mappings":[],"llm_model":"m"}""", typeof(HierarchicalTaxonomyConfig))]
    [InlineData("""{"input_mappings":[]}""", typeof(UnknownTaxonomyConfig))]
    [InlineData("""{"source_collection":{},"taxonomy_type":"hierarchical"}""", typeof(HierarchicalTaxonomyConfig))]
    [InlineData("""{"hierarchical_nodes":[],"taxonomy_type":"flat"}""", typeof(FlatTaxonomyConfig))]
    [InlineData("""{"llm_model":"m","taxonomy_type":{"a":["flat"]},"retriever_id":"r"}""", typeof(UnknownTaxonomyConfig))]
    [InlineData("""{"taxonomy_type":"flat","taxonomy_type":"hierarchical"}""", typeof(FlatTaxonomyConfig))]
    [InlineData("""{"taxonomy_type":"flat","taxonomy_type":null}""", typeof(FlatTaxonomyConfig))]
    [InlineData("""{"a":{"taxonomy_type":"flat"},"taxonomy_type":"hierarchical"}""", typeof(HierarchicalTaxonomyConfig))]
    [InlineData("""{"a":"b","c":{"llm_model":"m"}}""", typeof(UnknownTaxonomyConfig))]
    public void Config_is_of_the_type_that_it_names_first_or_else_of_its_members(string json, Type type)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"config":{{json}},"taxonomy_name":"t"}""");
        taxonomy.Config.Should().BeOfType(type);
        taxonomy.TaxonomyName.Should().Be("t");
    }
}
