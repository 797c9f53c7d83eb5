using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;
using NSubstitute;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The calls that are made of several say which method of a test double is not set up.</summary>
public sealed class TestDoubleTests
{
    private static readonly Taxonomy Found = new() { TaxonomyId = "tax_1", TaxonomyName = "product_tags", Config = Sample.FlatConfig };

    private static readonly TaxonomyPromotion Promotion = new()
    {
        ProductionName = "product_tags",
        PromotedId = "tax_2",
        FormerName = "product_tags_trial",
        ReplacedId = "tax_1",
        ArchivedName = "product_tags_old",
    };

    /// <summary>Each call, with the first method of the interface that it needs.</summary>
    public static TheoryData<string, Func<ITaxonomyClient, Task>> Calls => new()
    {
        { "GetAsync", client => client.TryGetAsync("product_tags") },
        { "GetAsync", client => client.GetOrCreateAsync(Sample.CreateRequest) },
        { "GetAsync", client => client.GetOrCloneAsync("product_tags", Sample.CloneRequest) },
        { "GetAsync", client => client.CloneAsync("product_tags", "product_tags_v2", config => config) },
        { "GetAsync", client => client.WaitUntilReadyAsync("product_tags") },
        { "GetAsync", client => client.ImportAsync(Found) },
        { "GetAsync", client => client.PromoteAsync("product_tags", "product_tags_trial") },
        { "GetAsync", client => client.RollBackAsync(Promotion) },
        { "GetAsync", client => TaxonomyPlan.For(Found, Found with { Description = "new" }).ApplyAsync(client) },
    };

    [Theory]
    [MemberData(nameof(Calls), DisableDiscoveryEnumeration = true)]
    public async Task Method_that_is_not_set_up_is_named(string method, Func<ITaxonomyClient, Task> call)
    {
        var expected = $"The ITaxonomyClient returned null from {method}. Set up {method} on the test double.";
        await FluentActions.Awaiting(() => call(Substitute.For<ITaxonomyClient>())).Should().ThrowAsync<InvalidOperationException>().WithMessage(expected);
        await FluentActions.Awaiting(() => call(new NullDouble())).Should().ThrowAsync<InvalidOperationException>().WithMessage(expected);
    }

    [Fact]
    public async Task Method_that_comes_second_is_named()
    {
        var client = Substitute.For<ITaxonomyClient>();
        client.GetAsync("product_tags").Returns(Found);
        await client.Awaiting(c => c.CloneAsync("product_tags", "product_tags_v2", config => config))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*null from CloneAsync. Set up CloneAsync*");
        await new NullDouble().Awaiting(c => c.WithResponseAsync(view => view.GetAsync("t"))).Should().ThrowAsync<InvalidOperationException>().WithMessage("*null from WithOptions.*");
        await new NullDouble().Awaiting(c => c.WithResponseAsync(view => view.DeleteAsync("t"))).Should().ThrowAsync<InvalidOperationException>().WithMessage("*null from WithOptions.*");
        await new NullDouble().Awaiting(c => c.ListAllAsync()).Should().ThrowAsync<InvalidOperationException>().WithMessage("*null from ListPagesAsync.*");
    }

    [Fact]
    public async Task Bulk_run_says_it_for_each_item()
    {
        var items = await new NullDouble().CloneManyAsync([new TaxonomyBulkClone { Taxonomy = "product_tags", NewName = "product_tags_v2" }]);
        items.Single().Failure.Should().BeOfType<InvalidOperationException>().Which.Message.Should().Contain("null from GetAsync. Set up GetAsync");
    }

    [Fact]
    public async Task Clone_under_a_name_is_one_request()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        (await client.CloneAsync("product_tags", "product_tags_v2")).Taxonomy.Config.Should().Be(Sample.FlatConfig);
        emulator.Requests.Single().Body.Should().Be("""{"taxonomy_name":"product_tags_v2"}""");
        FluentActions.Invoking(() => { _ = client.CloneAsync("product_tags", " "); }).Should().Throw<ArgumentException>().WithParameterName("newName");
        FluentActions.Invoking(() => { _ = client.CloneAsync("product_tags", "product_tags"); }).Should().Throw<ArgumentException>().WithParameterName("newName");
        FluentActions.Invoking(() => { _ = client.CloneAsync(" ", "product_tags"); }).Should().Throw<ArgumentException>().WithParameterName("taxonomy");
        emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Clone_under_a_name_can_be_set_up_and_a_double_that_leaves_it_out_gets_the_request()
    {
        var response = new CloneTaxonomyResponse { Taxonomy = Found, SourceTaxonomyId = "tax_0" };
        var substitute = Substitute.For<ITaxonomyClient>();
        substitute.CloneAsync("product_tags", "product_tags_v2").Returns(response);
        (await substitute.CloneAsync("product_tags", "product_tags_v2")).Should().BeSameAs(response);
        var written = new CloningDouble(response);
        (await ((ITaxonomyClient)written).CloneAsync("product_tags", "product_tags_v2")).Should().BeSameAs(response);
        written.Requests.Should().Equal(("product_tags", new CloneTaxonomyRequest { TaxonomyName = "product_tags_v2" }));
    }

    private sealed class CloningDouble(CloneTaxonomyResponse response) : NullDouble, ITaxonomyClient
    {
        public List<(string, CloneTaxonomyRequest)> Requests { get; } = [];

        Task<CloneTaxonomyResponse> ITaxonomyClient.CloneAsync(string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken)
        {
            Requests.Add((taxonomy, request));
            return Task.FromResult(response);
        }
    }

    private class NullDouble : ITaxonomyClient
    {
        public ITaxonomyTemplatesClient Templates => null!;

        public ITaxonomyAnalyticsClient Analytics => null!;

        public Task<CloneTaxonomyResponse> CloneAsync(string taxonomy, CloneTaxonomyRequest request, CancellationToken cancellationToken = default) => null!;

        public Task<Taxonomy> UpdateAsync(string taxonomy, UpdateTaxonomyRequest request, CancellationToken cancellationToken = default) => null!;

        public Task<Taxonomy> CreateAsync(CreateTaxonomyRequest request, CancellationToken cancellationToken = default) => null!;

        public Task<Taxonomy> GetAsync(string taxonomy, int? version = null, CancellationToken cancellationToken = default) => null!;

        public Task DeleteAsync(string taxonomy, CancellationToken cancellationToken = default) => null!;

        public IAsyncEnumerable<Taxonomy> ListAsync(ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default) => null!;

        public IAsyncEnumerable<TaxonomyPage> ListPagesAsync(ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default) => null!;

        public Task<Taxonomy> CreateVersionAsync(string taxonomyId, TaxonomyConfig config, CancellationToken cancellationToken = default) => null!;

        public Task<Taxonomy> CreateVersionAsync(string taxonomyId, JsonObject body, CancellationToken cancellationToken = default) => null!;

        public Task<IReadOnlyList<Taxonomy>> ListVersionsAsync(string taxonomyId, CancellationToken cancellationToken = default) => null!;

        public Task<ExecuteTaxonomyResponse> ExecuteAsync(string taxonomy, ExecuteTaxonomyRequest request, CancellationToken cancellationToken = default) => null!;

        public Task<ApplyTaxonomyResponse> ApplyToCollectionAsync(string collection, ApplyTaxonomyRequest request, CancellationToken cancellationToken = default) => null!;

        public Task<JsonNode?> SendAsync(TaxonomyRequest request, CancellationToken cancellationToken = default) => null!;

        public ITaxonomyClient WithOptions(TaxonomyCallOptions options) => null!;
    }
}
