using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>JSON that .NET has no value for is read, printed and sent back; what can't be sent as it is, is refused.</summary>
[Trait("Category", "Smoke")]
public sealed class OddTextTests
{
    [Theory]
    [InlineData("""{"x":"\udc00"}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"a":1,"\ud800":{"\udfff":"\ud800\ud83d\ude00"},"b":2}""")]
    [InlineData("""{"taxonomy_name":"\ud800"}""")]
    [InlineData("""{"taxonomy_nam\ud800":"n","taxonomy_name":"n"}""")]
    [InlineData("""{"metadata":{"a":"b\ud800","\udc00":[1]}}""")]
    [InlineData("""{"created_at":"\ud800","ready":"\ud800","version":"\ud800"}""")]
    [InlineData("""{"x":1,"x":2,"metadata":{"k":1,"k":{"l":1,"l":2}}}""")]
    [InlineData("""{"config":{"taxonomy_type":"\ud800","x":"\udc00","x":1}}""")]
    [InlineData("""{"config":{"taxonomy_type":"flat","\ud800":1,"retriever_id":"\ud800"}}""")]
    [InlineData("""{"config":{"taxonomy_type":"flat","source_collection":{"enrichment_fields":["\ud800",{"merge_mode":"\ud800"}]}}}""")]
    [InlineData("""{"input_mappings":[{"input_key":"k","override":"\ud800"}]}""")]
    public void Half_of_a_surrogate_pair_or_a_repeated_member_is_read_printed_and_sent_back(string json)
    {
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(json);
        Print(taxonomy);
        Members(TaxonomyJson.Serialize(taxonomy)).Should().BeEquivalentTo(Members(json), "nothing is lost or replaced");
        TaxonomyJson.Deserialize<Taxonomy>(TaxonomyJson.Serialize(taxonomy)).Should().Be(taxonomy);
        var copy = new Taxonomy { Metadata = taxonomy.Metadata, AdditionalProperties = taxonomy.AdditionalProperties };
        TaxonomyJson.Serialize(copy).Should().NotContain("\uFFFD").And.NotContain("\\uFFFD", "what is taken from one model goes into another unchanged");
    }

    [Fact]
    public void Odd_texts_are_read_in_every_list_and_map()
    {
        TaxonomyJson.Deserialize<TaxonomyTemplate>("""{"tags":["a","\ud800"],"name":"\ud800"}""").Tags.Should().Equal("a");
        var results = TaxonomyJson.Deserialize<ExecuteTaxonomyResponse>("""{"results":[{"a":"\ud800","a":"\ud801"},{"b":1}]}""").Results!;
        results[0]["a"]!.GetValue<string>().Should().Be("\ud801");
        results.Should().HaveCount(2);
        TaxonomyJson.Deserialize<InstantiateTemplateRequest>("""{"collection_config":{"\ud800":"a","b":"\ud800"}}""").ToString().Should().Contain("collection_config");
    }

