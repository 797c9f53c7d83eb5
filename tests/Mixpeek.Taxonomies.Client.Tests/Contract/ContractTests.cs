using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The library is held against the official contract, in both directions. What differs is named.</summary>
public sealed class ContractTests
{
    /// <summary>The record that stands for each schema.</summary>
    private static readonly Dictionary<string, Type> Models = new()
    {
        ["ApplyTaxonomyRequest"] = typeof(ApplyTaxonomyRequest),
        ["ApplyTaxonomyResponse"] = typeof(ApplyTaxonomyResponse),
        ["AssignmentMetric"] = typeof(AssignmentMetric),
        ["AssignmentMetricsResponse"] = typeof(AssignmentMetricsResponse),
        ["AvailableStepsResponse"] = typeof(AvailableStepsResponse),
        ["BaseTemplateModel"] = typeof(TaxonomyTemplate),
        ["CloneTaxonomyRequest"] = typeof(CloneTaxonomyRequest),
        ["CloneTaxonomyResponse"] = typeof(CloneTaxonomyResponse),
        ["ConfidenceDistribution"] = typeof(ConfidenceDistribution),
        ["ConfidenceResponse"] = typeof(ConfidenceResponse),
        ["CovariateConfig"] = typeof(CovariateConfig),
        ["CreateTaxonomyRequest"] = typeof(CreateTaxonomyRequest),
        ["CreateTemplateFromResourceRequest"] = typeof(CreateTemplateRequest),
        ["CreateTemplateFromResourceResponse"] = typeof(CreateTemplateResponse),
        ["DurationStats"] = typeof(DurationStats),
        ["EnrichmentField"] = typeof(EnrichmentField),
        ["EnrichmentHistoryResponse"] = typeof(EnrichmentHistoryResponse),
        ["EnrichmentMetric"] = typeof(EnrichmentMetric),
        ["ExecuteTaxonomyRequest"] = typeof(ExecuteTaxonomyRequest),
        ["FlatTaxonomyConfig-Input"] = typeof(FlatTaxonomyConfig),
        ["FlatTaxonomyConfig-Output"] = typeof(FlatTaxonomyConfig),
        ["HierarchicalNode-Input"] = typeof(HierarchicalNode),
        ["HierarchicalNode-Output"] = typeof(HierarchicalNode),
        ["HierarchicalTaxonomyConfig-Input"] = typeof(HierarchicalTaxonomyConfig),
        ["HierarchicalTaxonomyConfig-Output"] = typeof(HierarchicalTaxonomyConfig),
        ["InputMapping"] = typeof(InputMapping),
        ["InstantiateTaxonomyTemplateRequest"] = typeof(InstantiateTemplateRequest),
        ["InstantiatedTaxonomyTemplateResponse"] = typeof(InstantiateTemplateResponse),
        ["JoinResponse"] = typeof(ExecuteTaxonomyResponse),
        ["JoinStats"] = typeof(JoinStats),
        ["LabelDistributionResponse"] = typeof(LabelDistributionResponse),
        ["LabelMetric"] = typeof(LabelMetric),
        ["ListTaxonomiesRequest"] = typeof(ListTaxonomiesRequest),
        ["ListTaxonomiesResponse"] = typeof(TaxonomyPage),
        ["ListTemplatesRequest"] = typeof(ListTemplatesRequest),
        ["ListTemplatesResponse"] = typeof(ListTemplatesResponse),
        ["PatchTaxonomyRequest"] = typeof(UpdateTaxonomyRequest),
        ["PathAnalysisRequest"] = typeof(PathAnalysisRequest),
        ["PathAnalysisResponse"] = typeof(PathAnalysisResponse),
        ["PredictorLift"] = typeof(PredictorLift),
        ["SortOption"] = typeof(TaxonomySort),
        ["SourceCollection-Input"] = typeof(SourceCollection),
        ["SourceCollection-Output"] = typeof(SourceCollection),
        ["StepAnalyticsConfig-Input"] = typeof(StepAnalyticsConfig),
        ["StepAnalyticsConfig-Output"] = typeof(StepAnalyticsConfig),
        ["StepInfo"] = typeof(StepInfo),
        ["StepTransitionRequest"] = typeof(StepTransitionRequest),
        ["StepTransitionResponse"] = typeof(StepTransitionResponse),
        ["TaxonomyListStats"] = typeof(TaxonomyListStats),
        ["TaxonomyModel-Input"] = typeof(Taxonomy),
        ["TaxonomyModel-Output"] = typeof(Taxonomy),
        ["TaxonomyResponse"] = typeof(Taxonomy),
        ["TransitionPath"] = typeof(TransitionPath),
        ["api__analytics__taxonomies__models__TimeRange"] = typeof(MetricsTimeRange),
    };

