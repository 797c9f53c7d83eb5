using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A promotion gives the production name on and never loses it, wherever it is interrupted.</summary>
public sealed class PromotionTests : IAsyncLifetime
{
    private const string Production = "product_tags";
    private const string Candidate = "product_tags_v2";
    private const string Archived = "product_tags_20260115T120000Z";

    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;
    private string _oldId = "";
    private string _newId = "";

    /// <summary>What goes wrong with a request, and how often in a row.</summary>
    public static IReadOnlyList<(string Name, TaxonomyFault Fault, int Times)> Faults { get; } =
    [
        ("lost once", TaxonomyFault.DropBeforeProcessing(), 1),
        ("lost answer", TaxonomyFault.DropAfterProcessing(), 1),
        ("broken body", TaxonomyFault.TruncateBody(), 1),
        ("garbled answer", TaxonomyFault.Garbage().AfterProcessing(), 1),
        ("no answer's worth", TaxonomyFault.Answer(HttpStatusCode.OK, "{}").AfterProcessing(), 1),
        ("500", TaxonomyFault.Answer(HttpStatusCode.InternalServerError), 1),
        ("500 after it was done", TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing(), 1),
        ("unavailable, and done all the same", TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).AfterProcessing(), 4),
        ("refused", TaxonomyFault.Answer(HttpStatusCode.Forbidden), 1),
        ("gone for long", TaxonomyFault.DropBeforeProcessing(), 30),
        ("done, and gone for long", TaxonomyFault.DropAfterProcessing(), 30),
        ("500 for long", TaxonomyFault.Answer(HttpStatusCode.InternalServerError), 30),
        ("refused for long", TaxonomyFault.Answer(HttpStatusCode.Forbidden), 30),
        ("throttled for long", TaxonomyFault.Answer(HttpStatusCode.TooManyRequests), 30),
    ];

    public static TheoryData<string, int> FaultAtEachRequest
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (name, _, _) in Faults)
            {
                for (var request = 1; request <= 6; request++)
                    data.Add(name, request);
            }

            return data;
        }
    }

    public static TheoryData<int> EachRequest => [.. Enumerable.Range(1, 5)];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _client = Sample.ClientOf(_emulator, _clock);
        _oldId = _emulator.Store.Add(Production, Sample.FlatConfig).TaxonomyId;
        _newId = _emulator.Store.Add(Candidate, Sample.FlatConfig with { RetrieverId = "ret_clip_v2" }).TaxonomyId;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Candidate_takes_the_name_and_the_old_one_is_kept()
    {
        await _client.UpdateAsync(Candidate, new UpdateTaxonomyRequest { Metadata = new JsonObject { ["owner"] = "search" } });
        var promotion = await PromoteAsync();
        promotion.Should().Be(new TaxonomyPromotion { ProductionName = Production, PromotedId = _newId, FormerName = Candidate, ReplacedId = _oldId, ArchivedName = Archived });
        Names().Should().Equal((_newId, Production), (_oldId, Archived));
        var promoted = await _client.GetAsync(Production);
        promoted.Metadata["owner"]!.GetValue<string>().Should().Be("search");
        TaxonomyPromotion.Of(promoted).Should().Be(promotion);
        _emulator.Requests.Select(request => request.Method).Skip(1).Should().Equal("GET", "GET", "PATCH", "PATCH", "PATCH", "GET");
    }

    [Theory]
    [InlineData(Candidate)]
    [InlineData(null)]
    public async Task Promotion_that_was_finished_changes_nothing_when_it_is_made_again(string? candidate)
    {
        var promotion = await PromoteAsync();
        (await _client.PromoteAsync(Production, candidate ?? _newId, Options)).Should().Be(promotion);
        _emulator.Requests.Count(request => request.Method == "PATCH").Should().Be(3);
    }

    [Fact]
    public async Task Roll_back_undoes_it_and_changes_nothing_the_second_time()
    {
        var promotion = await PromoteAsync();
        await _client.RollBackAsync(promotion);
        Names().Should().Equal((_newId, Candidate), (_oldId, Production));
        var before = _emulator.Requests.Count(request => request.Method == "PATCH");
        await _client.RollBackAsync(promotion);
        _emulator.Requests.Count(request => request.Method == "PATCH").Should().Be(before);
        (await PromoteAsync()).Should().Be(promotion, "what was rolled back can be promoted again");
        Names().Should().Equal((_newId, Production), (_oldId, Archived));
    }

    [Theory]
    [MemberData(nameof(FaultAtEachRequest))]
    public async Task Name_is_never_lost_whatever_goes_wrong_at_a_request(string name, int request)
    {
        var failure = await InterruptAsync(name, request, () => PromoteAsync());
        CheckNames(failure);
        _emulator.Faults.Clear();
        await PromoteAsync();
        Names().Should().Equal((_newId, Production), (_oldId, Archived));
    }

    [Theory]
    [MemberData(nameof(FaultAtEachRequest))]
    public async Task Name_is_never_lost_whatever_goes_wrong_at_a_request_of_the_roll_back(string name, int request)
    {
        var promotion = await PromoteAsync();
        var failure = await InterruptAsync(name, request, () => _client.RollBackAsync(promotion));
        CheckNames(failure);
        _emulator.Faults.Clear();
        await _client.RollBackAsync(promotion);
        Names().Should().Equal((_newId, Candidate), (_oldId, Production));
    }

    [Theory]
    [MemberData(nameof(EachRequest))]
    public async Task Promotion_of_a_process_that_dies_is_finished_by_the_next_one(int request)
    {
        using var dying = new Dying(request);
        using (var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), dying))
            await FluentActions.Awaiting(() => client.PromoteAsync(Production, Candidate, Options)).Should().ThrowAsync<Exception>();
        var free = _emulator.Store.Find(Production) is null;
        free.Should().Be(request == 5, "the name is free between the two renames alone");
        var requests = _emulator.Requests.Count;
        await PromoteAsync();
        Names().Should().Equal((_newId, Production), (_oldId, Archived));
        _emulator.Requests.Skip(requests).Count(sent => sent.Method == "PATCH").Should().Be(request switch { 5 => 1, _ => 3 });
    }

    [Theory]
    [MemberData(nameof(EachRequest))]
    public async Task Caller_who_cancels_leaves_the_name_with_one_of_the_two(int request)
    {
        using var caller = new CancellationTokenSource();
        using var cancelling = new Cancelling(request, caller);
        using var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), cancelling);
        try
        {
            await client.PromoteAsync(Production, Candidate, Options, caller.Token);
            request.Should().BeGreaterThanOrEqualTo(4, "from the first rename on, the call goes on");
        }
        catch (OperationCanceledException)
        {
            request.Should().BeLessThan(4);
        }

        _emulator.Store.Find(Production).Should().NotBeNull();
        await PromoteAsync();
        Names().Should().Equal((_newId, Production), (_oldId, Archived));
    }

    [Fact]
    public async Task Name_that_somebody_takes_in_between_is_told()
    {
        var rival = new Rival(_emulator) { InnerHandler = TransportHandlers.CreatePrimary() };
        using var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), rival);
        var failure = (await FluentActions.Awaiting(() => client.PromoteAsync(Production, Candidate, Options)).Should().ThrowAsync<TaxonomyPromotionException>()).Which;
        failure.IsUndone.Should().BeFalse();
        failure.Message.Should().Contain("could neither be given to").And.Contain(_newId).And.Contain(_oldId);
        Names().Should().HaveCount(3).And.Contain((_newId, Candidate)).And.Contain((_oldId, Archived));
    }

    [Fact]
    public async Task Archived_name_that_was_taken_is_not_kept_for_the_next_try()
    {
        _emulator.Store.Add("taken", Sample.FlatConfig);
        await _client.Awaiting(client => client.PromoteAsync(Production, Candidate, Options with { ArchivedName = "taken" })).Should().ThrowAsync<TaxonomyConflictException>();
        (await _client.PromoteAsync(Production, Candidate, Options with { ArchivedName = "fresh" })).ArchivedName.Should().Be("fresh");
        Names().Should().Contain((_newId, Production)).And.Contain((_oldId, "fresh"));
    }

    [Theory]
    [InlineData("renamed")]
    [InlineData("deleted")]
    public async Task Promotion_that_was_interrupted_is_finished_whatever_became_of_the_archived_one(string archived)
    {
        using (var dying = new Dying(5))
        using (var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), dying))
            await FluentActions.Awaiting(() => client.PromoteAsync(Production, Candidate, Options)).Should().ThrowAsync<Exception>();
        if (archived == "deleted")
            await _client.DeleteAsync(_oldId);
        else
            await _client.UpdateAsync(_oldId, new UpdateTaxonomyRequest { TaxonomyName = "kept" });
        await PromoteAsync();
        _emulator.Store.Find(Production)!.TaxonomyId.Should().Be(_newId);
    }

    [Fact]
    public async Task Roll_back_takes_the_replaced_one_by_its_id_whatever_it_is_called_by_then()
    {
        var promotion = await PromoteAsync();
        await _client.UpdateAsync(_oldId, new UpdateTaxonomyRequest { TaxonomyName = "kept" });
        await _client.RollBackAsync(promotion);
        Names().Should().Equal((_newId, Candidate), (_oldId, Production));
    }

    [Fact]
    public async Task Clone_of_a_promoted_taxonomy_was_not_promoted()
    {
        await PromoteAsync();
        var clone = await _client.CloneAsync(Production, new CloneTaxonomyRequest { TaxonomyName = "copy" });
        clone.Taxonomy.Metadata.ContainsKey(TaxonomyPromotion.MetadataKey).Should().BeTrue("the emulator copies metadata");
        TaxonomyPromotion.Of(clone.Taxonomy).Should().BeNull();
    }

    [Fact]
    public async Task Later_promotion_over_it_is_no_interruption_of_the_first()
    {
        var first = await PromoteAsync();
        var third = _emulator.Store.Add("product_tags_v3", Sample.FlatConfig).TaxonomyId;
        await _client.PromoteAsync(Production, "product_tags_v3", Options with { ArchivedName = Candidate });
        await _client.Awaiting(client => client.RollBackAsync(first)).Should().ThrowAsync<TaxonomyPromotionException>().WithMessage("The names were given on since*");
        await _client.PromoteAsync(Production, Candidate, Options with { ArchivedName = "product_tags_v3_old" });
        Names().Should().Contain((_newId, Production)).And.Contain((third, "product_tags_v3_old")).And.Contain((_oldId, Archived));
    }

    [Fact]
    public async Task What_can_not_be_promoted_is_refused_and_nothing_is_renamed()
    {
        await _client.Awaiting(client => client.PromoteAsync(Production, Production)).Should().ThrowAsync<ArgumentException>().WithParameterName("candidate");
        await _client.Awaiting(client => client.PromoteAsync(Production, _oldId)).Should().ThrowAsync<ArgumentException>().WithParameterName("candidate");
        await _client.Awaiting(client => client.PromoteAsync(_oldId, Candidate)).Should().ThrowAsync<ArgumentException>().WithParameterName("productionName");
        await _client.Awaiting(client => client.PromoteAsync(Production, Candidate, new TaxonomyPromotionOptions { ArchivedName = Production })).Should().ThrowAsync<ArgumentException>().WithParameterName("options");
        await _client.Awaiting(client => client.PromoteAsync(Production, "missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        await _client.Awaiting(client => client.PromoteAsync("missing", Candidate)).Should().ThrowAsync<TaxonomyNotFoundException>();
        await _client.Awaiting(client => client.PromoteAsync(Production, Candidate, new TaxonomyPromotionOptions { ArchivedName = " " })).Should().ThrowAsync<ArgumentException>().WithMessage("options.ArchivedName *");
        _emulator.Store.Add(Archived, Sample.FlatConfig);
        await _client.Awaiting(client => PromoteAsync()).Should().ThrowAsync<TaxonomyConflictException>();
        Names().Should().Contain((_newId, Candidate)).And.Contain((_oldId, Production));
    }

    [Fact]
    public async Task Taxonomy_that_is_not_ready_is_not_promoted()
    {
        await using var slow = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { PollsUntilReady = 1000 });
        slow.Store.Add(Production, Sample.FlatConfig);
        slow.Store.Add(Candidate, new HierarchicalTaxonomyConfig { RetrieverId = "ret_1", InferenceStrategy = HierarchyInferenceStrategy.Cluster, InferenceCollections = ["col_a"] });
        using var client = Sample.ClientOf(slow, _clock);
        (await client.Awaiting(c => c.PromoteAsync(Production, Candidate, Options)).Should().ThrowAsync<TaxonomyPromotionException>()).Which.Message.Should().Contain("is not ready");
        slow.Requests.Should().NotContain(request => request.Method == "PATCH");
    }

    private static TaxonomyPromotionOptions Options => new() { TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)) };

    private Task<TaxonomyPromotion> PromoteAsync() => _client.PromoteAsync(Production, Candidate, Options);

    private IEnumerable<(string Id, string Name)> Names() =>
        _emulator.Store.Taxonomies.Select(taxonomy => (taxonomy.TaxonomyId, taxonomy.TaxonomyName)).OrderBy(pair => pair.TaxonomyId != _newId).ThenBy(pair => pair.TaxonomyId != _oldId);

    private async Task<Exception?> InterruptAsync(string name, int request, Func<Task> call)
    {
        var (_, fault, times) = Faults.Single(fault => fault.Name == name);
        using var counting = new Counting(request, () => _emulator.Faults.Add(fault with { Times = times }));
        var client = _client;
        using var interrupted = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), counting);
        _client = interrupted;
        try
        {
            await call();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
        finally
        {
            _client = client;
        }
    }

    /// <summary>Both taxonomies are there, and the name is missing only where the error says that it may be.</summary>
    private void CheckNames(Exception? failure)
    {
        _emulator.Store.Taxonomies.Should().HaveCount(2);
        var isMissing = _emulator.Store.Find(Production) is null;
        if (isMissing)
            failure.Should().BeOfType<TaxonomyPromotionException>().Which.IsUndone.Should().BeFalse();
        if (failure is null)
            _emulator.Store.Find(Production)!.TaxonomyId.Should().BeOneOf(_oldId, _newId);
    }

    /// <summary>Does something before one of the requests.</summary>
    private sealed class Counting(int request, Action before) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
        {
            if (++_requests == request)
                before();
            return base.SendAsync(message, cancellationToken);
        }
    }

    /// <summary>Sends nothing from one of the requests on.</summary>
    private sealed class Dying(int request) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        private int _requests;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken) =>
            ++_requests >= request ? throw new InvalidOperationException("The process is gone.") : base.SendAsync(message, cancellationToken);
    }

    /// <summary>Cancels the caller while one of the requests is under way.</summary>
    private sealed class Cancelling(int request, CancellationTokenSource caller) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        private int _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
        {
            var isStruck = ++_requests == request;
            var response = await base.SendAsync(message, CancellationToken.None);
            if (isStruck)
                await caller.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return response;
        }
    }

    /// <summary>Takes the production name as soon as it is free.</summary>
    private sealed class Rival(TaxonomyEmulator emulator) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (emulator.Store.Find(Production) is null)
                emulator.Store.Add(Production, Sample.FlatConfig);
            return response;
        }
    }
}
