using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>No argument can add a header, a line, a member or a path to a request: what arrives is read off the wire.</summary>
public sealed class InjectionTests : IAsyncLifetime
{
    private static readonly string[] AllowedHeaders =
        ["Host", "Authorization", "X-Namespace", "Accept", "User-Agent", "Accept-Encoding", "Content-Type", "Content-Length", "traceparent"];

    private RawServer _server = null!;
    private TaxonomyClient _client = null!;

    public static TheoryData<string> Texts =>
    [
        "a\r\nX-Injected: 1\r\n\r\nGET /injected HTTP/1.1",
        "a\nX-Injected: 1",
        "a%0d%0aX-Injected: 1",
        "a\",\"injected\":\"1",
        "a\\\",\"injected\":\"1",
        "a?injected=1#x",
        "a&injected=1",
        "../../injected",
        "a/../../injected",
        "a\0b",
        "a\u2028\u0085b",
        "ünïcode 😀",
        "<script>",
    ];

    public ValueTask InitializeAsync()
    {
        _server = new RawServer("HTTP/1.1 400 Bad Request\nContent-Length: 2\nConnection: close", "{}"u8.ToArray());
        var options = Sample.Options();
        options.BaseAddress = _server.BaseAddress;
        options.MaxRetries = 0;
        _client = TaxonomyClient.Create(options);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Text_in_any_argument_arrives_as_it_is_and_adds_nothing(string text)
    {
        var calls = Calls(text);
        calls.Select(call => call.Operation).Distinct().Should().HaveCount(Sample.Calls.Count, "every operation takes part");
        foreach (var (operation, call, texts) in calls)
        {
            await FluentActions.Awaiting(call).Should().ThrowAsync<TaxonomyBadRequestException>();
            CheckRequest(_server.Requests[^1], operation, text, texts);
        }

        _server.Requests.Should().HaveCount(calls.Count, "no text makes a request of its own");
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void Header_and_namespace_of_a_call_are_checked_before_anything_is_sent(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return;
        FluentActions.Invoking(() => _client.WithOptions(new TaxonomyCallOptions { Namespace = text })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => _client.WithOptions(new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["X-A"] = text } })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => _client.WithOptions(new TaxonomyCallOptions { Headers = new Dictionary<string, string> { [text] = "a" } })).Should().Throw<ArgumentException>();
        foreach (var set in new Action<TaxonomyClientOptions>[] { options => options.ApiKey = text, options => options.Namespace = text })
        {
            var options = Sample.Options();
            set(options);
            FluentActions.Invoking(() => TaxonomyClient.Create(options)).Should().Throw<ArgumentException>();
        }
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public async Task Key_of_a_provider_is_checked_before_anything_is_sent(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~'))
            return;
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, "{}"));
        using var client = Sample.Client(handler, options => options.CredentialProvider = new Provider(text));
        (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyException>()).Which.ToString().Should().NotContain(text);
        handler.Requests.Should().BeEmpty();
    }

    private static void CheckRequest(string request, TaxonomyOperation operation, string text, int texts)
    {
        var parts = request.Split("\r\n\r\n", 2);
        var head = parts[0].Split("\r\n");
        var pattern = "^" + Regex.Replace(Regex.Escape(operation.Route), @"\\\{[^}]*}", "[^/?#]+") + @"(\?[^#]*)?$";
        var target = head[0].Split(' ');
        target.Should().HaveCount(3, "a request line has a method, a target and a version");
        target[0].Should().Be(operation.Method.Method);
        target[1].Should().MatchRegex(pattern, "the path keeps its segments").And.NotContain("injected=");
        head.Skip(1).Select(line => line.Split(':')[0]).Should().BeSubsetOf(AllowedHeaders);
        request.Should().NotContain("\r\nX-Injected", "no line is added");
        var found = Uri.UnescapeDataString(target[1]).Split(text).Length - 1;
        if (parts[1].Length > 0)
            found += Count(JsonNode.Parse(parts[1]), text);
        found.Should().BeGreaterThanOrEqualTo(texts, $"every text of {operation.Name} arrives as it is");
    }

    /// <summary>How often a text stands in a document, as a value or in a name; no member may be called "injected".</summary>
    private static int Count(JsonNode? node, string text) => node switch
    {
        JsonObject members => members.Sum(member =>
        {
            member.Key.Should().NotBe("injected");
            return (member.Key == text ? 1 : 0) + Count(member.Value, text);
        }),
        JsonArray items => items.Sum(item => Count(item, text)),
        JsonValue value when value.GetValueKind() == System.Text.Json.JsonValueKind.String => value.GetValue<string>() == text ? 1 : 0,
        _ => 0,
    };

    /// <summary>Every operation with the text in each of its arguments, and how many of them there are.</summary>
    private List<(TaxonomyOperation Operation, Func<Task> Call, int Texts)> Calls(string text)
    {
        var rest = new JsonObject { [text] = text };
        var config = new FlatTaxonomyConfig
        {
            RetrieverId = text,
            InputMappings = [new InputMapping { InputKey = text, Path = text, Override = JsonValue.Create(text) }],
            SourceCollection = new SourceCollection { CollectionId = text, EnrichmentFields = [new EnrichmentField { FieldPath = text, TargetField = text }] },
            AdditionalProperties = rest,
        };
        var filter = TaxonomyFilter.Where(text, FilterOperator.Equal, text);
        var metrics = new MetricsRequest { GroupBy = text };
        var templates = _client.Templates;
        var analytics = _client.Analytics;
        return
        [
            (TaxonomyOperations.Create, () => _client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = text, Description = text, Config = config }), 11),
            (TaxonomyOperations.Get, () => _client.GetAsync(text), 1),
            (TaxonomyOperations.Update, () => _client.UpdateAsync($"tax_{text}", new UpdateTaxonomyRequest { TaxonomyName = text, Description = text, Metadata = new JsonObject { [text] = text } }), 5),
            (TaxonomyOperations.Delete, () => _client.DeleteAsync(text), 1),
            (TaxonomyOperations.List, () => _client.ListAsync(new ListTaxonomiesRequest { Search = text, Cursor = text, Filters = filter, Sort = new TaxonomySort { Field = text } }).CountAsync(), 5),
            (TaxonomyOperations.CreateVersion, () => _client.CreateVersionAsync(text, config), 10),
            (TaxonomyOperations.ListVersions, () => _client.ListVersionsAsync(text), 1),
            (TaxonomyOperations.Clone, () => _client.CloneAsync("source", new CloneTaxonomyRequest { TaxonomyName = text, Description = text, Config = config }), 11),
            (TaxonomyOperations.Execute, () => _client.ExecuteAsync(text, new ExecuteTaxonomyRequest { SourceDocuments = [new JsonObject { [text] = text }] }), 3),
            (TaxonomyOperations.ApplyToCollection, () => _client.ApplyToCollectionAsync(text, new ApplyTaxonomyRequest { TaxonomyId = text, ScrollFilters = new JsonObject { [text] = text } }), 4),
            (TaxonomyOperations.ListTemplates, () => templates.ListAsync(new ListTemplatesRequest { Search = text, Category = text, Tags = [text] }), 3),
            (TaxonomyOperations.GetTemplate, () => templates.GetAsync(text), 1),
            (TaxonomyOperations.CreateTemplateFromTaxonomy, () => templates.CreateFromTaxonomyAsync(text, new CreateTemplateRequest { TemplateName = text, Description = text, Tags = [text] }), 4),
            (TaxonomyOperations.InstantiateTemplate, () => templates.InstantiateAsync(text, new InstantiateTemplateRequest { TaxonomyName = text, CollectionConfig = new Dictionary<string, string> { [text] = text } }), 4),
            (TaxonomyOperations.GetTransitions, () => analytics.GetTransitionsAsync(text, Sample.TransitionRequest with { CollectionId = text, FromStep = text, ToStep = text }), 5),
            (TaxonomyOperations.GetPaths, () => analytics.GetPathsAsync(text, Sample.PathRequest with { CollectionId = text, FromStep = text, ToStep = text }), 5),
            (TaxonomyOperations.GetAvailableSteps, () => analytics.GetAvailableStepsAsync(text, text), 2),
            (TaxonomyOperations.GetAssignments, () => analytics.GetAssignmentsAsync(text, metrics), 2),
            (TaxonomyOperations.GetConfidence, () => analytics.GetConfidenceAsync(text), 1),
            (TaxonomyOperations.GetLabels, () => analytics.GetLabelsAsync(text), 1),
            (TaxonomyOperations.GetEnrichments, () => analytics.GetEnrichmentsAsync(text, metrics), 2),
        ];
    }

    private sealed class Provider(string key) : ITaxonomyCredentialProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(key);
    }
}
