using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Models are values: equal by what they say, and nothing that is done with one shows in another.</summary>
public sealed class EqualityTests
{
    public static TheoryData<string> ModelNames => ContractTests.ModelNames;

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Two_reads_of_one_document_are_equal_whatever_is_read_of_them(string schema)
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var json = DocumentGenerator.Generate(OpenApi.Schemas[schema], new Random(seed))!.ToJsonString();
            var (one, other) = (Read(schema, json), Read(schema, json));
            var hash = one.GetHashCode();
            Disturb(one);
            one.GetHashCode().Should().Be(hash, $"{schema}, seed {seed}: reading does not change a hash code");
            one.Should().Be(other, $"{schema}, seed {seed}");
            other.GetHashCode().Should().Be(hash);
            one.ToString().Should().Be(JsonSerializer.Serialize(other, TaxonomyJson.Options.GetTypeInfo(other.GetType())), "the text is the JSON");
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Another_value_of_any_member_makes_another_model(string schema)
    {
        var whole = OpenApi.Sample(OpenApi.Schemas[schema])!.AsObject();
        whole["member_of_tomorrow"] = 1;
        var model = Read(schema, whole.ToJsonString());
        foreach (var name in whole.Select(member => member.Key).Where(name => name != "taxonomy_type").ToArray())
        {
            var changed = whole.DeepClone().AsObject();
            changed[name] = new JsonObject { ["odd"] = 1 };
            Read(schema, changed.ToJsonString()).Should().NotBe(model, $"{schema}.{name} differs");
        }
    }

    [Theory]
    [InlineData("""{"metadata":{"a":1,"b":{"c":[1,2],"d":"\u00e9"}},"x":1,"y":2}""", """{"y":2,"x":1.0,"metadata":{"b":{"d":"é","c":[1,2.0]},"a":1}}""", true)]
    [InlineData("""{"config":{"b":1,"a":"\/"}}""", """{"config": { "a":"/", "b":1 }}""", true)]
    [InlineData("""{}""", """{"version":1,"ready":true,"metadata":{}}""", true)]
    [InlineData("""{"metadata":{"a":[1,2]}}""", """{"metadata":{"a":[2,1]}}""", false)]
    [InlineData("""{"metadata":{"a":null}}""", """{"metadata":{}}""", false)]
    [InlineData("""{"metadata":{"a":"1"}}""", """{"metadata":{"a":1}}""", false)]
    public void Equality_is_by_what_the_JSON_says(string one, string other, bool areEqual)
    {
        var (left, right) = (TaxonomyJson.Deserialize<Taxonomy>(one), TaxonomyJson.Deserialize<Taxonomy>(other));
        left.Equals(right).Should().Be(areEqual);
        (left.GetHashCode() == right.GetHashCode()).Should().Be(areEqual);
    }

    [Fact]
    public void Members_outside_the_JSON_count_too()
    {
        new ListTaxonomiesRequest { Limit = 1 }.Should().NotBe(new ListTaxonomiesRequest { Limit = 2 });
        var response = TaxonomyJson.Deserialize<CloneTaxonomyResponse>("{}");
        (response with { Outcome = CreationOutcome.Recovered }).Should().NotBe(response);
    }

    [Fact]
    public void What_the_caller_still_holds_changes_no_model()
    {
        var metadata = new JsonObject { ["a"] = new JsonArray(1) };
        var documents = new List<JsonObject> { new() { ["a"] = 1 } };
        var mappings = new List<InputMapping> { InputMapping.Literal("k", new JsonArray(1)) };
        var members = new Dictionary<string, string> { ["a"] = "b" };
        object[] models =
        [
            new Taxonomy { Metadata = metadata, InputMappings = mappings, AdditionalProperties = metadata },
            new ExecuteTaxonomyRequest { SourceDocuments = documents },
            new UpdateTaxonomyRequest { Metadata = metadata },
            new InstantiateTemplateRequest { TaxonomyName = "n", CollectionConfig = members },
        ];
        var before = models.Select(model => (model.ToString(), model.GetHashCode())).ToArray();
        metadata["a"]![0] = 2;
        documents[0]["a"] = 2;
        documents.Add([]);
        mappings.Clear();
        members.Clear();
        models.Select(model => (model.ToString(), model.GetHashCode())).Should().Equal(before);
    }

