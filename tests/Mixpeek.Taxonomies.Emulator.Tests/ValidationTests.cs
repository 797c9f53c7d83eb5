using System.Net;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Requests are checked against the contract, and refused in the documented envelope.</summary>
public sealed class ValidationTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("{}", "missing body.taxonomy_name", "missing body.config")]
    [InlineData("", "missing body.taxonomy_name", "missing body.config")]
    [InlineData("{", "json_invalid body")]
    [InlineData("[]", "model_attributes_type body")]
    [InlineData("""{"taxonomy_name":7,"description":[],"config":null}""", "string_type body.taxonomy_name", "string_type body.description", "model_type body.config")]
    [InlineData("""{"taxonomy_name":"n","config":{}}""", "union_tag_not_found body.config")]
    [InlineData("""{"taxonomy_name":"n","config":{"taxonomy_type":"graph"}}""", "union_tag_invalid body.config")]
    [InlineData("""{"taxonomy_name":"n","config":{"taxonomy_type":null}}""", "union_tag_invalid body.config")]
    public async Task Body(string body, params string[] faults)
    {
        var reply = await _session.SendAsync("POST", "/v1/taxonomies", body);
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.ErrorType.Should().Be("ValidationError");
        reply.Faults.Should().Equal(faults);
    }

    [Theory]
    [InlineData("", "missing flat.retriever_id", "missing flat.input_mappings", "missing flat.source_collection")]
    [InlineData(""","retriever_id":null,"input_mappings":{"a":"b"},"source_collection":"c" """, "string_type flat.retriever_id", "list_type flat.input_mappings", "model_type flat.source_collection")]
    [InlineData(""","retriever_id":"r","input_mappings":[7,{"source_type":"text","path":1}],"source_collection":{}""", "model_type flat.input_mappings.0", "missing flat.input_mappings.1.input_key", "enum flat.input_mappings.1.source_type", "string_type flat.input_mappings.1.path", "missing flat.source_collection.collection_id")]
    [InlineData(""","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c","enrichment_fields":["f",{"field_path":"f","merge_mode":"enrich"},{"field_path":"f","merge_mode":null}]}""", "model_type flat.source_collection.enrichment_fields.0", "enum flat.source_collection.enrichment_fields.1.merge_mode", "enum flat.source_collection.enrichment_fields.2.merge_mode")]
    [InlineData(""","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"},"step_analytics":{"step_key_source":"x","covariates":null,"max_sequence_duration_days":366}""", "missing flat.step_analytics.timestamp_field", "missing flat.step_analytics.sequence_id_field", "enum flat.step_analytics.step_key_source", "list_type flat.step_analytics.covariates", "less_than_equal flat.step_analytics.max_sequence_duration_days")]
    [InlineData(""","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"},"step_analytics":{"timestamp_field":"t","sequence_id_field":"s","covariates":[{"covariate_type":"x","name":"","n_clusters":1}]}""", "missing flat.step_analytics.covariates.0.field_path", "enum flat.step_analytics.covariates.0.covariate_type", "string_too_short flat.step_analytics.covariates.0.name", "greater_than_equal flat.step_analytics.covariates.0.n_clusters")]
    public async Task Flat_config(string members, params string[] faults) =>
        (await CreateAsync($$"""{"taxonomy_type":"flat"{{members}} }""")).Faults.Should().Equal(faults.Select(Located));

    [Theory]
    [InlineData(""","hierarchical_nodes":[{"collection_id":"products","parent_collection_id":"x","retriever_id":"y"}]""", "string_pattern_mismatch hierarchical.hierarchical_nodes.0.collection_id", "string_pattern_mismatch hierarchical.hierarchical_nodes.0.parent_collection_id", "string_pattern_mismatch hierarchical.hierarchical_nodes.0.retriever_id")]
    [InlineData(""","hierarchical_nodes":[{}]""", "missing hierarchical.hierarchical_nodes.0.collection_id")]
    [InlineData(""","inference_strategy":"guess","inference_collections":[1],"llm_provider":"x","llm_sample_size":null,"cluster_overlap_threshold":"high" """, "enum hierarchical.inference_strategy", "string_type hierarchical.inference_collections.0", "enum hierarchical.llm_provider", "int_type hierarchical.llm_sample_size", "float_type hierarchical.cluster_overlap_threshold")]
    public async Task Hierarchical_config(string members, params string[] faults) =>
        (await CreateAsync($$"""{"taxonomy_type":"hierarchical"{{members}} }""")).Faults.Should().Equal(faults.Select(Located));

    [Theory]
    [InlineData("""[{"collection_id":"col_a"},{"collection_id":"col_a"}]""", "more than once")]
    [InlineData("""[{"collection_id":"col_a","parent_collection_id":"col_b"}]""", "Parent 'col_b'")]
    [InlineData("""[{"collection_id":"col_a","parent_collection_id":"col_b"},{"collection_id":"col_b","parent_collection_id":"col_a"}]""", "cycle")]
    public async Task Hierarchy_that_is_no_tree(string nodes, string message)
    {
        var reply = await CreateAsync($$"""{"taxonomy_type":"hierarchical","hierarchical_nodes":{{nodes}} }""");
        reply.Status.Should().Be(HttpStatusCode.BadRequest);
        reply.ErrorMessage.Should().Contain(message);
    }

    [Theory]
    [InlineData(Bodies.Flat)]
    [InlineData(Bodies.Hierarchical)]
    [InlineData("""{"taxonomy_type":"hierarchical"}""")]
    [InlineData("""{"taxonomy_type":"hierarchical","inference_collections":["col_p"],"hierarchical_nodes":[{"collection_id":"col_a","parent_collection_id":"col_p"}]}""")]
    [InlineData("""{"retriever_id":"r","input_mappings":[{"input_key":"k","override":null}],"source_collection":{"collection_id":"c"},"step_analytics":null,"taxonomy_type":"flat"}""")]
    public async Task Valid_config(string config) => (await CreateAsync(config)).Status.Should().Be(HttpStatusCode.OK);

    private static string Located(string fault) => fault.Replace(" ", " body.config.", StringComparison.Ordinal);

    private Task<EmulatorSession.Reply> CreateAsync(string config) =>
        _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("n", config));
}
