using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A file is read strictly: what its author wrote counts, or is refused by its name and line.</summary>
public sealed class StrictFileTests : IDisposable
{
    private const string Hierarchy = "\"config\":{\"taxonomy_type\":\"hierarchical\"}";

    private readonly string _folder = Directory.CreateTempSubdirectory("files").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("descripton", "; did you mean 'description'?")]
    [InlineData("metdata", "; did you mean 'metadata'?")]
    [InlineData("Description", "; did you mean 'description'?")]
    [InlineData("taxonomyName", "; did you mean 'taxonomy_name'?")]
    [InlineData("desciprtion", "; did you mean 'description'?")]
    [InlineData("confg", "; did you mean 'config'?")]
    [InlineData("source_collection", "; known are config, created_at, description, input_mappings, metadata, namespace_id, ready, retriever_id, taxonomy_id, taxonomy_name, taxonomy_type, version")]
    [InlineData("", "; known are *")]
    [InlineData("x", "; known are *")]
    public void Unknown_member_is_refused_by_its_name_and_line(string name, string hint) =>
        Refused($$"""
            {
              "taxonomy_name": "t",
              "{{name}}": {},
              {{Hierarchy}}
            }
            """).WithMessage($"t.json, line 3: '{name}' is unknown{hint}");

    [Fact]
    public void Very_long_name_is_refused_too() =>
        Refused($"{{\"{new string('x', 2_000_000)}\":1}}").WithMessage("t.json, line 1: 'xxx*xxx' is unknown; known are *");

    [Theory]
    [InlineData("{\"taxonomy_name\":\"t\",\n\"taxonomy_name\":\"u\"," + Hierarchy + "}", "t.json, line 2: 'taxonomy_name' is there twice")]
    [InlineData("{\"taxonomy_name\":\"t\",\"metadata\":{\"a\":1,\n\n\"\\u0061\":2}," + Hierarchy + "}", "t.json, line 3: 'a' is there twice")]
    [InlineData("{\"taxonomy_name\":\"t\",\"metadata\":{\"a\":[{\"b\":{}},{\"b\":1,\n\"b\":1}]}," + Hierarchy + "}", "t.json, line 2: 'b' is there twice")]
    [InlineData("{\"taxonomy_name\":\"t\",\"config\":{\"taxonomy_type\":\"flat\",\"retriever_id\":\"ret_a\",\r\n\"retriever_id\":\"ret_b\"}}", "t.json, line 2: 'retriever_id' is there twice")]
    [InlineData("{\"taxonomy_name\":\"t\",\"config\":{\"taxonomy_type\":\"hierarchical\",\"hierarchical_nodes\":[{\"collection_id\":\"c\",\"label\":\"a\",\"label\":\"b\"}]}}", "t.json, line 1: 'label' is there twice")]
    [InlineData("{\"taxonomy_name\":\"t\",\"config\":{\"taxonomy_type\":\"graph\",\"x\":{\"y\":1,\"y\":1}}}", "t.json, line 1: 'y' is there twice")]
    [InlineData("{\"taxonomy_name\":\"t\",\n\"description\":\"a\\ud83d\"," + Hierarchy + "}", "t.json, line 2: holds half of a surrogate pair")]
    [InlineData("{\"taxonomy_name\":\"t\",\n\"metadata\":{\"a\\udc00\":1}," + Hierarchy + "}", "t.json, line 2: has a name with half of a surrogate pair")]
    public void Repeated_member_and_half_a_pair_are_refused_at_any_depth(string json, string message) => Refused(json).WithMessage(message);

    [Theory]
    [InlineData("{\"taxonomy_name\":\"t\",\"retriever_id\":\"ret_b\",\"config\":{\"taxonomy_type\":\"flat\",\"retriever_id\":\"ret_a\",\"input_mappings\":[],\"source_collection\":{\"collection_id\":\"c\"}}}", "t.json: retriever_id has no effect beside the config; set config.retriever_id")]
    [InlineData("{\"taxonomy_name\":\"t\",\"retriever_id\":\"ret_b\"," + Hierarchy + "}", "t.json: retriever_id has no effect*")]
    [InlineData("{\"taxonomy_name\":\"t\",\"input_mappings\":[{\"input_key\":\"k\"}],\"config\":{\"taxonomy_type\":\"hierarchical\",\"input_mappings\":[{\"input_key\":\"l\"}]}}", "t.json: input_mappings has no effect beside the config; set config.input_mappings")]
    [InlineData("{\"taxonomy_name\":\"t\",\"taxonomy_type\":\"flat\"," + Hierarchy + "}", "t.json: taxonomy_type has no effect beside the config; set config.taxonomy_type")]
    public void What_has_no_effect_beside_the_config_is_refused(string json, string message) => Refused(json).WithMessage(message);

    [Fact]
    public void Every_member_of_an_answer_is_known()
    {
        var read = TaxonomyFile.Read("""
            {"taxonomy_id":"tax_1","version":2,"taxonomy_name":"t","description":null,"retriever_id":"ret_a","input_mappings":[{"input_key":"k"}],
             "config":{"taxonomy_type":"hierarchical","retriever_id":"ret_a","input_mappings":[{"input_key":"k"}]},
             "ready":true,"created_at":"2026-01-01T00:00:00Z","metadata":{},"namespace_id":"ns_1","taxonomy_type":"hierarchical"}
            """);
        (read.TaxonomyId, read.Version, ((HierarchicalTaxonomyConfig)read.Config).RetrieverId).Should().Be(("tax_1", 2, "ret_a"));
    }

    [Fact]
    public void Unknown_member_of_a_config_is_in_the_plan()
    {
        var current = TaxonomyFile.Read("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"ret_a","input_mappings":[],"source_collection":{"collection_id":"c"}}}""");
        var desired = TaxonomyFile.Read("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retreiver_id":"ret_b","retriever_id":"ret_a","input_mappings":[],"source_collection":{"collection_id":"c","colour":1}}}""");
        var plan = TaxonomyPlan.For(current, desired);
        plan.Kind.Should().Be(TaxonomyPlanKind.Clone);
        plan.Diff.Changes.Select(change => (string.Join('.', change.Location), change.Kind)).Should().Equal(("config.retreiver_id", TaxonomyChangeKind.Added), ("config.source_collection.colour", TaxonomyChangeKind.Added));
    }

    [Theory]
    [InlineData("""{"taxonomy_name":"a\ud800"}""", "taxonomy_name must be valid Unicode, but holds half of a surrogate pair")]
    [InlineData("""{"taxonomy_name":"t","description":"\udc00"}""", "description must be valid Unicode*")]
    [InlineData("""{"taxonomy_name":"t","description":5}""", "description is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","metadata":[1]}""", "metadata is of the wrong type")]
    [InlineData("""{"taxonomy_name":"t","metadata":{"a":{"b":[1,"\ud83d"]}}}""", "metadata.a.b[1] must be valid Unicode*")]
    [InlineData("""{"taxonomy_name":"t","metadata":{"a":{"\ud83d":1}}}""", "a name in metadata.a must be valid Unicode*")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"\ud800"}}""", "config.retriever_id must be valid Unicode*")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"graph","\ud800":1}}""", "a name in config must be valid Unicode*")]
    [InlineData("""{"taxonomy_name":"t","config":{"taxonomy_type":"hierarchical","hierarchical_nodes":[{"collection_id":"c","label":"l\ud800"}]}}""", "config.hierarchical_nodes[0].label must be valid Unicode*")]
    public void What_a_file_cannot_hold_is_an_error_of_the_export_by_its_member(string json, string fault) =>
        FluentActions.Invoking(() => TaxonomyFile.Write(TaxonomyJson.Deserialize<Taxonomy>(json))).Should().Throw<ArgumentException>()
            .WithParameterName("taxonomy").WithMessage($"A file can't hold the taxonomy: {fault}.*");

    [Fact]
    public void What_a_caller_sets_and_a_file_cannot_hold_is_an_error_too()
    {
        var deep = new JsonObject();
        for (var level = 0; level < 70; level++)
            deep = new JsonObject { ["a"] = deep };
        Refused(new Taxonomy { TaxonomyName = "a\uD800", Config = Sample.FlatConfig }, "taxonomy_name must be valid Unicode*");
        Refused(new Taxonomy { TaxonomyName = "a", Config = Sample.FlatConfig with { RetrieverId = "\uD800" } }, "config.retriever_id must be valid Unicode*");
        Refused(new Taxonomy { TaxonomyName = "a", Config = Sample.FlatConfig with { InputMappings = [new InputMapping { InputKey = "\uD800" }] } }, "config.input_mappings[0].input_key must be valid Unicode*");
        Refused(new Taxonomy { TaxonomyName = "a", Metadata = deep, Config = Sample.FlatConfig }, "metadata must be nested at most 64 deep*");
        Refused(new Taxonomy { TaxonomyName = "a", Metadata = new JsonObject { ["n"] = double.NaN }, Config = Sample.FlatConfig }, "metadata can't be written as JSON*");
        Refused(new Taxonomy { TaxonomyName = "a", Config = Sample.FlatConfig with { AdditionalProperties = new JsonObject { ["n"] = double.NaN } } }, "config (The value can't be written as JSON*");

        static void Refused(Taxonomy taxonomy, string fault) =>
            FluentActions.Invoking(() => TaxonomyFile.Write(taxonomy)).Should().Throw<ArgumentException>().WithMessage($"A file can't hold the taxonomy: {fault}");
    }

    [Theory]
    [InlineData("{\n\"retriever\":{}}", "line 2: 'retriever' is unknown; did you mean 'retrievers'?")]
    [InlineData("{\"clusters\":{},\n\"clusters\":{}}", "line 2: 'clusters' is there twice")]
    [InlineData("{\"clusters\":{\"a\":\"b\",\n\"a\":\"c\"}}", "line 2: 'a' is there twice")]
    [InlineData("{\"clusters\":\n[]}", "line 2: 'clusters' is a list, expected an object with texts")]
    [InlineData("{\"clusters\":{\"a\":\n1}}", "line 2: 'a' is a number, expected a text")]
    [InlineData("{\"clusters\":{\"a\":{}}}", "line 1: 'a' is an object, expected a text")]
    [InlineData("{\"clusters\":{\"a\":null}}", "line 1: 'a' is null, expected a text")]
    [InlineData("{\"clusters\":{\"a\":true}}", "line 1: 'a' is true or false, expected a text")]
    [InlineData("{\"clusters\":{\"a\":\" \"}}", "line 1: 'a' is ' ', and neither may be blank")]
    [InlineData("[]", "line 1: is a list, expected an object with clusters, collections, retrievers")]
    [InlineData("{", "line 1: is no JSON (*")]
    public async Task Map_of_ids_is_read_strictly(string json, string fault)
    {
        var path = Path.Combine(_folder, "ids.json");
        await File.WriteAllTextAsync(path, json);
        (await FluentActions.Awaiting(() => TaxonomyIdMap.ReadAsync(path)).Should().ThrowAsync<TaxonomySerializationException>()).WithMessage($"{path}, {fault}");
    }

    [Fact]
    public async Task Map_of_ids_has_what_the_file_has()
    {
        var path = Path.Combine(_folder, "ids.json");
        await File.WriteAllTextAsync(path, """{"retrievers":{"ret_a":"ret_b"},"clusters":{}}""");
        (await TaxonomyIdMap.ReadAsync(path)).Should().Be(new TaxonomyIdMap { Retrievers = new Dictionary<string, string> { ["ret_a"] = "ret_b" } });
    }

    [Theory]
    [InlineData("{\"a\":\"b\",\n\"a\":\"c\"}", ", line 2: 'a' is there twice")]
    [InlineData("{\"a\":\"c\",\"b\":\"c\"}", ": 'c' is the name of two clones")]
    [InlineData("{\"a\":\"a\"}", ": 'a' is the name of its own clone; a clone needs another")]
    [InlineData("{\"a\":\n\"\"}", ", line 2: 'a' is '', and neither may be blank")]
    [InlineData("{\"\":\"b\"}", ", line 1: '' is 'b', and neither may be blank")]
    [InlineData("{\"a\":1}", ", line 1: 'a' is a number, expected a text")]
    public async Task List_of_clones_is_read_strictly(string json, string fault)
    {
        var path = Path.Combine(_folder, "clones.json");
        await File.WriteAllTextAsync(path, json);
        (await FluentActions.Awaiting(() => TaxonomyBulkClone.ReadAsync(path)).Should().ThrowAsync<TaxonomySerializationException>()).WithMessage($"{path}{fault}");
    }

    [Fact]
    public async Task List_of_clones_is_in_the_order_of_the_file()
    {
        var path = Path.Combine(_folder, "clones.json");
        await File.WriteAllTextAsync(path, """{"z":"a","b":"c"}""");
        (await TaxonomyBulkClone.ReadAsync(path)).Select(clone => (clone.Taxonomy, clone.NewName)).Should().Equal(("z", "a"), ("b", "c"));
    }

    private static FluentAssertions.Specialized.ExceptionAssertions<TaxonomySerializationException> Refused(string json) =>
        FluentActions.Invoking(() => TaxonomyFile.Read(json, "t.json")).Should().Throw<TaxonomySerializationException>();
}
