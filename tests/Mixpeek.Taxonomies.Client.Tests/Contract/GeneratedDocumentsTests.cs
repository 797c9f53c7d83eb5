using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// Every model against documents that are generated from its schema: valid ones lose nothing, damaged ones give a value
/// or a <see cref="TaxonomySerializationException"/>. The seeds are fixed, and a failure names its own.
/// </summary>
public sealed class GeneratedDocumentsTests
{
    private const int ValidDocuments = 300;
    private const int DamagedDocuments = 2000;

    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, bool IsNullable)[]> Members = new();

    private static readonly MethodInfo Deserialize = typeof(TaxonomyJson).GetMethods()
        .Single(method => method.Name == nameof(TaxonomyJson.Deserialize) && method.GetParameters()[0].ParameterType == typeof(string));

    public static TheoryData<string> ModelNames => ContractTests.ModelNames;

    [Fact]
    public void Suite_has_at_least_a_hundred_thousand_cases() =>
        (ModelNames.Count * (ValidDocuments + DamagedDocuments)).Should().BeGreaterThanOrEqualTo(100_000);

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Valid_document_is_written_back_with_nothing_lost(string schema)
    {
        for (var seed = 0; seed < ValidDocuments; seed++)
        {
            var document = DocumentGenerator.Generate(OpenApi.Schemas[schema], new Random(seed))!;
            var model = Read(schema, document.ToJsonString());
            var written = JsonNode.Parse(JsonSerializer.Serialize(model, TaxonomyJson.Options.GetTypeInfo(model.GetType())));
            var lost = JsonAssert.Lost(document, written).ToArray();
            if (lost.Length > 0)
                Assert.Fail($"{schema}, seed {seed}: lost {string.Join(", ", lost)} of {document.ToJsonString()}");
        }
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Damaged_document_gives_a_value_or_a_serialization_error(string schema)
    {
        var whole = OpenApi.Sample(OpenApi.Schemas[schema])!.ToJsonString();
        for (var seed = 0; seed < DamagedDocuments; seed++)
        {
            var damaged = JsonDamage.Apply(whole, seed);
            try
            {
                var model = Read(schema, damaged);
                _ = JsonSerializer.Serialize(model, TaxonomyJson.Options.GetTypeInfo(model.GetType()));
                // A request says what is wrong with it when it is sent; a response has to be safe to use.
                if (!schema.EndsWith("Request", StringComparison.Ordinal) && FindNull(model) is { } place)
                    Assert.Fail($"{schema}, seed {seed}: {place} is null after reading {damaged}");
            }
            catch (TaxonomySerializationException)
            {
                // What can't be read is said so.
            }
            catch (Exception failure) when (failure is not Xunit.Sdk.FailException)
            {
                Assert.Fail($"{schema}, seed {seed}: {failure.GetType().Name} for {damaged}");
            }
        }
    }

    private static (PropertyInfo Property, bool IsNullable)[] MembersOf(Type type) =>
    [
        .. type.GetProperties()
            .Where(property => !property.PropertyType.IsGenericType || property.PropertyType.GetGenericTypeDefinition() != typeof(Optional<>))
            .Select(property => (property, Nullable.GetUnderlyingType(property.PropertyType) is not null
                || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable)),
    ];

    private static object Read(string schema, string json)
    {
        try
        {
            return Deserialize.MakeGenericMethod(ContractTests.ModelOf(schema)).Invoke(null, [json])!;
        }
        catch (TargetInvocationException failure)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure.InnerException!);
            throw;
        }
    }

    /// <summary>Finds a member that is null although its type says that it never is.</summary>
    private static string? FindNull(object model)
    {
        foreach (var (property, isNullable) in Members.GetOrAdd(model.GetType(), MembersOf))
        {
            var value = property.GetValue(model);
            if (value is null && !isNullable)
                return $"{model.GetType().Name}.{property.Name}";
            var inner = value switch
            {
                ExtensibleModel nested => FindNull(nested),
                IEnumerable<ExtensibleModel> list => list.Select(item => item is null ? $"an item of {property.Name}" : FindNull(item)).FirstOrDefault(found => found is not null),
                IEnumerable<string> texts when value is IList => texts.Any(text => text is null) ? $"an item of {property.Name}" : null,
                _ => null,
            };
            if (inner is not null)
                return inner;
        }

        return null;
    }
}