    public static TheoryData<Func<ITaxonomyClient, Task>, string> TextsThatAreNoUnicode => new()
    {
        { client => client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "a\ud800" }), "request.TaxonomyName" },
        { client => client.CreateAsync(Sample.CreateRequest with { Description = "\udc00" }), "request.Description" },
        { client => client.CreateAsync(Sample.CreateRequest with { Config = Sample.FlatConfig with { RetrieverId = "\udc00" } }), "request.Config.RetrieverId" },
        { client => client.CreateAsync(Sample.CreateRequest with { Config = Sample.HierarchicalConfig with { ClusterIds = ["a", "\udc00"] } }), "request.Config.ClusterIds[1]" },
        { client => client.CloneAsync("t", new CloneTaxonomyRequest { TaxonomyName = "\ud800" }), "request.TaxonomyName" },
        { client => client.CloneAsync("t", new CloneTaxonomyRequest { TaxonomyName = "n", Description = "\ud800" }), "request.Description" },
        { client => client.UpdateAsync("t", new UpdateTaxonomyRequest { TaxonomyName = "\ud800" }), "request.TaxonomyName" },
        { client => client.ListAsync(new ListTaxonomiesRequest { Search = "\ud800" }).CountAsync(), "request.Search" },
        { client => client.ListAsync(new ListTaxonomiesRequest { Cursor = "\ud800" }).CountAsync(), "request.Cursor" },
        { client => client.Analytics.GetAvailableStepsAsync("t", "\ud800"), "collectionId" },
        { client => client.Analytics.GetAssignmentsAsync("t", new MetricsRequest { GroupBy = "\ud800" }), "request.GroupBy" },
        { client => client.Templates.InstantiateAsync("t", Sample.InstantiateRequest with { TaxonomyName = "\ud800" }), "request.TaxonomyName" },
        { client => client.Templates.InstantiateAsync("t", Sample.InstantiateRequest with { CollectionConfig = new Dictionary<string, string> { ["a"] = "\ud800" } }), "request.CollectionConfig[a]" },
        { client => client.Templates.CreateFromTaxonomyAsync("t", new CreateTemplateRequest { TemplateName = "n", Tags = ["\ud800"] }), "request.Tags[0]" },
        { client => client.Analytics.GetPathsAsync("tax_1", Sample.PathRequest with { FromStep = "\ud800" }), "request.FromStep" },
    };

    [Theory]
    [MemberData(nameof(TextsThatAreNoUnicode), DisableDiscoveryEnumeration = true)]
    public async Task Half_of_a_surrogate_pair_in_a_text_of_a_request_is_refused(Func<ITaxonomyClient, Task> call, string path)
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        (await FluentActions.Awaiting(() => call(client)).Should().ThrowAsync<ArgumentException>()).WithMessage($"{path} must be valid Unicode*");
        handler.Requests.Should().BeEmpty();
    }

    public static TheoryData<Func<ITaxonomyClient, JsonObject, Task>, string> NestedMembers => new()
    {
        { (client, map) => client.UpdateAsync("t", new UpdateTaxonomyRequest { Metadata = map }), "request.Metadata" },
        { (client, map) => client.UpdateAsync("t", new UpdateTaxonomyRequest { TaxonomyName = "n", AdditionalProperties = map }), "request.AdditionalProperties" },
        { (client, map) => client.ExecuteAsync("t", new ExecuteTaxonomyRequest { SourceDocuments = [map] }), "request.SourceDocuments" },
        { (client, map) => client.ApplyToCollectionAsync("c", new ApplyTaxonomyRequest { TaxonomyId = "t", ScrollFilters = map }), "request.ScrollFilters" },
        { (client, map) => client.CreateAsync(Sample.CreateRequest with { Config = Sample.FlatConfig with { InputMappings = [InputMapping.Literal("k", map)] } }), "request.Config.InputMappings[0].Override" },
        { (client, map) => client.CreateVersionAsync("tax_1", map), "body" },
        { (client, map) => client.ListAsync(new ListTaxonomiesRequest { Filters = TaxonomyFilter.Raw(map) }).CountAsync(), "filter" },
        { (client, map) => client.ListAsync(new ListTaxonomiesRequest { Filters = TaxonomyFilter.Where("f", map) }).CountAsync(), "value" },
    };

    [Theory]
    [MemberData(nameof(NestedMembers), DisableDiscoveryEnumeration = true)]
    public async Task Value_nested_deeper_than_the_limit_is_an_argument_error(Func<ITaxonomyClient, JsonObject, Task> call, string path)
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        foreach (var depth in new[] { 66, 500, 2000, 100_000 })
            (await FluentActions.Awaiting(() => call(client, Nested(depth))).Should().ThrowAsync<ArgumentException>()).WithMessage($"{path} must be nested at most 64 deep*");
        (await FluentActions.Awaiting(() => call(client, new JsonObject { ["a"] = double.NaN })).Should().ThrowAsync<ArgumentException>()).WithMessage($"{path} can't be written as JSON*");
        handler.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public async Task Number_that_is_none_in_json_is_an_argument_error_and_can_be_printed(double number)
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        var config = Sample.HierarchicalConfig with { ClusterOverlapThreshold = number };
        (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest with { Config = config })).Should().ThrowAsync<ArgumentException>())
            .WithMessage("request.Config.ClusterOverlapThreshold must be a finite number.*");
        handler.Requests.Should().BeEmpty();
        config.ToString().Should().Be("(The value must be a finite number.)");
    }

    [Fact]
    public async Task Value_as_deep_as_the_limit_is_sent_and_can_be_read_wherever_it_comes_back()
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        var metadata = Nested(64);
        await client.UpdateAsync("t", new UpdateTaxonomyRequest { Metadata = metadata });
        handler.Requests.Single().Body.Should().Contain(metadata.ToJsonString());
        TaxonomyJson.Deserialize<TaxonomyPage>($$"""{"results":[{"metadata":{{metadata.ToJsonString()}}}]}""").Results[0].Metadata
            .ToJsonString().Should().Be(metadata.ToJsonString());
    }

    [Fact]
    public async Task Odd_config_is_sent_as_a_version()
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson), (System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        var config = TaxonomyJson.Deserialize<TaxonomyConfig>("""{"taxonomy_type":"graph","x":"\ud800","\udc00":{"a":1}}""");
        await client.CreateVersionAsync("tax_1", config);
        await client.CreateVersionAsync("tax_1", Sample.FlatConfig with { InputMappings = [InputMapping.Literal("k", Nested(64))] });
        handler.Requests[0].Body.Should().Be("""{"config":{"taxonomy_type":"graph","x":"\ud800","\udc00":{"a":1}}}""");
        handler.Requests[1].Body.Should().Contain(Nested(64).ToJsonString());
    }

    private static JsonObject Nested(int depth)
    {
        var map = new JsonObject();
        for (var i = 1; i < depth; i++)
            map = new JsonObject { ["a"] = map };
        return map;
    }

    /// <summary>Reads and prints all that a caller can get hold of.</summary>
    private static void Print(object? value)
    {
        switch (value)
        {
            case JsonValue text:
                _ = text.ToJsonString().Length + (text.TryGetValue<string>(out var inner) ? inner.Length : 0);
                break;
            case JsonObject map:
                _ = map.ToJsonString();
                foreach (var (_, member) in map)
                    Print(member);
                break;
            case System.Collections.IEnumerable items and not string:
                foreach (var item in items)
                    Print(item);
                break;
            case ExtensibleModel model:
                model.ToString().Should().NotBeEmpty();
                foreach (var property in model.GetType().GetProperties())
                    Print(property.GetValue(model));
                break;
        }
    }

    /// <summary>The members of an object, each as its text: a model may write them in another order.</summary>
    private static string[] Members(string json)
    {
        using var document = System.Text.Json.JsonDocument.Parse(json);
        return Parts(document.RootElement, "$").ToArray();
    }

    private static IEnumerable<string> Parts(System.Text.Json.JsonElement element, string path) => element.ValueKind switch
    {
        System.Text.Json.JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Parts(member.Value, $"{path}.{NameOf(member)}")),
        System.Text.Json.JsonValueKind.Array => element.EnumerateArray().SelectMany((item, index) => Parts(item, $"{path}[{index}]")),
        _ => [$"{path}={element.GetRawText().Replace("\\ud83d\\ude00", "😀", StringComparison.Ordinal)}"],
    };

    /// <summary>The name as it stands in the text: <c>Name</c> throws for half of a surrogate pair.</summary>
    private static string NameOf(System.Text.Json.JsonProperty member) => member.ToString().Split("\":", 2)[0];
}
