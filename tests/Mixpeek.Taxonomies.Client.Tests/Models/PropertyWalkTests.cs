using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;
using Newtonsoft.Json;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Tools that read every property, such as assertions and loggers, can read ours; those that compare find what differs.</summary>
public sealed class PropertyWalkTests
{
    private static readonly JsonObject Metadata = new() { ["owner"] = new JsonObject { ["team"] = "search", ["rank"] = 1 }, ["tags"] = new JsonArray("a", 2) };

    public static TheoryData<string> ModelNames => ContractTests.ModelNames;

    public static TheoryData<string> RequestNames => ContractTests.RequestNames;

    [Fact]
    public void No_property_of_a_public_type_throws()
    {
        var types = new[] { typeof(Taxonomy).Assembly, typeof(TaxonomyEmulator).Assembly }
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => !type.IsAbstract && !type.IsGenericTypeDefinition && type != typeof(TaxonomyClient))
            .Concat([typeof(Optional<string?>), typeof(Optional<int>), typeof(Optional<JsonObject?>), typeof(TaxonomyResponse<Taxonomy>)])
            .ToArray();
        var read = new HashSet<Type>();
        foreach (var instance in types.SelectMany(type => PublicInstances.Of(type)).Concat(types.Where(type => type.IsValueType).Select(type => Activator.CreateInstance(type)!)))
        {
            Walk(instance);
            read.Add(instance.GetType());
        }

