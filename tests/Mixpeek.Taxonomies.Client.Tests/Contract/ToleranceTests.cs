using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Every model reads what is odd in the same way: over all schemas of the contract, each member in turn.</summary>
public sealed class ToleranceTests
{
    private static readonly string[] OddValues = ["null", "7", "2.5", "true", "\"odd\"", "[]", "{}", "[null]", "\"\\ud800\"", "1e400", "99999999999999999999"];

    public static TheoryData<string> ModelNames => ContractTests.ModelNames;

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Odd_value_of_any_member_costs_no_other_and_is_written_back(string schema)
    {
        foreach (var (name, _) in OpenApi.PropertiesOf(schema).Where(property => property.Key != "taxonomy_type"))
        {
            foreach (var odd in OddValues)
            {
                var document = OpenApi.Sample(OpenApi.Schemas[schema])!.AsObject();
                document.Remove(name);
                var json = document.ToJsonString();
                json = $"{json[..^1]}{(document.Count == 0 ? "" : ",")}\"{name}\":{odd}}}";
                var written = Write(Read(schema, json));
                var isUnicode = !odd.Contains("\\u", StringComparison.Ordinal);
                JsonAssert.Lost(isUnicode ? JsonNode.Parse(json) : document, JsonNode.Parse(written)).Should().BeEmpty($"{schema} with {name} of {odd}");
                if (!isUnicode)
                    written.Should().Contain($"\"{name}\":{odd}", $"{schema} keeps what .NET has no value for");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Odd_item_of_any_list_costs_no_other_and_is_written_back(string schema)
    {
        foreach (var (name, declared) in OpenApi.PropertiesOf(schema))
        {
            var type = OpenApi.Resolve(declared!);
            if (type["type"]?.GetValue<string>() != "array")
                continue;
            var item = OpenApi.Sample(type["items"]!, 1);
            var document = new JsonObject { [name] = new JsonArray(item!.DeepClone(), 7, item.DeepClone()) };
            if (schema.Contains("TaxonomyConfig", StringComparison.Ordinal))
                document["taxonomy_type"] = OpenApi.PropertiesOf(schema)["taxonomy_type"]!["const"]!.DeepClone();
            var model = Read(schema, document.ToJsonString());
            var property = model.GetType().GetProperties().Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == name);
            ((IEnumerable)property.GetValue(model)!).Cast<object>().Should().HaveCount(2, $"{schema}.{name} has two good items");
            JsonAssert.Lost(document, JsonNode.Parse(Write(model))).Should().BeEmpty($"{schema}.{name} is written back whole");
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Whole_number_is_read_however_it_is_written(string schema)
    {
        foreach (var (name, declared) in OpenApi.PropertiesOf(schema).Where(property => OpenApi.Resolve(property.Value!)["type"]?.GetValue<string>() == "integer"))
        {
            var model = Read(schema, schema.Contains("TaxonomyConfig", StringComparison.Ordinal) ? $$"""{"taxonomy_type":"hierarchical","{{name}}":10.0}""" : $$"""{"{{name}}":10.0}""");
            var property = model.GetType().GetProperties().Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == name);
            Convert.ToInt64(property.GetValue(model), System.Globalization.CultureInfo.InvariantCulture).Should().Be(10, $"{schema}.{name} is whole");
        }
    }

    [Fact]
    public void Count_may_be_larger_than_an_int() =>
        TaxonomyJson.Deserialize<LabelMetric>("""{"label":"a","count":3000000000}""").Count.Should().Be(3_000_000_000);

    [Fact]
    public void Number_that_is_missing_is_null_and_not_zero()
    {
        var stats = TaxonomyJson.Deserialize<DurationStats>("""{"mean":1.5,"min":0}""");
        stats.StdDev.Should().BeNull();
        stats.Min.Should().Be(0);
        stats.ToString().Should().Be("""{"mean":1.5,"min":0}""");
    }

    [Theory]
    [InlineData("12:30")]
    [InlineData("2025")]
    [InlineData("January 15")]
    [InlineData("15")]
    public void Text_without_a_whole_date_is_no_time_of_today(string text)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>($$"""{"created_at":"{{text}}"}""");
        taxonomy.CreatedAt.Should().BeNull();
        taxonomy.ToString().Should().Be($$"""{"created_at":"{{text}}"}""");
        TaxonomyJson.Deserialize<AssignmentMetric>($$"""{"time_bucket":"{{text}}"}""").TimeBucket.Should().BeNull();
    }

    private static object Read(string schema, string json) =>
        JsonSerializer.Deserialize(json, TaxonomyJson.Options.GetTypeInfo(ContractTests.ModelOf(schema)))!;

    private static string Write(object model) => JsonSerializer.Serialize(model, TaxonomyJson.Options.GetTypeInfo(model.GetType()));
}
