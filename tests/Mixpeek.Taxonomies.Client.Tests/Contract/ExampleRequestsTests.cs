using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Every example of a request in the contract: the emulator takes it over the wire, and the client reads, checks and writes it.</summary>
public sealed class ExampleRequestsTests : EmulatedServiceTests
{
    /// <summary>Examples that the contract's own schemas refuse, each with the reason.</summary>
    private static readonly Dictionary<string, string> Stale = new()
    {
        ["CreateTaxonomy/CreateTaxonomyRequest[0]"] = NoSource,
        ["CreateTaxonomy/04-req-create-flat-stale-collection_id-at-config"] = NoSource,
        ["CloneTaxonomy/CloneTaxonomyRequest[1]"] = NoSource,
        ["CloneTaxonomy/15-req-clone-config-stale-collection_id"] = NoSource,
        ["CreateTaxonomy/52-req-create-flat-docs-flattened-merge_mode-enrich"] = Flattened,
        ["CreateTaxonomy/53-req-create-hier-docs-hierarchy-array"] = Flattened,
        ["CreateTaxonomy/54-req-create-flat-docs-quickstart"] = Flattened,
        ["ExecuteTaxonomy/ExecuteTaxonomyRequest.taxonomy/TaxonomyModel-Input[0]"] = "it has the retriever and the inputs under their older names alone",
        [$"CreateTaxonomy/CreateTaxonomyRequest.config/{InputsOfNode}[1]"] = NoSuchSource,
        [$"CloneTaxonomy/CloneTaxonomyRequest.config/{InputsOfNode}[1]"] = NoSuchSource,
        [$"ExecuteTaxonomy/ExecuteTaxonomyRequest.taxonomy/TaxonomyModel-Input.config/{InputsOfNode}[1]"] = NoSuchSource,
    };

    private const string NoSource = "a flat config needs a source collection, which it names outside of one";
    private const string Flattened = "the config has to be a member of its own";
    private const string InputsOfNode = "HierarchicalTaxonomyConfig-Input.hierarchical_nodes/HierarchicalNode-Input.input_mappings";
    private const string NoSuchSource = "no input has the source type 'text'";

    /// <summary>What the emulator does not support, and says so: it counts the steps of its assignments alone.</summary>
    private static readonly string[] Unsupported = [.. ContractExamples.Bodies.Keys.Where(place => place.Contains(".override_step_analytics", StringComparison.Ordinal))];

    public static TheoryData<string> Current => [.. ContractExamples.Bodies.Keys.Except(Stale.Keys).Except(Unsupported)];

    public static TheoryData<string> WithoutSupport => [.. Unsupported];

    public static TheoryData<string> Refused => [.. Stale.Keys];

    public static TheoryData<string> Every => [.. ContractExamples.Bodies.Keys];

    [Fact]
    public void Every_operation_with_examples_is_among_them() =>
        ContractExamples.Bodies.Keys.Select(place => place.Split('/', '.', '[')[0]).Distinct().Should().BeEquivalentTo(
            "CreateTaxonomy", "CloneTaxonomy", "ListTaxonomies", "CreateTaxonomyVersion", "ExecuteTaxonomy", "ListTemplates", "CreateTemplateFromTaxonomy",
            "InstantiateTemplate", "ApplyTaxonomyToCollection", "GetTransitions", "GetPaths");

    [Theory]
    [MemberData(nameof(Current))]
    public async Task Emulator_takes_it(string place)
    {
        var (status, text) = await SendAsync(place);
        ((int)status).Should().BeInRange(200, 299, text);
    }