    private static readonly Dictionary<string, Type> Enumerations = new()
    {
        ["CovariateType"] = typeof(CovariateType),
        ["EnrichmentMergeMode"] = typeof(EnrichmentMergeMode),
        ["FilterOperator"] = typeof(FilterOperator),
        ["HierarchyInferenceStrategy"] = typeof(HierarchyInferenceStrategy),
        ["InputSourceType"] = typeof(InputSourceType),
        ["JoinMode"] = typeof(JoinMode),
        ["SortDirection"] = typeof(SortDirection),
        ["StepKeySource"] = typeof(StepKeySource),
        ["TemplateMode"] = typeof(TemplateMode),
        ["TemplateScope"] = typeof(TemplateScope),
        ["TemplateType"] = typeof(TemplateType),
    };

    /// <summary>Schemas that the filter builder and the parser of errors stand for; their own tests hold them.</summary>
    private static readonly string[] HeldElsewhere =
        ["LogicalOperator-Input", "FilterCondition", "DynamicValue", "ErrorResponse", "ErrorDetail", "HTTPValidationError", "ValidationError"];

    /// <summary>Schemas of the retriever API, which stay JSON here.</summary>
    private static readonly string[] Foreign =
    [
        "CacheConfig", "CacheStatistics", "CollectionDetail", "CreatorInfo", "HealthCheck", "HealthStatus-Input", "RetrieverInputSchemaField-Input",
        "RetrieverInputSchemaFieldType", "RetrieverModel-Input", "RetrieverSchema", "RetrieverStatus", "RetrieverVisibility", "RevisionHistoryEntry",
        "StageInstanceConfig", "StagePerformance-Input", "UsageStatistics",
    ];

    /// <summary>Properties that stand in the query, or that are worked out from others.</summary>
    private static readonly Dictionary<Type, string[]> NotInTheBody = new()
    {
        [typeof(ListTaxonomiesRequest)] = ["Limit", "Offset", "Cursor", "IncludeTotal"],
        [typeof(ExecuteTaxonomyRequest)] = ["Version"],
        [typeof(Taxonomy)] = ["IsReadyReported"],
        [typeof(TaxonomyPage)] = ["NextCursor"],
        [typeof(CloneTaxonomyResponse)] = ["Outcome"],
        [typeof(InstantiateTemplateResponse)] = ["Outcome"],
    };

    public static TheoryData<string> ModelNames => [.. Models.Keys];

    public static TheoryData<string> EnumerationNames => [.. Enumerations.Keys];

    public static TheoryData<string> RequestNames => [.. Models.Where(model => IsRequest(model.Value)).Select(model => model.Key)];

    internal static Type ModelOf(string schema) => Models[schema];

    [Fact]
    public void Operations_are_those_of_the_contract() =>
        TaxonomyOperations.All.Select(operation => $"{operation.Method} {operation.Route}").Should().BeEquivalentTo(OpenApi.Operations.Keys);

    [Fact]
    public void Every_schema_has_its_place() =>
        Models.Keys.Concat(Enumerations.Keys).Concat(HeldElsewhere).Concat(Foreign).Should().BeEquivalentTo(OpenApi.Schemas.Keys);

