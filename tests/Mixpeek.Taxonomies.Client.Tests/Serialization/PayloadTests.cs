using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The bodies of the service's own documentation are read, and written back with nothing lost.</summary>
[Trait("Category", "Smoke")]
public sealed class PayloadTests
{
    [Theory]
    [InlineData("04-req-create-flat-stale-collection_id-at-config")]
    [InlineData("05-req-create-hier-stale-hierarchy-map")]
    [InlineData("52-req-create-flat-docs-flattened-merge_mode-enrich")]
    [InlineData("53-req-create-hier-docs-hierarchy-array")]
    [InlineData("54-req-create-flat-docs-quickstart")]
    [InlineData("55-req-create-flat-valid-docs-2025-09")]
    [InlineData("56-req-create-hier-valid-docs-2025-09")]
    public void Create_requests(string name) => RoundTrips<CreateTaxonomyRequest>(Payload.Read(name));

    [Theory]
    [InlineData("14-req-clone-name-only-extra-example_desc")]
    [InlineData("15-req-clone-config-stale-collection_id")]
    public void Clone_requests(string name) => RoundTrips<CloneTaxonomyRequest>(Payload.Read(name));

    [Theory]
    [InlineData("06-config-flat", typeof(FlatTaxonomyConfig))]
    [InlineData("07-config-hier-manual-nodes", typeof(HierarchicalTaxonomyConfig))]
    [InlineData("08-config-hier-schema-inference", typeof(HierarchicalTaxonomyConfig))]
    [InlineData("09-config-hier-hybrid-cluster", typeof(HierarchicalTaxonomyConfig))]
    public void Configs(string name, Type type) => RoundTrips<TaxonomyConfig>(Payload.Read(name)).Should().BeOfType(type);

    [Theory]
    [InlineData("16-req-execute-full", typeof(ExecuteTaxonomyRequest))]
    [InlineData("57-req-execute-minimal-docs-2025-09", typeof(ExecuteTaxonomyRequest))]
    [InlineData("19-req-apply-taxonomy-all", typeof(ApplyTaxonomyRequest))]
    [InlineData("20-req-apply-taxonomy-qdrant-scroll-filter", typeof(ApplyTaxonomyRequest))]
    [InlineData("21-req-apply-taxonomy-batch-settings", typeof(ApplyTaxonomyRequest))]
    [InlineData("51-req-apply-taxonomy-docs-filter", typeof(ApplyTaxonomyRequest))]
    [InlineData("22-resp-apply-taxonomy", typeof(ApplyTaxonomyResponse))]
    [InlineData("24-req-instantiate-template-flat", typeof(InstantiateTemplateRequest))]
    [InlineData("25-req-instantiate-template-hier", typeof(InstantiateTemplateRequest))]
    [InlineData("26-resp-instantiate-template", typeof(InstantiateTemplateResponse))]
    [InlineData("27-req-create-template", typeof(CreateTemplateRequest))]
    [InlineData("28-resp-create-template", typeof(CreateTemplateResponse))]
    [InlineData("29-req-list-templates-search", typeof(ListTemplatesRequest))]
    [InlineData("32-template", typeof(TaxonomyTemplate))]
    [InlineData("33-req-analytics-transitions", typeof(StepTransitionRequest))]
    [InlineData("37-resp-analytics-transitions-full", typeof(StepTransitionResponse))]
    [InlineData("35-req-analytics-paths", typeof(PathAnalysisRequest))]
    [InlineData("36-resp-analytics-paths", typeof(PathAnalysisResponse))]
    [InlineData("38-resp-analytics-available-steps", typeof(AvailableStepsResponse))]
    public void Executions_templates_and_analytics(string name, Type type)
    {
        var model = System.Text.Json.JsonSerializer.Deserialize(Payload.Read(name), TaxonomyJson.Options.GetTypeInfo(type))!;
        var written = System.Text.Json.JsonSerializer.Serialize(model, TaxonomyJson.Options.GetTypeInfo(type));
        JsonAssert.Lost(JsonNode.Parse(Payload.Read(name)), JsonNode.Parse(written)).Should().BeEmpty();
    }

    [Fact]
    public void Taxonomy_inside_an_execute_request() =>
        RoundTrips<Taxonomy>(JsonNode.Parse(Payload.Read("16-req-execute-full"))!["taxonomy"]!.ToJsonString())
            .InputMappings.Should().ContainSingle();

