using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A promotion gives the production name on and never loses it, wherever it is interrupted.</summary>
public sealed class PromotionTests : IAsyncLifetime
{
    private const string Production = "product_tags";
    private const string Candidate = "product_tags_v2";
    private const string Archived = "product_tags_20260115T120000000Z";

    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;
    private string _oldId = "";
    private string _newId = "";

    public static TheoryData<int> EachRequest => [.. Enumerable.Range(1, 6)];

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
        _emulator.Requests.Select(request => request.Method).Skip(1).Should().Equal("GET", "GET", "PATCH", "GET", "PATCH", "PATCH", "GET");
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
    [MemberData(nameof(EachRequest))]
    public async Task Promotion_of_a_process_that_dies_is_finished_by_the_next_one(int request)
    {
        using var dying = new Dying(request);
        using (var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), dying))
            await FluentActions.Awaiting(() => client.PromoteAsync(Production, Candidate, Options)).Should().ThrowAsync<Exception>();
        var free = _emulator.Store.Find(Production) is null;
        free.Should().Be(request == 6, "the name is free between the two renames alone");
        var requests = _emulator.Requests.Count;
        await PromoteAsync();
        Names().Should().Equal((_newId, Production), (_oldId, Archived));
        _emulator.Requests.Skip(requests).Count(sent => sent.Method == "PATCH").Should().Be(request switch { 6 => 1, _ => 3 });
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
            request.Should().BeGreaterThanOrEqualTo(5, "from the first rename on, the call goes on");
        }
        catch (OperationCanceledException)
        {
            request.Should().BeLessThan(5);
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
        using (var dying = new Dying(6))
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Promotion_that_loses_to_another_leaves_what_that_one_did(int request)
    {
        var other = _emulator.Store.Add("product_tags_v3", Sample.FlatConfig).TaxonomyId;
        Exception? failureOfOther = null;
        using var before = new Before(request, async () => failureOfOther = await CatchAsync(() => _client.PromoteAsync(Production, "product_tags_v3", Options with { ArchivedName = "kept_by_other" })));
        using var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), before);
        var failure = await CatchAsync(() => client.PromoteAsync(Production, Candidate, Options));

        switch (request)
        {
            case <= 2:
                failure.Should().BeNull();
                Names().Should().BeEquivalentTo([(_newId, Production), (other, Archived), (_oldId, "kept_by_other")], "it came after the other");
                break;
            case 6:
                failureOfOther.Should().BeOfType<TaxonomyNotFoundException>("nothing has the name at that time");
                Names().Should().BeEquivalentTo([(_newId, Production), (_oldId, Archived), (other, "product_tags_v3")]);
                break;
            default:
                failureOfOther.Should().BeNull();
                failure.Should().BeOfType<TaxonomyPromotionException>().Which.Message.Should().Contain(request == 5 ? $"{other} has it" : "Nothing was renamed");
                Names().Should().BeEquivalentTo([(_newId, Candidate), (other, Production), (_oldId, "kept_by_other")]);
                break;
        }
    }

    [Fact]
    public async Task Promotions_that_cross_leave_the_archive_under_the_name_of_the_one_that_won()
    {
        var other = _emulator.Store.Add("product_tags_v3", Sample.FlatConfig).TaxonomyId;
        var isAboutToRename = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var waits = new Before(5, () =>
        {
            isAboutToRename.SetResult();
            return goesOn.Task;
        });
        using var winner = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), waits);
        var won = winner.PromoteAsync(Production, "product_tags_v3", Options with { ArchivedName = "kept_by_other" });
        await isAboutToRename.Task;
        using var late = new Before(6, async () =>
        {
            goesOn.SetResult();
            await won;
        });
        using var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), late);
        (await client.Awaiting(loser => loser.PromoteAsync(Production, Candidate, Options)).Should().ThrowAsync<TaxonomyPromotionException>()).Which.IsUndone.Should().BeFalse();
        Names().Should().BeEquivalentTo([(_newId, Candidate), (other, Production), (_oldId, "kept_by_other")]);
    }

    [Fact]
    public async Task Metadata_deeper_than_a_caller_may_send_bars_no_promotion_and_is_kept()
    {
        var deep = $$"""{"deep":{{string.Concat(Enumerable.Repeat("[", 100))}}{{new string(']', 100)}},"odd":"\ud800"}""";
        using var service = new StubHandler((request, index, _) =>
        {
            var name = request.RequestUri!.Segments[^1];
            var isNew = name is Candidate or "tax_new";
            var current = index switch { >= 6 => Production, _ when isNew => Candidate, >= 5 => Archived, _ => Production };
            var answered = isNew && index == 5 ? Production : !isNew && request.Method == HttpMethod.Patch ? Archived : current;
            return Task.FromResult(StubHandler.Json((HttpStatusCode.OK, $$$"""{"taxonomy_id":"{{{(isNew ? "tax_new" : "tax_old")}}}","taxonomy_name":"{{{answered}}}","metadata":{{{(isNew ? deep : "{}")}}},"config":{"taxonomy_type":"flat"}}""")));
        });
        using var client = Sample.Client(service);
        await client.PromoteAsync(Production, Candidate, Options);
        service.Requests.First(request => request.Method == HttpMethod.Patch).Body.Should().StartWith($$"""{"metadata":{{deep[..^1]}},"taxonomy_promotion":{""");
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

    [Fact]
    public async Task Promotions_within_a_second_keep_each_taxonomy_and_go_by_the_clock_of_the_client()
    {
        await _client.PromoteAsync(Production, Candidate);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        _emulator.Store.Add("product_tags_v3", Sample.FlatConfig);
        await _client.PromoteAsync(Production, "product_tags_v3");
        _emulator.Store.Taxonomies.Select(taxonomy => taxonomy.TaxonomyName)
            .Should().BeEquivalentTo(Production, "product_tags_20260115T120000000Z", "product_tags_20260115T120000001Z");
    }

    private static TaxonomyPromotionOptions Options => new() { TimeProvider = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero)) };

    private Task<TaxonomyPromotion> PromoteAsync() => _client.PromoteAsync(Production, Candidate, Options);

    private static async Task<Exception?> CatchAsync(Func<Task> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (TaxonomyException failure)
        {
            return failure;
        }
    }

    private IEnumerable<(string Id, string Name)> Names() =>
        _emulator.Store.Taxonomies.Select(taxonomy => (taxonomy.TaxonomyId, taxonomy.TaxonomyName)).OrderBy(pair => pair.TaxonomyId != _newId).ThenBy(pair => pair.TaxonomyId != _oldId);

    /// <summary>Does something before one of the requests.</summary>
    private sealed class Before(int request, Func<Task> act) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        private int _requests;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
        {
            if (++_requests == request)
                await act();
            return await base.SendAsync(message, cancellationToken);
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
