using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// A number, a flag or an enumeration that has another type than the contract says, for each such member of each model: what can be
/// understood is read, and what can't be never counts as the documented default.
/// </summary>
public sealed class LenientValuesTests
{
    private static readonly string[] OddValues =
    [
        "3", "3.0", "3e0", "\"3\"", "\" 3 \"", "\"3.0\"", "\"\\u0033\"", "0", "1", "0.0", "\"0\"", "\"1\"", "-1", "\"-1\"", "2.5", "\"2.5\"", "1e400", "\"1e400\"",
        "99999999999999999999", "\"NaN\"", "\"Infinity\"", "\"0x10\"", "\"1,000\"", "true", "false", "\"true\"", "\"FALSE\"", "\" False \"", "\"yes\"",
        "\"x\"", "\"\"", "\" \"", "{}", "[]", "[true]", "{\"a\":3}", "\"\\ud800\"",
    ];

    public static TheoryData<string> ModelNames => ContractTests.ModelNames;

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Value_of_another_type_is_understood_or_unknown(string schema)
    {
        foreach (var (name, property) in ScalarsOf(schema))
        {
            foreach (var odd in OddValues)
            {
                var json = Document(schema, name, odd);
                var model = Read(schema, json);
                var expected = Understood(property.PropertyType, odd);
                property.GetValue(model).Should().Be(expected ?? UnknownOf(property.PropertyType), $"{schema}.{name} of {odd}");
                var kept = ((JsonObject?)model.GetType().GetProperty("AdditionalProperties")!.GetValue(model))?.ContainsKey(name) == true;
                kept.Should().Be(expected is null, $"{schema}.{name} of {odd} is kept if it can't be understood");
                if (expected is null && !odd.Contains("\\u0033", StringComparison.Ordinal))
                    Write(model).Should().Be(json, $"{schema}.{name} of {odd} is written as it was read");
                Read(schema, Write(model)).Should().Be(model, $"{schema}.{name} of {odd} is the same after it was written");
            }
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Null_is_an_absent_member(string schema)
    {
        foreach (var (name, property) in ScalarsOf(schema))
        {
            var absent = property.GetValue(Read(schema, Document(schema, null, "")));
            property.GetValue(Read(schema, Document(schema, name, "null"))).Should().Be(absent, $"{schema}.{name}");
        }
    }

    [Theory]
    [InlineData("{}", true, false)]
    [InlineData("""{"ready":null}""", true, false)]
    [InlineData("""{"ready":true}""", true, true)]
    [InlineData("""{"ready":"True"}""", true, true)]
    [InlineData("""{"ready":false}""", false, true)]
    [InlineData("""{"ready":"false"}""", false, true)]
    [InlineData("""{"ready":0}""", false, false)]
    [InlineData("""{"ready":1}""", false, false)]
    [InlineData("""{"ready":"0"}""", false, false)]
    [InlineData("""{"ready":{}}""", false, false)]
    [InlineData("""{"ready":[]}""", false, false)]
    [InlineData("""{"ready":"no"}""", false, false)]
    [InlineData("""{"ready":2}""", false, false)]
    [InlineData("""{"ready":true,"ready":"soon"}""", false, false)]
    [InlineData("""{"ready":"soon","ready":true}""", true, true)]
    public void Taxonomy_is_ready_only_if_nothing_says_otherwise(string json, bool ready, bool isReported)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(json);
        (taxonomy.Ready, taxonomy.IsReadyReported).Should().Be((ready, isReported));
    }

    [Fact]
    public void Value_that_is_set_wins_over_one_that_could_not_be_understood()
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>("""{"ready":{},"version":"three"}""");
        (taxonomy.Ready, taxonomy.Version).Should().Be((false, 0));
        (taxonomy with { Ready = true }).Should().NotBe(taxonomy);
        taxonomy = taxonomy with { Ready = true, Version = 3 };
        (taxonomy.Ready, taxonomy.IsReadyReported, taxonomy.Version).Should().Be((true, true, 3));
        taxonomy.ToString().Should().Be("""{"version":3,"ready":true}""");
    }

    [Fact]
    public void Counts_that_are_absent_or_not_understood_are_null()
    {
        var stats = TaxonomyJson.Deserialize<ExecuteTaxonomyResponse>("""{"stats":{"errors":{},"batches":"2"}}""").Stats;
        (stats.ProcessedDocs, stats.Batches, stats.Errors).Should().Be((null, 2L, null));
        var page = TaxonomyJson.Deserialize<TaxonomyPage>("""{"results":[],"total_count":"12","stats":{"flat_taxonomies":"7","total_taxonomies":[]}}""");
        (page.TotalCount, page.Stats!.FlatTaxonomies, page.Stats.TotalTaxonomies).Should().Be((12L, 7L, null));
    }

    /// <summary>The members that are numbers, flags or enumerations.</summary>
    private static IEnumerable<(string Name, PropertyInfo Property)> ScalarsOf(string schema)
    {
        var properties = ContractTests.ModelOf(schema).GetProperties().ToDictionary(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        return OpenApi.PropertiesOf(schema)
            .Select(member => (member.Key, Property: properties[member.Key]))
            .Where(member => member.Key != "taxonomy_type" && (IsEnumeration(member.Property.PropertyType) || TypeOf(member.Property.PropertyType).IsPrimitive));
    }

    private static Type TypeOf(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsEnumeration(Type type) => TypeOf(type).GetInterface("IOpenEnum`1") is not null;

    private static object? UnknownOf(Type type) => Nullable.GetUnderlyingType(type) is null ? Activator.CreateInstance(type) : null;

    /// <summary>What a value means for a member of a type; null for nothing. Written apart from the library.</summary>
    private static object? Understood(Type type, string odd)
    {
        var value = JsonDocument.Parse(odd).RootElement;
        var text = value.ValueKind != JsonValueKind.String ? value.GetRawText() : odd.Contains("ud800", StringComparison.Ordinal) ? "" : value.GetString()!;
        if (IsEnumeration(type))
            return value.ValueKind == JsonValueKind.String && text.Trim().Length > 0 ? Activator.CreateInstance(TypeOf(type), text) : null;
        double? number = text.Trim() switch
        {
            "3" or "3.0" or "3e0" => 3,
            "0" or "0.0" => 0,
            "1" => 1,
            "-1" => -1,
            "2.5" => 2.5,
            "99999999999999999999" => 1e20,
            _ => null,
        };
        var flag = text.Trim() switch { "true" => true, "false" or "FALSE" or "False" => false, _ => (bool?)null };
        return TypeOf(type).Name switch
        {
            "Boolean" => flag,
            "Double" => number,
            "Int64" => number is { } whole && whole % 1 == 0 && whole < 1e19 ? (long)whole : null,
            "Int32" => number is { } small && small % 1 == 0 && small < 1e9 ? (int)small : null,
            var other => throw new NotSupportedException(other),
        };
    }

    private static string Document(string schema, string? name, string value)
    {
        var type = OpenApi.PropertiesOf(schema)["taxonomy_type"]?["const"] is { } constant && schema.Contains("Config", StringComparison.Ordinal) ? $"\"taxonomy_type\":\"{constant}\"" : null;
        return $"{{{string.Join(',', new[] { type, name is null ? null : $"\"{name}\":{value}" }.OfType<string>())}}}";
    }

    private static object Read(string schema, string json) =>
        JsonSerializer.Deserialize(json, TaxonomyJson.Options.GetTypeInfo(ContractTests.ModelOf(schema)))!;

    private static string Write(object model) => model.ToString()!;
}