    [Fact]
    public void Input_mappings_of_three_kinds()
    {
        var mappings = RoundTrips<List<InputMapping>>(Payload.Read("17-input-mappings-three-kinds"));
        mappings.Select(mapping => mapping.SourceType).Should()
            .Equal(InputSourceType.Payload, InputSourceType.Literal, InputSourceType.Vector);
        mappings[1].Override.Value!.GetValue<string>().Should().Be("en");
        mappings[0].Override.HasValue.Should().BeFalse();
    }

    [Fact]
    public void Enrichment_fields()
    {
        var fields = RoundTrips<List<EnrichmentField>>(Payload.Read("18-enrichment-fields"));
        fields[0].MergeMode.Should().Be(EnrichmentMergeMode.Append);
        fields[2].TargetField.Should().Be("visual_style");
    }

    [Fact]
    public void Official_flat_response_whose_config_has_only_the_older_names()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(Payload.Read("12-resp-taxonomy-flat-stale-default_retriever_id"));
        taxonomy.TaxonomyName.Should().Be("product_tags");
        taxonomy.AdditionalProperties!["namespace_id"]!.GetValue<string>().Should().Be("ns_123");
        var config = taxonomy.Config.Should().BeOfType<FlatTaxonomyConfig>().Subject;
        config.RetrieverId.Should().Be("ret_clip_v1");
        config.InputMappings.Should().ContainSingle().Which.Path.Should().Be("features.clip_vit_l_14");
        config.SourceCollection.CollectionId.Should().Be("col_products_v1");
        config.AdditionalProperties.Should().BeNull();
        LosesNothingButTheOlderNames(taxonomy, "12-resp-taxonomy-flat-stale-default_retriever_id");
    }

    [Fact]
    public void Official_hierarchical_response_whose_config_has_a_build_mode()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(Payload.Read("13-resp-taxonomy-hier-stale-build_mode"));
        var config = taxonomy.Config.Should().BeOfType<HierarchicalTaxonomyConfig>().Subject;
        config.RetrieverId.Should().Be("ret_face_v1");
        config.HierarchicalNodes.Should().HaveCount(2);
        config.HierarchicalNodes![1].ParentCollectionId.Should().Be("col_employees_v1");
        config.AdditionalProperties!["build_mode"]!.GetValue<string>().Should().Be("explicit");
        LosesNothingButTheOlderNames(taxonomy, "13-resp-taxonomy-hier-stale-build_mode");
    }

    [Fact]
    public void Every_payload_in_shared_that_a_model_stands_for_is_among_the_tests_own()
    {
        // Reads ../shared beside the checkout; passes without it.
        var shared = Checkout.SharedPayloads;
        if (shared is null)
            return;
        string[] modelled =
        [
            "19", "20", "21", "22", "24", "25", "26", "27", "28", "29", "32", "33", "35", "36", "37", "38", "51", "57",
            "04", "05", "06", "07", "08", "09", "12", "13", "14", "15", "16", "17", "18", "52", "53", "54", "55", "56",
        ];
        foreach (var number in modelled)
        {
            var original = File.ReadAllText(Directory.GetFiles(shared, $"{number}-*.json").Single());
            var own = Payload.Read(Payload.Names.Single(name => name.StartsWith($"{number}-", StringComparison.Ordinal)));
            JsonNode.DeepEquals(JsonNode.Parse(own), JsonNode.Parse(original)).Should().BeTrue($"payload {number} is a copy");
        }
    }

    private static T RoundTrips<T>(string json)
        where T : class
    {
        var model = TaxonomyJson.Deserialize<T>(json);
        JsonAssert.Lost(JsonNode.Parse(json), JsonNode.Parse(TaxonomyJson.Serialize(model))).Should().BeEmpty();
        return model;
    }

    /// <summary>A config is written in request form, so the older names come back under the ones of today.</summary>
    private static void LosesNothingButTheOlderNames(Taxonomy taxonomy, string payload)
    {
        var before = JsonNode.Parse(Payload.Read(payload))!;
        var after = JsonNode.Parse(TaxonomyJson.Serialize(taxonomy))!;
        JsonAssert.Lost(before, after).Should().BeEquivalentTo("$.config.default_retriever_id", "$.config.default_input_mappings");
        JsonNode.DeepEquals(before["config"]!["default_retriever_id"], after["config"]!["retriever_id"]).Should().BeTrue();
        JsonNode.DeepEquals(before["config"]!["default_input_mappings"], after["config"]!["input_mappings"]).Should().BeTrue();
    }
}