    [Fact]
    public async Task Parameters_of_every_operation_are_those_of_the_contract()
    {
        using var handler = new StubHandler(async (request, _, token) => StubHandler.Json((HttpStatusCode.OK, AnswerTo(request.Content is { } body ? await body.ReadAsStringAsync(token) : ""))));
        using var client = Sample.Client(handler);
        foreach (var (operation, call) in Sample.CallsWithEveryParameter)
        {
            var before = handler.Requests.Count;
            await call(client);
            var sent = handler.Requests.Skip(before).SelectMany(request => System.Web.HttpUtility.ParseQueryString(request.Address.Query).AllKeys);
            sent.Distinct().Should().BeEquivalentTo(OpenApi.QueryOf($"{operation.Method} {operation.Route}"), operation.Name);
            var takesBody = OpenApi.Operations[$"{operation.Method} {operation.Route}"].ContainsKey("requestBody");
            (handler.Requests[^1].Body.Length > 0).Should().Be(takesBody, operation.Name);
        }

        Sample.CallsWithEveryParameter.Keys.Should().BeEquivalentTo(TaxonomyOperations.All);
    }

    /// <summary>An answer to any request: what makes each of them one, and the name that was asked for.</summary>
    private static string AnswerTo(string body)
    {
        var name = (body.Length == 0 ? null : JsonNode.Parse(body)!["taxonomy_name"]?.GetValue<string>()) ?? "product_tags";
        return $$"""
            {"taxonomy_id":"t","taxonomy_name":"{{name}}","taxonomy":{"taxonomy_id":"t","taxonomy_name":"{{name}}" },"template_id":"t","task_id":"t",
            "results":[],"stats":{},"metrics":[],"steps":[],"distribution":[],"labels":[],"paths":[],"count":0}
            """;
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Every_property_of_the_contract_is_understood_and_written_back(string schema)
    {
        var json = OpenApi.Sample(OpenApi.Schemas[schema])!.AsObject();
        var type = TaxonomyJson.Options.GetTypeInfo(Models[schema]);
        var model = JsonSerializer.Deserialize(json.ToJsonString(), type)!;
        var rest = (JsonObject?)Models[schema].GetProperty("AdditionalProperties")!.GetValue(model) ?? [];
        rest.Select(member => member.Key).Should().BeEmpty($"{schema} has properties that the library lacks or reads as another type");
        var written = JsonNode.Parse(JsonSerializer.Serialize(model, type))!;
        JsonAssert.Lost(json, written).Should().BeEmpty($"{schema} is written as it was read");
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void Every_property_of_the_library_is_in_the_contract(string schema)
    {
        var except = NotInTheBody.GetValueOrDefault(Models[schema], []).Append("AdditionalProperties");
        var names = Models[schema].GetProperties().Select(property => property.Name).Except(except).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName);
        names.Should().BeEquivalentTo(OpenApi.PropertiesOf(schema).Select(property => property.Key), schema);
    }

    [Theory]
    [MemberData(nameof(EnumerationNames))]
    public void Values_of_an_enumeration_are_those_of_the_contract(string schema) =>
        KnownValues(Enumerations[schema]).Should().BeEquivalentTo(OpenApi.Schemas[schema]["enum"]!.AsArray().Select(value => value!.GetValue<string>()), schema);

    [Fact]
    public void Values_that_stand_inside_a_schema_are_those_of_the_contract()
    {
        Inline("CovariateConfig", "binning_strategy").Should().BeEquivalentTo(KnownValues(typeof(BinningStrategy)));
        Inline("CovariateConfig", "clustering_method").Should().BeEquivalentTo(KnownValues(typeof(ClusteringMethod)));
        Inline("HierarchicalTaxonomyConfig-Input", "llm_provider").Should().BeEquivalentTo(KnownValues(typeof(LlmProvider)));
        Inline("FlatTaxonomyConfig-Input", "taxonomy_type").Concat(Inline("HierarchicalTaxonomyConfig-Input", "taxonomy_type"))
            .Should().BeEquivalentTo(KnownValues(typeof(TaxonomyType)));

        static IEnumerable<string> Inline(string schema, string property)
        {
            var type = OpenApi.Resolve(OpenApi.PropertiesOf(schema)[property]!);
            return type["enum"] is JsonArray values ? values.Select(value => value!.GetValue<string>()) : [type["const"]!.GetValue<string>()];
        }
    }

    [Theory]
    [MemberData(nameof(RequestNames))]
    public void Required_members_of_a_request_are_those_of_the_contract(string schema)
    {
        // The service supplies the taxonomy of an execution itself, and the client the ID that analytics repeats.
        var required = OpenApi.RequiredOf(schema).Where(name => (schema, name) is not (("ExecuteTaxonomyRequest", "taxonomy")
            or ("StepTransitionRequest", "taxonomy_id") or ("PathAnalysisRequest", "taxonomy_id")));
        var members = Models[schema].GetProperties()
            .Where(property => property.GetCustomAttribute<RequiredMemberAttribute>() is not null)
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        members.Should().BeEquivalentTo(required, schema);
    }

    [Theory]
    [MemberData(nameof(RequestNames))]
    public void Bounds_of_a_request_are_those_of_the_contract(string schema)
    {
        foreach (var (name, property) in OpenApi.PropertiesOf(schema))
        {
            foreach (var (value, isAllowed) in Edges(OpenApi.Resolve(property!)))
            {
                var json = OpenApi.Sample(OpenApi.Schemas[schema])!.AsObject();
                json[name] = value;
                var check = FluentActions.Invoking(() => Validate(schema, json));
                if (isAllowed)
                    check.Should().NotThrow($"{schema}.{name} may be {value}");
                else
                    check.Should().Throw<ArgumentException>($"{schema}.{name} may not be {value}");
            }
        }
    }

    [Fact]
    public void Contract_in_shared_is_the_one_that_the_tests_carry()
    {
        // Reads ../shared beside the checkout; passes without it.
        var shared = Checkout.SharedPayloads;
        if (shared is null)
            return;
        var original = JsonNode.Parse(File.ReadAllText(Path.Combine(shared, "..", "taxonomy-openapi.json")))!;
        JsonAssert.Lost(OpenApi.Document, original).Should().BeEmpty("nothing was taken out of the contract");
        original["components"]!["schemas"]!.AsObject().Select(schema => schema.Key).Should().BeEquivalentTo(OpenApi.Schemas.Keys);
        original["paths"]!.AsObject().Select(path => path.Key).Should().BeEquivalentTo(OpenApi.Document["paths"]!.AsObject().Select(path => path.Key));
    }

    private static bool IsRequest(Type type) =>
        type.Name.EndsWith("Request", StringComparison.Ordinal) || type == typeof(StepAnalyticsConfig) || type == typeof(CovariateConfig);

    private static IEnumerable<string> KnownValues(Type type) =>
        ((System.Collections.IEnumerable)type.GetProperty("Known")!.GetValue(null)!).Cast<object>().Select(value => value.ToString()!);

    /// <summary>The values at a property's bounds and beyond them.</summary>
    private static IEnumerable<(JsonNode Value, bool IsAllowed)> Edges(JsonObject type)
    {
        if (type["minimum"]?.GetValue<double>() is { } min)
            yield return ((int)min - 1, false);
        if (type["minimum"]?.GetValue<double>() is { } least)
            yield return ((int)least, true);
        if (type["maximum"]?.GetValue<double>() is { } max)
            yield return ((int)max + 1, false);
        if (type["maximum"]?.GetValue<double>() is { } most)
            yield return ((int)most, true);
        if (type["maxLength"]?.GetValue<int>() is { } length)
        {
            yield return (new string('x', length + 1), false);
            yield return (new string('x', length), true);
        }

        if (type["minLength"] is not null)
            yield return ("", false);
        if (type["maxItems"]?.GetValue<int>() is { } count)
            yield return (new JsonArray([.. Enumerable.Range(0, count + 1).Select(_ => OpenApi.Sample(type["items"]!))]), false);
    }

    private static void Validate(string schema, JsonObject json)
    {
        var model = JsonSerializer.Deserialize(json.ToJsonString(), TaxonomyJson.Options.GetTypeInfo(Models[schema]))!;
        var validate = Models[schema].GetMethod("Validate", BindingFlags.Instance | BindingFlags.NonPublic);
        if (validate is null)
            return;
        object?[] arguments = validate.GetParameters().Length == 1 ? [new ArgumentPath("request")] : [new ArgumentPath("request"), "source"];
        try
        {
            validate.Invoke(model, arguments);
        }
        catch (TargetInvocationException failure)
        {
            throw failure.InnerException!;
        }
    }
}