    [Theory]
    [MemberData(nameof(WithoutSupport))]
    public async Task Emulator_says_what_it_does_not_support(string place)
    {
        var (status, text) = await SendAsync(place);
        status.Should().Be(HttpStatusCode.BadRequest, text);
        text.Should().Contain("The emulator does not support");
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Emulator_refuses_one_that_the_schema_refuses(string place) =>
        (await SendAsync(place)).Status.Should().Be(HttpStatusCode.UnprocessableEntity, Stale[place]);

    [Theory]
    [MemberData(nameof(Every))]
    public void Client_writes_it_as_it_was_read(string place)
    {
        var body = ContractExamples.Bodies[place];
        if (ModelOf(place) is not { } schema)
            return;
        var type = TaxonomyJson.Options.GetTypeInfo(ContractTests.ModelOf(schema));
        var model = (ExtensibleModel)JsonSerializer.Deserialize(body.ToJsonString(), type)!;
        var written = JsonNode.Parse(JsonSerializer.Serialize(model, type));
        JsonAssert.Lost(body, written).Where(lost => !lost.Contains(".default_", StringComparison.Ordinal)).Should().BeEmpty();
        if (!Stale.ContainsKey(place))
            FluentActions.Invoking(() => model.Validate(new ArgumentPath("request"))).Should().NotThrow("the contract shows it");
    }

    /// <summary>The schema of the operation's body; null where the contract leaves it open.</summary>
    private static string? ModelOf(string place)
    {
        var operation = Sample.Operation(place.Split('/', '.', '[')[0]);
        var schema = OpenApi.Operations[$"{operation.Method} {operation.Route}"]["requestBody"]!["content"]!["application/json"]!["schema"]!;
        var reference = schema["$ref"] ?? (schema["anyOf"] as JsonArray)?.FirstOrDefault(item => item!["$ref"] is not null)?["$ref"];
        return reference?.GetValue<string>().Split('/')[^1];
    }

    [Fact]
    public async Task Emulator_takes_the_parameters_that_have_examples()
    {
        SetUp([]);
        var parameters = OpenApi.Operations[$"POST {TaxonomyOperations.Execute.Route}"]["parameters"]!.AsArray()
            .Where(parameter => parameter!["example"] is not null)
            .ToDictionary(parameter => parameter!["name"]!.GetValue<string>(), parameter => parameter!["example"]!.ToString());
        parameters.Keys.Should().BeEquivalentTo("taxonomy_identifier", "version");
        var path = TaxonomyOperations.Execute.Route.Replace("{taxonomy_identifier}", parameters["taxonomy_identifier"], StringComparison.Ordinal);
        var (status, text) = await SendAsync(TaxonomyOperations.Execute, $"{path}?version={parameters["version"]}", []);
        status.Should().Be(HttpStatusCode.OK, text);
    }

    private Task<(HttpStatusCode Status, string Text)> SendAsync(string place)
    {
        var operation = Sample.Operation(place.Split('/', '.', '[')[0]);
        var body = ContractExamples.Bodies[place].DeepClone().AsObject();
        SetUp(body);
        var path = string.Join('/', operation.Route.Split('/').Select(segment => segment switch
        {
            "{template_id}" => "tmpl_products",
            "{collection_identifier}" => "col_docs",
            "{taxonomy_identifier}" or "{taxonomy_id}" => TaxonomyOf(body),
            _ => segment,
        }));
        return SendAsync(operation, path, body);
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(TaxonomyOperation operation, string path, JsonObject body)
    {
        using var http = new HttpClient { BaseAddress = Emulator.BaseAddress };
        using var request = new HttpRequestMessage(operation.Method, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Emulator.ApiKey}");
        request.Headers.TryAddWithoutValidation("X-Namespace", Emulator.Namespace);
        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Puts there what a body refers to: the taxonomy, the collections, the collection's taxonomy, and a template of the collections.</summary>
    private void SetUp(JsonObject body)
    {
        var source = TaxonomyConfig.From("col_source", "ret_source");
        Emulator.Store.Add("source", source, id: TaxonomyOf(body));
        foreach (var collection in TextsOf(body).Where(text => text.StartsWith("col_", StringComparison.Ordinal)).Append("col_source").Append("col_docs"))
            Emulator.Store.Collections.Add(collection);
        Emulator.Store.Collections.ListTaxonomy("col_docs", TaxonomyOf(body));
        var collections = (body["collection_config"] as JsonObject ?? []).Select(member => member.Key).Where(key => key != "collection_id").ToArray();
        TaxonomyConfig config = collections.Length == 0
            ? source
            : TaxonomyConfig.From([.. collections.Select(collection => new HierarchicalNode { CollectionId = collection })], "ret_source");
        Emulator.Store.Templates.Add(new TaxonomyTemplate { TemplateId = "tmpl_products", Configuration = JsonNode.Parse(TaxonomyJson.Serialize(config))!.AsObject() });
    }

    private static string TaxonomyOf(JsonObject body) => body["taxonomy_id"]?.GetValue<string>() ?? "tax_abc123";

    private static IEnumerable<string> TextsOf(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(member => TextsOf(member.Value)),
        JsonArray list => list.SelectMany(TextsOf),
        JsonValue value when value.TryGetValue<string>(out var text) => [text],
        _ => [],
    };
}
