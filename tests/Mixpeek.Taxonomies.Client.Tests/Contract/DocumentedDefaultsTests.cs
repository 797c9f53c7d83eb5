using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What a document leaves out: it reads as the contract says, and is not written back.</summary>
public sealed class DocumentedDefaultsTests
{
    private const int Documents = 300;

    public static TheoryData<string> ModelNames => ContractTests.ModelNames;

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Absent_member_reads_as_its_documented_default(string schema)
    {
        var model = Read(schema, Empty(schema));
        foreach (var (name, declared) in OpenApi.PropertiesOf(schema))
        {
            var property = PropertyOf(model, name);
            var value = property.GetValue(model);
            if (IsNullable(property))
                TextOf(value).Should().BeEmpty($"{schema}.{name} is absent, and the service applies its own default");
            else if (declared!["default"] is { } stated)
                TextOf(value).Should().Be(TextOf(stated), $"{schema}.{name} has a documented default");
            else if (value is System.Collections.IEnumerable items)
                items.Cast<object>().Should().BeEmpty($"{schema}.{name} is absent");
            else
                (Type.GetTypeCode(value!.GetType()) == TypeCode.Object).Should().BeTrue($"{schema}.{name} is absent and no {value}");
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Reading_and_writing_back_invents_nothing(string schema)
    {
        Write(Read(schema, Empty(schema))).Should().Be(Empty(schema));
        for (var seed = 0; seed < Documents; seed++)
        {
            var document = DocumentGenerator.Generate(OpenApi.Schemas[schema], new Random(seed))!;
            var written = JsonNode.Parse(Write(Read(schema, document.ToJsonString())));
            var invented = JsonAssert.Lost(written, document).ToArray();
            if (invented.Length > 0)
                Assert.Fail($"{schema}, seed {seed}: invented {string.Join(", ", invented)} for {document.ToJsonString()}");
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Reading_what_was_written_gives_the_same(string schema)
    {
        var made = Activator.CreateInstance(ContractTests.ModelOf(schema))!;
        var read = JsonSerializer.Deserialize(Write(made), TaxonomyJson.Options.GetTypeInfo(made.GetType()))!;
        read.Should().Be(made, $"{schema} states its defaults, or shows those of absent members");
    }

    [Fact]
    public void Model_of_the_callers_states_its_defaults()
    {
        new ListTemplatesRequest().ToString().Should().Be("""{"is_active":true}""");
        (new TaxonomySort { Field = "f" }).ToString().Should().Be("""{"field":"f","direction":"asc"}""");
        (new FlatTaxonomyConfig { RetrieverId = "r", InputMappings = [], SourceCollection = new SourceCollection { CollectionId = "c" } }).ToString()
            .Should().Be("""{"taxonomy_type":"flat","retriever_id":"r","input_mappings":[],"source_collection":{"collection_id":"c"}}""");
    }

    /// <summary>A config is asked for by its type, which it therefore names.</summary>
    private static string Empty(string schema) => OpenApi.PropertiesOf(schema)["taxonomy_type"]?["const"] is { } type && schema.Contains("Config", StringComparison.Ordinal)
        ? new JsonObject { ["taxonomy_type"] = type.DeepClone() }.ToJsonString()
        : "{}";

    private static object Read(string schema, string json) =>
        JsonSerializer.Deserialize(json, TaxonomyJson.Options.GetTypeInfo(ContractTests.ModelOf(schema)))!;

    private static string Write(object model) => JsonSerializer.Serialize(model, TaxonomyJson.Options.GetTypeInfo(model.GetType()));

    private static PropertyInfo PropertyOf(object model, string wireName) =>
        model.GetType().GetProperties().Single(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == wireName);

    private static bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Optional<>))
        || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;

    private static string TextOf(object? value) => value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!;
}
