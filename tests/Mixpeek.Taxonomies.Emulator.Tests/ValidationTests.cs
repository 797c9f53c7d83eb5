using System.Net;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Requests are checked against the contract, and refused in the shape of the OpenAPI document.</summary>
public sealed class ValidationTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Theory]
    [InlineData("{}", "missing body.taxonomy_name", "missing body.config")]
    [InlineData("", "missing body")]
    [InlineData("null", "missing body")]
    [InlineData("{", "json_invalid body.1")]
    [InlineData("[]", "model_attributes_type body")]
    [InlineData("""{"taxonomy_name":7,"description":[],"config":null}""", "string_type body.taxonomy_name", "string_type body.description", "model_attributes_type body.config")]
    [InlineData("""{"taxonomy_name":"n","config":{}}""", "union_tag_not_found body.config")]
    [InlineData("""{"taxonomy_name":"n","config":{"taxonomy_type":"graph"}}""", "union_tag_invalid body.config")]
    [InlineData("""{"taxonomy_name":"n","config":{"taxonomy_type":null}}""", "union_tag_invalid body.config")]
    public async Task Body(string body, params string[] faults)
    {
        var reply = await _session.SendAsync("POST", "/v1/taxonomies", body);
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Faults.Should().Equal(faults);
    }

    [Theory]
    [InlineData("", "missing flat.retriever_id", "missing flat.input_mappings", "missing flat.source_collection")]
    [InlineData(""","retriever_id":null,"input_mappings":{"a":"b"},"source_collection":"c" """, "string_type flat.retriever_id", "list_type flat.input_mappings", "model_attributes_type flat.source_collection")]
    [InlineData(""","retriever_id":"r","input_mappings":[7,{"source_type":"text","path":1}],"source_collection":{}""", "model_attributes_type flat.input_mappings.0", "missing flat.input_mappings.1.input_key", "enum flat.input_mappings.1.source_type", "string_type flat.input_mappings.1.path", "missing flat.source_collection.collection_id")]
    [InlineData(""","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c","enrichment_fields":["f",{"field_path":"f","merge_mode":"enrich"},{"field_path":"f","merge_mode":null}]}""", "model_attributes_type flat.source_collection.enrichment_fields.0", "enum flat.source_collection.enrichment_fields.1.merge_mode", "enum flat.source_collection.enrichment_fields.2.merge_mode")]
    [InlineData(""","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"},"step_analytics":{"step_key_source":"x","covariates":null,"max_sequence_duration_days":366}""", "missing flat.step_analytics.timestamp_field", "missing flat.step_analytics.sequence_id_field", "enum flat.step_analytics.step_key_source", "list_type flat.step_analytics.covariates", "less_than_equal flat.step_analytics.max_sequence_duration_days")]
    [InlineData(""","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"},"step_analytics":{"timestamp_field":"t","sequence_id_field":"s","covariates":[{"covariate_type":"x","name":"","n_clusters":1}]}""", "missing flat.step_analytics.covariates.0.field_path", "enum flat.step_analytics.covariates.0.covariate_type", "string_too_short flat.step_analytics.covariates.0.name", "greater_than_equal flat.step_analytics.covariates.0.n_clusters")]
    public async Task Flat_config(string members, params string[] faults) =>
        (await CreateAsync($$"""{"taxonomy_type":"flat"{{members}} }""")).Faults.Should().Equal(faults.Select(Located));

    [Theory]
    [InlineData(""","hierarchical_nodes":[{"collection_id":"products","parent_collection_id":"x","retriever_id":"y"}]""", "string_pattern_mismatch hierarchical.hierarchical_nodes.0.collection_id", "string_pattern_mismatch hierarchical.hierarchical_nodes.0.parent_collection_id", "string_pattern_mismatch hierarchical.hierarchical_nodes.0.retriever_id")]
    [InlineData(""","hierarchical_nodes":[{}]""", "missing hierarchical.hierarchical_nodes.0.collection_id")]
    [InlineData(""","inference_strategy":"guess","inference_collections":[1],"llm_provider":"x","llm_sample_size":null,"cluster_overlap_threshold":"high" """, "enum hierarchical.inference_strategy", "string_type hierarchical.inference_collections.0", "literal_error hierarchical.llm_provider", "int_type hierarchical.llm_sample_size", "float_type hierarchical.cluster_overlap_threshold")]
    public async Task Hierarchical_config(string members, params string[] faults) =>
        (await CreateAsync($$"""{"taxonomy_type":"hierarchical"{{members}} }""")).Faults.Should().Equal(faults.Select(Located));

    [Theory]
    [InlineData("""[{"collection_id":"col_a"},{"collection_id":"col_a"}]""", "more than once")]
    [InlineData("""[{"collection_id":"col_a","parent_collection_id":"col_b"}]""", "parent 'col_b'")]
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

    [Theory]
    [InlineData("/v1/taxonomies/execute/t", """{"source_documents":[1],"join_mode":"x","batch_size":0,"scroll_filters":[]}""", "dict_type body.source_documents.0", "enum body.join_mode", "greater_than_equal body.batch_size", "model_attributes_type body.scroll_filters")]
    [InlineData("/v1/taxonomies/t/versions", """{"config":{"taxonomy_type":"flat"}}""", "missing body.config.flat.retriever_id", "missing body.config.flat.input_mappings", "missing body.config.flat.source_collection")]
    [InlineData("/v1/taxonomies/t/versions", """{"config":{}}""", "union_tag_not_found body.config")]
    [InlineData("/v1/collections/c/apply-taxonomy", """{"batch_size":99,"parallelism":21,"scroll_filters":7}""", "missing body.taxonomy_id", "dict_type body.scroll_filters", "greater_than_equal body.batch_size", "less_than_equal body.parallelism")]
    [InlineData("/v1/templates/taxonomies", """{"scope":"x","is_active":1,"tags":[1],"search":[]}""", "string_type body.search", "enum body.scope", "bool_type body.is_active", "string_type body.tags.0")]
    [InlineData("/v1/templates/taxonomies/from-taxonomy/t", """{"template_name":"","tags":null,"is_public":"no"}""", "string_too_short body.template_name", "list_type body.tags", "bool_type body.is_public")]
    [InlineData("/v1/templates/taxonomies/t/instantiate", """{"collection_config":{"a":1}}""", "missing body.taxonomy_name", "string_type body.collection_config.a")]
    [InlineData("/v1/templates/taxonomies/t/instantiate", """{"taxonomy_name":"n","collection_config":[]}""", "dict_type body.collection_config")]
    [InlineData("/v1/taxonomies/t/analytics/transitions", """{"max_window_days":366,"min_support":0,"filters":[]}""", "missing body.collection_id", "missing body.taxonomy_id", "missing body.from_step", "missing body.to_step", "dict_type body.filters", "less_than_equal body.max_window_days", "greater_than_equal body.min_support")]
    [InlineData("/v1/taxonomies/t/analytics/paths", """{"collection_id":"c","taxonomy_id":"t","from_step":"a","to_step":"b","max_path_length":21}""", "less_than_equal body.max_path_length")]
    public async Task Other_bodies(string path, string body, params string[] faults)
    {
        var reply = await _session.SendAsync("POST", path, body);
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Faults.Should().Equal(faults);
    }

    [Theory]
    [InlineData("/v1/taxonomies/t/analytics/available-steps", "missing query.collection_id")]
    [InlineData("/v1/analytics/taxonomies/t/confidence?hours=0", "greater_than_equal query.hours")]
    [InlineData("/v1/analytics/taxonomies/t/labels?hours=721&limit=1001", "less_than_equal query.hours", "less_than_equal query.limit")]
    [InlineData("/v1/analytics/taxonomies/t/assignments?start_date=soon", "datetime_from_date_parsing query.start_date")]
    [InlineData("/v1/taxonomies/t?version=one", "int_parsing query.version")]
    public async Task Queries(string path, params string[] faults)
    {
        var reply = await _session.SendAsync("GET", path);
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Faults.Should().Equal(faults);
    }

    [Theory]
    [InlineData("2", "OK")]
    [InlineData("2.0", "OK")]
    [InlineData("2e0", "OK")]
    [InlineData("2.5", "int_from_float body.config.hierarchical.llm_sample_size")]
    [InlineData("\"2\"", "int_type body.config.hierarchical.llm_sample_size")]
    public async Task Integral_number_is_an_integer(string number, string outcome)
    {
        var reply = await CreateAsync($$"""{"taxonomy_type":"hierarchical","llm_sample_size":{{number}} }""");
        if (outcome == "OK")
            reply.Body!["config"]!["llm_sample_size"]!.ToJsonString().Should().Be("2");
        else
            reply.Faults.Should().Equal(outcome);
    }

    [Theory]
    [InlineData("POST", "/v1/taxonomies", """{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical","llm_sample_size":1e12}}""", "integers of more than 32 bits", "body.config.hierarchical.llm_sample_size")]
    [InlineData("POST", "/v1/taxonomies/t/analytics/paths", """{"collection_id":"c","taxonomy_id":"t","from_step":"a","to_step":"b","max_window_days":-3000000000}""", "integers of more than 32 bits", "body.max_window_days")]
    [InlineData("GET", "/v1/taxonomies/t?version=99999999999", null, "integers of more than 32 bits", "query.version")]
    [InlineData("POST", "/v1/taxonomies/t/versions", "{}", "a new version of anything but a config", "body")]
    [InlineData("POST", "/v1/taxonomies/t/versions", """{"retriever_id":"ret_2"}""", "a new version of anything but a config", "body")]
    [InlineData("POST", "/v1/taxonomies/t/analytics/transitions", """{"collection_id":"c","taxonomy_id":"t","from_step":"a","to_step":"b","override_step_analytics":{"timestamp_field":"t","sequence_id_field":"s"}}""", "other step analytics than those of its assignments", "body.override_step_analytics")]
    public async Task What_the_contract_allows_and_the_emulator_does_not_support_is_400(string method, string path, string? body, string what, string place) =>
        (await _session.SendAsync(method, path, body)).ShouldBeUnsupported(what, place);

    [Fact]
    public async Task What_is_not_valid_counts_before_what_is_not_supported()
    {
        var reply = await _session.SendAsync("POST", "/v1/taxonomies/t/analytics/paths", """{"collection_id":"c","taxonomy_id":"t","from_step":"a","filters":{"k":{"$gte":1}}}""");
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Faults.Should().Equal("missing body.to_step");
    }

    [Theory]
    [InlineData("/v1/taxonomies/t/analytics/paths", """{"collection_id":"c","taxonomy_id":"t","from_step":"a","to_step":"b","max_path_length":5.0,"min_support":1.0,"max_window_days":1e1}""")]
    [InlineData("/v1/collections/c/apply-taxonomy", """{"taxonomy_id":"t","batch_size":100.0,"parallelism":1.0}""")]
    [InlineData("/v1/taxonomies/execute/t", """{"batch_size":10.0}""")]
    [InlineData("/v1/taxonomies/list?limit=5.0&offset=0.0", "{}")]
    public async Task Integral_number_is_an_integer_in_every_request(string path, string body)
    {
        var store = _session.Emulator.Store;
        store.Add("t", new Mixpeek.Taxonomies.Client.HierarchicalTaxonomyConfig(), id: "t");
        store.Collections.ListTaxonomy("c", "t");
        (await _session.SendAsync("POST", path, body)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Indices_in_locations_are_numbers()
    {
        var reply = await CreateAsync("""{"taxonomy_type":"hierarchical","input_mappings":[{}]}""");
        reply.Body!["detail"]!.ToJsonString().Should().Be("""[{"type":"missing","loc":["body","config","hierarchical","input_mappings",0,"input_key"],"msg":"Field required"}]""");
    }

    [Fact]
    public async Task Unknown_value_of_a_list_in_place_is_a_literal_error_and_of_a_type_an_enum()
    {
        var reply = await CreateAsync("""{"taxonomy_type":"hierarchical","inference_strategy":"x","llm_provider":"x","step_analytics":{"timestamp_field":"t","sequence_id_field":"s","covariates":[{"field_path":"f","name":"n","covariate_type":"x","binning_strategy":"x","clustering_method":"x"}]}}""");
        reply.Faults.Select(fault => $"{fault.Split(' ')[0]} {fault.Split('.')[^1]}").Should().Equal(
            "enum inference_strategy", "literal_error llm_provider", "enum covariate_type", "literal_error binning_strategy", "literal_error clustering_method");
        reply.Body!["detail"]![0]!["msg"]!.GetValue<string>().Should().Be("Input should be 'schema', 'cluster' or 'llm'");
    }

    [Fact]
    public async Task Faults_stand_in_the_envelope_where_that_is_asked_for()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { ValidationErrors = ValidationErrorShape.Envelope });
        var reply = await session.SendAsync("POST", "/v1/taxonomies", """{"taxonomy_name":"n","config":{"taxonomy_type":"hierarchical","input_mappings":[{}]}}""");
        reply.Status.Should().Be(HttpStatusCode.UnprocessableEntity);
        reply.Body!.ToJsonString().Should().Be("""{"success":false,"status":422,"error":{"message":"Validation error","type":"ValidationError","details":{"validation_errors":[{"type":"missing","location":["body","config","hierarchical","input_mappings",0,"input_key"],"message":"Field required"}]}}}""");
    }

    [Theory]
    [InlineData("limit=1&limit=1001", "less_than_equal query.limit")]
    [InlineData("limit=1001&limit=1")]
    [InlineData("limit=1.5", "int_parsing query.limit")]
    [InlineData("limit=99999999999", "less_than_equal query.limit")]
    [InlineData("include_total=1")]
    [InlineData("include_total=No")]
    public async Task Last_value_of_a_repeated_parameter_counts_and_truth_has_many_words(string query, params string[] faults)
    {
        var reply = await _session.SendAsync("POST", $"/v1/taxonomies/list?{query}");
        (reply.Status == HttpStatusCode.OK ? [] : reply.Faults).Should().Equal(faults);
    }

    private static string Located(string fault) => fault.Replace(" ", " body.config.", StringComparison.Ordinal);

    private Task<EmulatorSession.Reply> CreateAsync(string config) =>
        _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("n", config));
}