    [Fact]
    public void Copy_shares_nothing_that_changes()
    {
        var original = TaxonomyJson.Deserialize<Taxonomy>("""{"metadata":{"a":{"b":1}},"future":[1],"input_mappings":[{"input_key":"k","override":{"c":1}}]}""");
        var text = original.ToString();
        var copy = original with { TaxonomyName = "other" };
        copy.Metadata["a"]!["b"] = 2;
        copy.AdditionalProperties!["future"]![0] = 2;
        copy.InputMappings![0].Override.Value!["c"] = 2;
        original.ToString().Should().Be(text);
        (copy with { TaxonomyName = "" }).Metadata["a"]!["b"]!.GetValue<int>().Should().Be(1);
        new JsonObject { ["one"] = original.Metadata, ["two"] = original.Metadata }.Count.Should().Be(2, "a node has one parent, so each reading gives nodes of its own");
    }

    [Fact]
    public void Optional_and_filter_are_equal_by_content()
    {
        new Optional<JsonObject?>(new JsonObject { ["a"] = 1 }).Should().Be(new Optional<JsonObject?>(new JsonObject { ["a"] = 1 }));
        var filter = TaxonomyFilter.Where("a", "b") & TaxonomyFilter.Where("c", FilterOperator.In, new JsonArray(1, 2));
        var same = TaxonomyFilter.Where("a", "b") & TaxonomyFilter.Where("c", FilterOperator.In, new JsonArray(1, 2));
        new ListTaxonomiesRequest { Filters = filter }.Should().Be(new ListTaxonomiesRequest { Filters = same });
        filter.GetHashCode().Should().Be(same.GetHashCode());
        filter.Should().NotBe(TaxonomyFilter.Where("a", "b"));
    }

    [Fact]
    public void Records_of_calls_are_equal_by_content()
    {
        var attempt = new TaxonomyAttempt { Number = 1, Operation = TaxonomyOperations.Get };
        TaxonomyCall Call() => new() { Operation = TaxonomyOperations.Get, Attempts = [attempt with { }], Elapsed = TimeSpan.Zero };
        Call().Should().Be(Call());
        Call().GetHashCode().Should().Be(Call().GetHashCode());
        TaxonomyCallOptions Options() => new() { Headers = new Dictionary<string, string> { ["X-A"] = "b" } };
        Options().Should().Be(Options());
        Options().GetHashCode().Should().Be(Options().GetHashCode());
    }

    [Fact]
    public void Errors_are_equal_by_content()
    {
        TaxonomyApiError Error(string location) => new()
        {
            StatusCode = System.Net.HttpStatusCode.BadRequest,
            Details = new JsonObject { ["a"] = 1 },
            ValidationErrors = [new TaxonomyValidationError { Location = ["body", location], Message = "m" }],
        };
        Error("x").Should().Be(Error("x"));
        Error("x").GetHashCode().Should().Be(Error("x").GetHashCode());
        Error("x").Should().NotBe(Error("y")).And.NotBe(Error("x") with { Details = new JsonObject { ["a"] = 2 } });
        var error = Error("x");
        error.Details!["a"] = 2;
        error.Should().Be(Error("x"), "what was read of it is the reader's own");
    }

    /// <summary>Reads every property, and changes whatever can be changed in what it gives.</summary>
    private static void Disturb(object model)
    {
        foreach (var property in model.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var value = property.GetValue(model);
            if (value is Optional<JsonObject?> { HasValue: true } optional)
                value = optional.Value;
            switch (value)
            {
                case JsonObject map:
                    map["disturbed"] = 1;
                    break;
                case IEnumerable items and not string:
                    foreach (var item in items)
                    {
                        if (item is JsonObject map)
                            map["disturbed"] = 1;
                        else if (item is ExtensibleModel inner)
                            Disturb(inner);
                    }

                    break;
                case ExtensibleModel inner:
                    Disturb(inner);
                    break;
            }
        }
    }

    private static object Read(string schema, string json) =>
        JsonSerializer.Deserialize(json, TaxonomyJson.Options.GetTypeInfo(ContractTests.ModelOf(schema)))!;
}