        read.Where(type => typeof(ExtensibleModel).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Should().BeEquivalentTo(types.Where(type => typeof(ExtensibleModel).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || type.Name.EndsWith("Options", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void No_property_of_a_model_that_was_read_throws(string schema)
    {
        Walk(Read(schema, $"{{{TypeOf(schema).TrimEnd(',')}}}"));
        for (var seed = 0; seed < 50; seed++)
            Walk(Read(schema, DocumentGenerator.Generate(OpenApi.Schemas[schema], new Random(seed))!.ToJsonString()));
        foreach (var (name, _) in OpenApi.PropertiesOf(schema).Where(property => property.Key != "taxonomy_type"))
        {
            foreach (var odd in new[] { "null", "7", "true", "\"odd\"", "[]", "{}", "[null]", "\"\\ud800\"", "1e400", "{\"next_cursor\":\"\\ud800\",\"taxonomy_type\":\"\\ud800\"}" })
                Walk(Read(schema, $"{{{TypeOf(schema)}\"{name}\":{odd}}}"));
        }
    }

    [Fact]
    public async Task No_property_of_an_emulator_throws()
    {
        var emulator = await TaxonomyEmulator.StartAsync();
        Walk(emulator);
        await emulator.DisposeAsync();
        Walk(emulator);
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Equal_models_are_equivalent(string schema)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var json = DocumentGenerator.Generate(OpenApi.Schemas[schema], new Random(seed))!.ToJsonString();
            Read(schema, json).Should().BeEquivalentTo(Read(schema, json), $"{schema}, seed {seed}");
        }
    }

    [Fact]
    public void Taxonomies_with_metadata_are_equivalent_if_they_are_equal()
    {
        var (one, same) = (Tagged(), Tagged());
        one.Should().BeEquivalentTo(same);
        new[] { one }.Should().BeEquivalentTo([same]);
        new { Found = one }.Should().BeEquivalentTo(new { Found = same });
        one.Should().NotBeEquivalentTo(same with { Metadata = new JsonObject { ["owner"] = "x" } });
        new TaxonomyPage { Results = [one] }.Should().BeEquivalentTo(new TaxonomyPage { Results = [same] });
        new TaxonomyReadiness { Taxonomy = one, Polls = 1, Elapsed = default }.Should().BeEquivalentTo(new TaxonomyReadiness { Taxonomy = same, Polls = 1, Elapsed = default });
        one.Should().BeEquivalentTo(new { TaxonomyName = "t", Version = 1 }, "some members of it can be asked for");
        one.Should().BeEquivalentTo(same with { TaxonomyId = "other" }, options => options.ComparingByMembers<Taxonomy>().Excluding(taxonomy => taxonomy.TaxonomyId).Excluding(taxonomy => taxonomy.Metadata).Excluding(taxonomy => taxonomy.AdditionalProperties));
    }

    [Fact]
    public void Values_with_JSON_are_equivalent_if_they_are_equal()
    {
        Same(() => new UpdateTaxonomyRequest { Metadata = Metadata });
        Same(() => new Optional<JsonObject?>(Metadata));
        Same(() => InputMapping.Literal("k", new JsonArray(1)));
        Same(() => new TaxonomyApiError { StatusCode = System.Net.HttpStatusCode.Conflict, Details = Metadata });
        Same(() => new TaxonomyRequest(HttpMethod.Post, "/v1/x") { Body = Metadata });
        Same(() => TaxonomyFilter.Where("a", "b"));
        Same(() => new TaxonomyChange { Kind = TaxonomyChangeKind.Changed, Part = TaxonomyPart.Metadata, Location = ["metadata"], After = Metadata });
        new Optional<JsonObject?>(Metadata).Should().NotBeEquivalentTo(new Optional<JsonObject?>(new JsonObject()));
        new TaxonomyRequest(HttpMethod.Post, "/v1/x") { Body = Metadata }.Should().NotBeEquivalentTo(new TaxonomyRequest(HttpMethod.Post, "/v1/x") { Body = 1 });

        static void Same<T>(Func<T> make) => make().Should().BeEquivalentTo(make());
    }

    [Theory]
    [MemberData(nameof(Differing))]
    public void Models_that_differ_are_not_equivalent(string name)
    {
        var (one, other) = Differences[name];
        one.Should().NotBeEquivalentTo(other);
        new[] { one }.Should().NotBeEquivalentTo([other]);
        Assert.Throws<Xunit.Sdk.EquivalentException>(() => Assert.Equivalent(one, other));
        Assert.Throws<Xunit.Sdk.EquivalentException>(() => Assert.Equivalent(other, one));
        Assert.NotEqual(one, other);
    }

    [Theory]
    [MemberData(nameof(RequestNames))]
    public void Equal_requests_without_JSON_of_the_callers_are_equivalent_to_xunit(string schema)
    {
        var model = Read(schema, WithoutFreeJson(OpenApi.Sample(OpenApi.Schemas[schema])!.AsObject()).ToJsonString());
        Assert.Equivalent(model, Read(schema, model.ToString()!), strict: true);
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Newtonsoft_writes_every_model(string schema)
    {
        // System.Text.Json nodes know their parents, which Newtonsoft leaves out only if it is told to.
        var settings = new JsonSerializerSettings { ReferenceLoopHandling = ReferenceLoopHandling.Ignore };
        JsonConvert.SerializeObject(Read(schema, OpenApi.Sample(OpenApi.Schemas[schema])!.ToJsonString()), settings).Should().StartWith("{");
        JsonConvert.SerializeObject(Activator.CreateInstance(ContractTests.ModelOf(schema))).Should().StartWith("{");
    }

    [Fact]
    public void Newtonsoft_writes_requests_with_omitted_members()
    {
        JsonConvert.SerializeObject(new CloneTaxonomyRequest { TaxonomyName = "copy" }).Should().Contain("\"copy\"");
        JsonConvert.SerializeObject(new CloneTaxonomyRequest { TaxonomyName = "copy", Config = Sample.FlatConfig }).Should().Contain(Sample.FlatConfig.RetrieverId);
        JsonConvert.SerializeObject(new ListTaxonomiesRequest { Filters = TaxonomyFilter.Where("field_a", "b") }).Should().Contain("field_a");
    }

    public static TheoryData<string> Differing => [.. Differences.Keys];

    private static Dictionary<string, (object One, object Other)> Differences { get; } = new()
    {
        ["create"] = (Create(Sample.FlatConfig), Create(Sample.FlatConfig.WithRetriever("ret_other"))),
        ["create, type"] = (Create(Sample.FlatConfig), Create(new HierarchicalTaxonomyConfig { RetrieverId = Sample.FlatConfig.RetrieverId })),
        ["create, unknown type"] = (Create(Unknown("""{"taxonomy_type":"graph","edges":1}""")), Create(Unknown("""{"taxonomy_type":"graph","edges":2}"""))),
        ["clone"] = (new CloneTaxonomyRequest { TaxonomyName = "n", Config = Sample.FlatConfig }, new CloneTaxonomyRequest { TaxonomyName = "n", Config = Sample.FlatConfig.WithRetriever("ret_other") }),
        ["clone, config omitted"] = (new CloneTaxonomyRequest { TaxonomyName = "n" }, new CloneTaxonomyRequest { TaxonomyName = "n", Config = Sample.FlatConfig }),
        ["clone, description omitted or null"] = (new CloneTaxonomyRequest { TaxonomyName = "n" }, new CloneTaxonomyRequest { TaxonomyName = "n", Description = null }),
        ["execute"] = (new ExecuteTaxonomyRequest { Taxonomy = new Taxonomy { Config = Sample.FlatConfig } }, new ExecuteTaxonomyRequest { Taxonomy = new Taxonomy { Config = Sample.FlatConfig.WithRetriever("ret_other") } }),
        ["taxonomy"] = (new Taxonomy { TaxonomyName = "n", Config = Sample.FlatConfig }, new Taxonomy { TaxonomyName = "n", Config = Sample.FlatConfig.WithRetriever("ret_other") }),
        ["list, filters"] = (new ListTaxonomiesRequest { Filters = TaxonomyFilter.Where("a", "b") }, new ListTaxonomiesRequest { Filters = TaxonomyFilter.Where("a", "c") }),
        ["mapping"] = (InputMapping.Vector("k", "a"), InputMapping.Vector("k", "b")),
    };

    private static CreateTaxonomyRequest Create(TaxonomyConfig config) => new() { TaxonomyName = "n", Config = config };

    private static UnknownTaxonomyConfig Unknown(string json) => new(JsonDocument.Parse(json).RootElement);

    private static Taxonomy Tagged() => new() { TaxonomyId = "tax_1", TaxonomyName = "t", Config = Sample.FlatConfig, Metadata = Metadata, AdditionalProperties = new JsonObject { ["x"] = new JsonArray(1) } };

    /// <summary>Reads every property, and those of what it gives.</summary>
    private static void Walk(object instance, int depth = 0)
    {
        if (depth > 5)
            return;
        foreach (var property in instance.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanRead && property.GetIndexParameters().Length == 0))
        {
            object? value = null;
            try
            {
                value = property.GetValue(instance);
            }
            catch (TargetInvocationException failure)
            {
                Assert.Fail($"{instance.GetType()}.{property.Name} throws {failure.InnerException!.GetType().Name}: {failure.InnerException.Message}");
            }

            foreach (var inner in value is IEnumerable items and not (string or JsonNode) ? items.Cast<object?>().Take(20) : [value])
            {
                if (inner?.GetType().Assembly == typeof(Taxonomy).Assembly)
                    Walk(inner, depth + 1);
            }
        }

    }

    /// <summary>The type that a config has to name.</summary>
    private static string TypeOf(string schema) => schema.Contains("TaxonomyConfig", StringComparison.Ordinal) ? $"\"taxonomy_type\":\"{OpenApi.PropertiesOf(schema)["taxonomy_type"]!["const"]}\"," : "";

    /// <summary>Takes out what is of any JSON: its nodes know their parents, which xunit walks in a circle.</summary>
    private static JsonObject WithoutFreeJson(JsonObject document)
    {
        foreach (var (name, value) in document.ToArray())
        {
            var isFree = value is JsonObject { Count: 1 } map && map.ContainsKey("key");
            if (isFree || name is "override" or "retriever" || (value is JsonArray { Count: > 0 } list && list[0] is JsonObject { Count: 1 } item && item.ContainsKey("key")))
                document.Remove(name);
            foreach (var inner in value is JsonArray items ? items : Enumerable.Repeat(value, 1))
            {
                if (inner is JsonObject nested)
                    WithoutFreeJson(nested);
            }
        }

        return document;
    }

    private static object Read(string schema, string json) =>
        System.Text.Json.JsonSerializer.Deserialize(json, TaxonomyJson.Options.GetTypeInfo(ContractTests.ModelOf(schema)))!;
}
