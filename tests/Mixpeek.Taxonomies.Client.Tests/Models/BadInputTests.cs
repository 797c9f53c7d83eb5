using System.Reflection;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Bad input is refused by name, and nothing is sent.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly StubHandler _handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
    private readonly TaxonomyClient _client;

    public BadInputTests() => _client = Sample.Client(_handler);

    public void Dispose()
    {
        _handler.Requests.Should().BeEmpty("bad input is refused before any request");
        _client.Dispose();
        _handler.Dispose();
    }

    public static TheoryData<string> BadTaxonomies => [null!, "", "  ", "\t", ".", "..", "a\ud800b", "\udc00"];

    [Theory]
    [MemberData(nameof(BadTaxonomies), DisableDiscoveryEnumeration = true)]
    public async Task Taxonomy_that_no_path_can_hold_is_refused(string taxonomy)
    {
        await Refused(() => _client.GetAsync(taxonomy), nameof(taxonomy));
        await Refused(() => _client.DeleteAsync(taxonomy), nameof(taxonomy));
        await Refused(() => _client.UpdateAsync(taxonomy, Sample.UpdateRequest), nameof(taxonomy));
        await Refused(() => _client.CloneAsync(taxonomy, Sample.CloneRequest), nameof(taxonomy));
    }

    [Fact]
    public async Task Missing_request_is_refused()
    {
        await Refused(() => _client.CloneAsync("t", (CloneTaxonomyRequest)null!), "request");
        await Refused(() => _client.UpdateAsync("t", null!), "request");
        await Refused(() => _client.CreateAsync(null!), "request");
        FluentActions.Invoking(() => _client.WithOptions(null!)).Should().Throw<ArgumentNullException>();
    }

    public static TheoryData<string> EveryMethod => [.. Methods.Select(method => $"{method.DeclaringType!.Name}.{method}")];

    [Theory]
    [MemberData(nameof(EveryMethod))]
    public void Bad_argument_is_refused_before_there_is_a_task_to_wait_for(string name)
    {
        var method = Methods.Single(method => $"{method.DeclaringType!.Name}.{method}" == name);
        var owner = new object[] { _client, _client.Templates, _client.Analytics }.FirstOrDefault(method.DeclaringType!.IsInstanceOfType);
        var arguments = method.GetParameters().Select(parameter => parameter.ParameterType switch
        {
            { IsInterface: true } type when type == typeof(ITaxonomyClient) => _client,
            { } type when type == typeof(string) => "",
            { IsValueType: true } type when Nullable.GetUnderlyingType(type) is null => Activator.CreateInstance(type),
            _ => null,
        });
        FluentActions.Invoking(() => (method.IsGenericMethod ? method.MakeGenericMethod(typeof(int)) : method).Invoke(owner, [.. arguments]))
            .Should().Throw<TargetInvocationException>().WithInnerException<ArgumentException>();
    }

    private static IEnumerable<MethodInfo> Methods =>
        new[] { typeof(ITaxonomyClient), typeof(ITaxonomyTemplatesClient), typeof(ITaxonomyAnalyticsClient), typeof(TaxonomyClientExtensions), typeof(TaxonomyPlanExtensions), typeof(TaxonomyPromotionExtensions), typeof(TaxonomyBulkExtensions) }
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => !method.IsSpecialName && method.Name.EndsWith("Async", StringComparison.Ordinal) && method.GetParameters().Any(parameter => !parameter.IsOptional && parameter.ParameterType != typeof(ITaxonomyClient)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public Task Version_below_one_is_refused(int version) => Refused(() => _client.GetAsync("t", version), "version");

    [Fact]
    public void Length_is_counted_in_code_points()
    {
        var path = new ArgumentPath("request");
        path.NotLongerThan(string.Concat(Enumerable.Repeat("\U0001F600", 100)), 100);
        path.Invoking(at => at.NotLongerThan(string.Concat(Enumerable.Repeat("\U0001F600", 101)), 100))
            .Should().Throw<ArgumentException>().WithMessage("request must have at most 100 characters, but has 101.*");
    }

    [Theory]
    [InlineData("", "must not be null or blank")]
    [InlineData(" ", "must not be null or blank")]
    [InlineData("source", "is the source's own name")]
    public Task Clone_name_is_checked(string name, string fault) => Refused(
        () => _client.CloneAsync("source", new CloneTaxonomyRequest { TaxonomyName = name }), "request", $"request.TaxonomyName {fault}*");

    [Fact]
    public Task Update_that_sets_nothing_is_refused() =>
        Refused(() => _client.UpdateAsync("t", new UpdateTaxonomyRequest()), "request", "request must set*");

    [Fact]
    public Task Update_to_a_blank_name_is_refused() => Refused(
        () => _client.UpdateAsync("t", new UpdateTaxonomyRequest { TaxonomyName = " " }), "request", "request.TaxonomyName*");

    public static TheoryData<string, TaxonomyConfig> BadConfigs => new()
    {
        { "request.Config.RetrieverId", Sample.FlatConfig with { RetrieverId = "" } },
        { "request.Config.RetrieverId", Sample.FlatConfig with { RetrieverId = null! } },
        { "request.Config.InputMappings", Sample.FlatConfig with { InputMappings = null! } },
        { "request.Config.InputMappings[0]", Sample.FlatConfig with { InputMappings = [null!] } },
        { "request.Config.InputMappings[1].InputKey", Sample.FlatConfig with { InputMappings = [InputMapping.Vector("a", "b"), InputMapping.Vector("", "b")] } },
        { "request.Config.SourceCollection", Sample.FlatConfig with { SourceCollection = null! } },
        { "request.Config.SourceCollection.CollectionId", Sample.FlatConfig with { SourceCollection = new SourceCollection { CollectionId = " " } } },
        { "request.Config.SourceCollection.EnrichmentFields[0].FieldPath", Sample.FlatConfig with { SourceCollection = new SourceCollection { CollectionId = "c", EnrichmentFields = [new EnrichmentField { FieldPath = "" }] } } },
        { "request.Config.StepAnalytics.TimestampField", Sample.FlatConfig with { StepAnalytics = new StepAnalyticsConfig { TimestampField = "", SequenceIdField = "s" } } },
        { "request.Config.StepAnalytics.StepKeyFieldPath", Sample.FlatConfig with { StepAnalytics = new StepAnalyticsConfig { TimestampField = "t", SequenceIdField = "s", StepKeySource = StepKeySource.FieldPath } } },
        { "request.Config.HierarchicalNodes[0].CollectionId", Nodes(new HierarchicalNode { CollectionId = "" }) },
        { "request.Config.HierarchicalNodes[0]", Nodes([null!]) },
        { "request.Config.RetrieverId", Sample.HierarchicalConfig with { RetrieverId = " " } },
        { "request.Config.ClusterIds[1]", Sample.HierarchicalConfig with { ClusterIds = ["a", ""] } },
        { "request.Config", new UnknownTaxonomyConfig() },
        { "request.Config.Raw", new UnknownTaxonomyConfig(System.Text.Json.JsonDocument.Parse("{}").RootElement) },
    };

    [Theory]
    [MemberData(nameof(BadConfigs))]
    public async Task Config_is_checked_before_it_is_sent(string path, TaxonomyConfig config)
    {
        await Refused(() => _client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "n", Config = config }), "request", $"{path} *");
        await Refused(() => _client.CloneAsync("t", new CloneTaxonomyRequest { TaxonomyName = "n", Config = config }), "request", $"{path} *");
    }

    [Fact]
    public async Task Hierarchy_that_is_no_tree_is_refused()
    {
        await RefusedNodes("*HierarchicalNodes[1] names the collection 'col_a' that an earlier node has*", Node("col_a"), Node("col_a"));
        await RefusedNodes("*HierarchicalNodes[0] names the parent 'col_b', which is no node*", Node("col_a", "col_b"));
        await RefusedNodes("*HierarchicalNodes[0] is in a cycle*", Node("col_a", "col_a"));
        await RefusedNodes("*is in a cycle*", Node("col_root"), Node("col_a", "col_c"), Node("col_b", "col_a"), Node("col_c", "col_b"));
    }

    [Theory]
    [InlineData(0, null, null, "Limit")]
    [InlineData(1001, null, null, "Limit")]
    [InlineData(null, -1, null, "Offset")]
    [InlineData(null, 10_001, null, "Offset")]
    [InlineData(null, null, " ", "Cursor")]
    [InlineData(null, 1, "c", "Offset")]
    public void Paging_out_of_bounds_is_refused_before_anything_is_enumerated(int? limit, int? offset, string? cursor, string member)
    {
        var request = new ListTaxonomiesRequest { Limit = limit, Offset = offset, Cursor = cursor };
        foreach (var list in new Action[] { () => _client.ListPagesAsync(request), () => _client.ListAsync(request) })
            list.Should().Throw<ArgumentException>().WithParameterName(nameof(request)).WithMessage($"request.{member} *");
    }

    [Fact]
    public Task Sort_without_a_field_is_refused() => Refused(
        async () => await _client.ListAsync(new ListTaxonomiesRequest { Sort = new TaxonomySort { Field = "" } }).CountAsync(),
        "request",
        "request.Sort.Field*");

    public static TheoryData<TaxonomyCallOptions, string> BadCallOptions => new()
    {
        { new TaxonomyCallOptions { Namespace = "" }, "options.Namespace" },
        { new TaxonomyCallOptions { Namespace = "ns\r\nX-Evil: 1" }, "options.Namespace" },
        { new TaxonomyCallOptions { Namespace = "ns\u0007" }, "options.Namespace" },
        { new TaxonomyCallOptions { Timeout = TimeSpan.Zero }, "options.Timeout" },
        { new TaxonomyCallOptions { Timeout = TimeSpan.FromDays(2) }, "options.Timeout" },
        { new TaxonomyCallOptions { MaxRetries = -1 }, "options.MaxRetries" },
        { new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["authorization"] = "x" } }, "options.Headers" },
        { new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["X-Namespace"] = "x" } }, "options.Headers" },
        { new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["bad name"] = "x" } }, "options.Headers" },
        { new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["X-A"] = "b\nc" } }, "options.Headers[X-A]" },
        { new TaxonomyCallOptions { Headers = new Dictionary<string, string> { ["X-A"] = null! } }, "options.Headers[X-A]" },
    };

    [Theory]
    [MemberData(nameof(BadCallOptions))]
    public void Call_options_are_checked(TaxonomyCallOptions options, string path) =>
        FluentActions.Invoking(() => _client.WithOptions(options))
            .Should().Throw<ArgumentException>().WithParameterName(nameof(options)).WithMessage($"{path} *");

    private static async Task Refused(Func<Task> call, string parameter, string message = "*") =>
        (await call.Should().ThrowAsync<ArgumentException>()).WithParameterName(parameter).WithMessage(message);

    private Task RefusedNodes(string message, params HierarchicalNode[] nodes) => Refused(
        () => _client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "n", Config = Nodes(nodes) }), "request", message);

    private static HierarchicalTaxonomyConfig Nodes(params HierarchicalNode[] nodes) => new() { HierarchicalNodes = nodes };

    private static HierarchicalNode Node(string id, string? parent = null) => new() { CollectionId = id, ParentCollectionId = parent };
}
