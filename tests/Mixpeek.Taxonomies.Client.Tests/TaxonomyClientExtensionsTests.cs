using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What is made of several calls, over real sockets.</summary>
public sealed class TaxonomyClientExtensionsTests : IAsyncLifetime
{
    private static readonly HierarchicalTaxonomyConfig Inferred = new()
    {
        RetrieverId = "ret_clip_v1",
        InferenceStrategy = HierarchyInferenceStrategy.Cluster,
        InferenceCollections = ["col_products_v1", "col_shoes_v1"],
    };

    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { PollsUntilReady = 3 });
        _client = TaxonomyClient.Create(_emulator.CreateClientOptions());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Clone_with_a_change_of_the_sources_config()
    {
        _emulator.Store.Add("product_tags", Sample.FlatConfig);
        var response = await _client.CloneAsync(
            "product_tags", "product_tags_v2", config => (FlatTaxonomyConfig)config with { RetrieverId = "ret_clip_v2" });
        var clone = response.Taxonomy.Config.Should().BeOfType<FlatTaxonomyConfig>().Subject;
        clone.RetrieverId.Should().Be("ret_clip_v2");
        clone.SourceCollection.Should().Be(Sample.FlatConfig.SourceCollection);
        _emulator.Requests.Select(request => request.Method).Should().Equal("GET", "POST");
    }

    [Fact]
    public async Task Clone_sends_what_the_service_answers_with_in_the_form_that_it_takes()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, Payload.Read("12-resp-taxonomy-flat-stale-default_retriever_id")), (HttpStatusCode.Created, Sample.CloneJson));
        using var client = Sample.Client(handler);
        await client.CloneAsync("product_tags", "product_tags_v2", config => config);
        var sent = JsonNode.Parse(handler.Requests[1].Body)!["config"]!.AsObject();
        sent.Select(member => member.Key).Should().Equal("taxonomy_type", "retriever_id", "input_mappings", "source_collection");
    }

    [Fact]
    public async Task Clone_sends_back_a_member_that_the_service_answered_in_a_shape_of_its_own()
    {
        const string odd = """{"taxonomy_name":"t","config":{"taxonomy_type":"flat","retriever_id":"r","input_mappings":{"query":"x"},"source_collection":"col_1"}}""";
        using var handler = StubHandler.Of((HttpStatusCode.OK, odd), (HttpStatusCode.Created, Sample.CloneJson));
        using var client = Sample.Client(handler);
        await client.CloneAsync("t", "product_tags_v2", config => (FlatTaxonomyConfig)config with { RetrieverId = "r2" });
        JsonNode.Parse(handler.Requests[1].Body)!["config"]!.ToJsonString().Should().Be(
            """{"taxonomy_type":"flat","retriever_id":"r2","input_mappings":{"query":"x"},"source_collection":"col_1"}""");
    }

    [Fact]
    public async Task Clone_that_can_not_be_is_refused_before_it_is_asked_for()
    {
        var source = _emulator.Store.Add("product_tags", Sample.FlatConfig);
        await Refused(() => _client.CloneAsync(source.TaxonomyId, " ", config => config), "newName");
        await Refused(() => _client.CloneAsync(source.TaxonomyId, "product_tags", config => config), "newName");
        await Refused(() => _client.CloneAsync("product_tags", "v2", null!), "change");
        await Refused(() => _client.CloneAsync("product_tags", "v2", _ => null!), "change");
        await Refused(() => _client.CloneAsync("product_tags", "v2", config => (FlatTaxonomyConfig)config with { RetrieverId = "" }), "change");
        _emulator.Requests.Should().OnlyContain(request => request.Method == "GET");

        static async Task Refused(Func<Task> call, string parameter) =>
            (await call.Should().ThrowAsync<ArgumentException>()).WithParameterName(parameter);
    }

    [Fact]
    public async Task Wait_looks_ever_more_slowly_until_the_taxonomy_is_ready()
    {
        var created = await _client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "products", Config = Inferred });
        created.Ready.Should().BeFalse();
        var seen = new List<TaxonomyReadiness>();
        var ready = await _client.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { TimeProvider = _clock }, new Progress(seen));
        ready.Ready.Should().BeTrue();
        ready.Config.Should().BeOfType<HierarchicalTaxonomyConfig>().Which.HierarchicalNodes.Should().HaveCount(2);
        _clock.Waits.Select(wait => wait.TotalSeconds).Should().Equal(1, 2, 4);
        seen.Select(progress => progress.Polls).Should().Equal(1, 2, 3, 4);
        seen.Select(progress => progress.NextPoll?.TotalSeconds).Should().Equal(1, 2, 4, null);
        seen[3].Elapsed.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Wait_ends_at_its_deadline()
    {
        await using var slow = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { PollsUntilReady = 1000 });
        using var client = TaxonomyClient.Create(slow.CreateClientOptions());
        slow.Store.Add("products", Inferred);
        var options = new TaxonomyWaitOptions { TimeProvider = _clock, Timeout = TimeSpan.FromSeconds(100), LongestDelay = TimeSpan.FromSeconds(20) };
        (await client.Awaiting(c => c.WaitUntilReadyAsync("products", options)).Should().ThrowAsync<TaxonomyTimeoutException>())
            .WithMessage("The taxonomy 'products' is not ready within 100 s, after 10 reads.");
        _clock.Waits.Select(wait => wait.TotalSeconds).Should().Equal(1, 2, 4, 8, 16, 20, 20, 20, 8);

        slow.Store.CompleteInference("products");
        (await client.WaitUntilReadyAsync("products", options)).Ready.Should().BeTrue();
    }

    [Fact]
    public async Task Wait_can_be_cancelled()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var caller = new CancellationTokenSource();
        _emulator.Store.Add("products", Inferred);
        var wait = _client.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { TimeProvider = clock }, cancellationToken: caller.Token);
        await clock.WaitBegan.Task;
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => wait).Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task Wait_that_makes_no_sense_is_refused()
    {
        foreach (var options in new[]
        {
            new TaxonomyWaitOptions { Timeout = TimeSpan.Zero },
            new TaxonomyWaitOptions { FirstDelay = TimeSpan.Zero },
            new TaxonomyWaitOptions { LongestDelay = TimeSpan.FromMilliseconds(1) },
        })
        {
            await _client.Awaiting(client => client.WaitUntilReadyAsync("products", options)).Should().ThrowAsync<ArgumentException>();
        }

        _emulator.Requests.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(",\"ready\":null")]
    [InlineData(",\"ready\":\"no\"")]
    [InlineData(",\"ready\":1")]
    public async Task Wait_takes_nothing_for_ready_but_the_services_own_word(string ready)
    {
        var silent = $"{{\"taxonomy_id\":\"tax_1\",\"taxonomy_name\":\"products\"{ready}}}";
        using var handler = StubHandler.Of((HttpStatusCode.OK, silent), (HttpStatusCode.OK, silent), (HttpStatusCode.OK, silent.Replace("}", ",\"ready\":true}", StringComparison.Ordinal)));
        using var client = Sample.Client(handler);
        await client.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { TimeProvider = _clock });
        handler.Requests.Should().HaveCount(3);
        using var never = StubHandler.Of((HttpStatusCode.OK, silent));
        using var second = Sample.Client(never);
        await second.Awaiting(c => c.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { TimeProvider = _clock, Timeout = TimeSpan.FromSeconds(10) }))
            .Should().ThrowAsync<TaxonomyTimeoutException>().WithMessage("*The service does not say whether it is.");
    }

    [Fact]
    public async Task Wait_goes_by_the_clock_of_the_client_and_may_have_no_bound()
    {
        using var handler = new StubHandler((_, index, _) => Task.FromResult(StubHandler.Json((HttpStatusCode.OK, $$"""{"taxonomy_id":"tax_1","taxonomy_name":"products","ready":{{(index < 30 ? "false" : "true")}}}"""))));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        await client.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { Timeout = Timeout.InfiniteTimeSpan });
        _clock.Waits.Should().HaveCount(30);
    }

    [Fact]
    public async Task Wait_that_ends_after_one_read_says_so()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, """{"taxonomy_id":"tax_1","taxonomy_name":"products","ready":false}"""));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.Awaiting(c => c.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { Timeout = TimeSpan.FromMilliseconds(1) })).Should().ThrowAsync<TaxonomyTimeoutException>())
            .WithMessage("The taxonomy 'products' is not ready within 0.001 s, after 1 read.");
    }

    [Fact]
    public async Task Wait_ends_with_its_own_time_even_while_a_read_is_under_way()
    {
        var clock = new SkippingClock();
        using var client = Sample.ClientOf(_emulator, clock);
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var wait = client.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { TimeProvider = clock, Timeout = TimeSpan.FromSeconds(1) });
        await _emulator.Requests.WaitForAsync(1);
        clock.Advance(TimeSpan.FromSeconds(1));
        (await FluentActions.Awaiting(() => wait).Should().ThrowAsync<TaxonomyTimeoutException>()).Which.Timeout.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Caller_is_told_of_each_call()
    {
        var calls = new List<TaxonomyCall>();
        using var client = Sample.ClientOf(_emulator, _clock);
        var told = client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add });
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway), TaxonomyFault.DropBeforeProcessing());

        var failure = (await told.Awaiting(c => c.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>()).Which;
        var call = calls.Should().ContainSingle().Subject;
        call.Operation.Should().Be(TaxonomyOperations.Get);
        call.StatusCode.Should().Be(HttpStatusCode.NotFound);
        call.RequestId.Should().Be(failure.RequestId);
        call.RateLimit!.Limit.Should().Be(100_000);
        PollyBackoff.Whole(call.Elapsed).Should().Be(PollyBackoff.Seconds.Take(2).Sum());
        call.Attempts.Select(attempt => attempt.StatusCode).Should().Equal(HttpStatusCode.BadGateway, null, HttpStatusCode.NotFound);
        call.Attempts.SkipLast(1).Select(attempt => PollyBackoff.Whole(attempt.Delay!.Value)).Should().Equal(PollyBackoff.Seconds.Take(2));
        call.Attempts[0].Failure.Should().Be("502 InternalServerError");
        failure.Call.Should().BeSameAs(call);

        _emulator.Store.Add("there", Sample.FlatConfig);
        await told.GetAsync("there");
        calls.Should().HaveCount(2);
        calls[1].StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Callback_that_fails_does_not_cost_the_answer()
    {
        _emulator.Store.Add("there", Sample.FlatConfig);
        var client = _client.WithOptions(new TaxonomyCallOptions { OnCompleted = _ => throw new InvalidOperationException() });
        (await client.GetAsync("there")).TaxonomyName.Should().Be("there");
    }

    private sealed class Progress(List<TaxonomyReadiness> seen) : IProgress<TaxonomyReadiness>
    {
        public void Report(TaxonomyReadiness value) => seen.Add(value);
    }
}
