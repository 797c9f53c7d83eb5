using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A creation whose answer was lost is looked up by its name: over real sockets, client and server on one clock.</summary>
public sealed class NameReconcilerTests : IAsyncLifetime
{
    // A call that waits although it should not would wait for ever on a clock that holds its waits.
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(30);

    private readonly SkippingClock _clock = new();
    private readonly List<TaxonomyCall> _calls = [];
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    private ITaxonomyClient Client => _client.WithOptions(new TaxonomyCallOptions { OnCompleted = _calls.Add });

    public static TheoryData<string> Creations =>
        [.. Sample.Calls.Keys.Where(operation => operation.Safety == OperationSafety.CreatesByName).Select(operation => operation.Name)];

    private static TaxonomyFault[] LostAnswers { get; } =
    [
        TaxonomyFault.DropAfterProcessing(),
        TaxonomyFault.TruncateBody(),
        TaxonomyFault.Garbage().AfterProcessing(),
        TaxonomyFault.Answer(HttpStatusCode.RequestTimeout).AfterProcessing(),
        TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing(),
        TaxonomyFault.Answer(HttpStatusCode.BadGateway).AfterProcessing(),
        TaxonomyFault.Answer(HttpStatusCode.GatewayTimeout).AfterProcessing(),
        TaxonomyFault.Answer((HttpStatusCode)520).AfterProcessing(),
    ];

    private static TaxonomyFault[] LostRequests { get; } =
    [
        TaxonomyFault.DropBeforeProcessing(),
        TaxonomyFault.Garbage(),
        TaxonomyFault.Answer(HttpStatusCode.RequestTimeout),
        TaxonomyFault.Answer(HttpStatusCode.InternalServerError),
        TaxonomyFault.Answer(HttpStatusCode.BadGateway),
        TaxonomyFault.Answer(HttpStatusCode.GatewayTimeout),
        TaxonomyFault.Answer((HttpStatusCode)520),
    ];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock });
        _client = NewClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Creation_whose_answer_was_lost_is_found_and_not_repeated(string operation)
    {
        foreach (var fault in LostAnswers)
        {
            await NextAsync(operation);
            _emulator.Faults.Add(fault);
            var result = await CallAsync(operation);

            var name = NameOf(operation);
            _emulator.Store.Taxonomies.Where(taxonomy => taxonomy.TaxonomyName == name).Should().ContainSingle();
            Id(result).Should().Be(_emulator.Store.Find(name)!.TaxonomyId);
            Sent.Should().Equal(operation == "CloneTaxonomy"
                ? [$"{Sample.Operation(operation).Method}", "GET /product_tags_v2", "GET /product_tags"]
                : [$"{Sample.Operation(operation).Method}", $"GET /{name}"]);
            _calls[^1].IsRecovered.Should().BeTrue();
            _calls[^1].Attempts.Select(attempt => attempt.Operation.Name).Should().Equal(
                operation == "CloneTaxonomy" ? [operation, "GetTaxonomy", "GetTaxonomy"] : [operation, "GetTaxonomy"]);
            if (result is CloneTaxonomyResponse clone)
                (clone.Outcome, clone.SourceTaxonomyId).Should().Be((CreationOutcome.Recovered, Sample.TaxonomyId));
            if (result is InstantiateTemplateResponse made)
                (made.Outcome, made.TemplateId, made.TaxonomyName, made.Status).Should().Be((CreationOutcome.Recovered, "tmpl_products", name, "created"));
        }

        _clock.Waits.Should().BeEmpty("a look-up waits for nothing");
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Creation_that_did_not_take_effect_is_looked_up_and_repeated_as_it_was(string operation)
    {
        foreach (var fault in LostRequests)
        {
            await NextAsync(operation);
            _emulator.Faults.Add(fault);
            var result = await CallAsync(operation);

            var name = NameOf(operation);
            Id(result).Should().Be(_emulator.Store.Find(name)!.TaxonomyId);
            Sent.Should().Equal($"{Sample.Operation(operation).Method}", $"GET /{name}", $"{Sample.Operation(operation).Method}");
            _emulator.Requests[2].Body.Should().Be(_emulator.Requests[0].Body);
            _calls[^1].IsRecovered.Should().BeFalse();
            if (result is CloneTaxonomyResponse clone)
                clone.Outcome.Should().Be(CreationOutcome.Created);
        }

        _clock.Waits.Should().AllBeEquivalentTo(TimeSpan.FromSeconds(0.5)).And.HaveCount(LostRequests.Length);
    }

    [Theory]
    [InlineData(false, "POST", "GET /product_tags_v2", "POST")]
    [InlineData(true, "POST", "GET /product_tags_v2", "GET /product_tags")]
    public async Task Creation_that_was_not_answered_in_time_is_looked_up(bool isProcessed, params string[] requests)
    {
        await NextAsync("CloneTaxonomy");
        _emulator.Faults.Add(isProcessed ? TaxonomyFault.Stall().AfterProcessing() : TaxonomyFault.Stall());
        var call = Client.CloneAsync("product_tags", Sample.CloneRequest);
        await Task.WhenAny(call, _emulator.Requests.WaitForAsync(1));
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await call).Taxonomy.TaxonomyName.Should().Be("product_tags_v2");
        Sent.Should().Equal(requests);
        _calls[^1].IsRecovered.Should().Be(isProcessed);
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Conflict_on_a_first_attempt_is_the_callers(string operation)
    {
        await NextAsync(operation);
        _emulator.Store.Add(NameOf(operation), Sample.FlatConfig);
        await FailAsync<TaxonomyConflictException>(operation);
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Conflict_after_requests_that_were_turned_away_is_the_callers(string operation)
    {
        await NextAsync(operation);
        _emulator.Store.Add(NameOf(operation), Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests));
        await FailAsync<TaxonomyConflictException>(operation);
        _emulator.Requests.Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Conflict_with_the_calls_own_taxonomy_is_settled(string operation)
    {
        await NextAsync(operation);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).AfterProcessing());
        Id(await CallAsync(operation)).Should().Be(_emulator.Store.Find(NameOf(operation))!.TaxonomyId);
        Sent.Take(3).Should().Equal($"{Sample.Operation(operation).Method}", $"{Sample.Operation(operation).Method}", $"GET /{NameOf(operation)}");
        _calls[^1].IsRecovered.Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Name_that_was_taken_before_the_call_is_a_conflict(string operation)
    {
        await NextAsync(operation);
        _emulator.Store.Add(NameOf(operation), Sample.FlatConfig);
        _clock.Advance(TimeSpan.FromSeconds(7));
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        var failure = await FailAsync<TaxonomyConflictException>(operation);
        failure.ServerMessage.Should().Contain("already exists", "it is the service's own answer");
        Sent.Should().Equal($"{Sample.Operation(operation).Method}", $"GET /{NameOf(operation)}", $"{Sample.Operation(operation).Method}");
    }

    [Theory]
    [InlineData(5, true)]
    [InlineData(6, false)]
    public async Task Taxonomy_is_the_calls_own_up_to_five_seconds_before_its_first_attempt(int secondsBefore, bool isOwn)
    {
        await NextAsync("CreateTaxonomy");
        var made = _emulator.Store.Add("product_tags", Sample.FlatConfig);
        _clock.Advance(TimeSpan.FromSeconds(secondsBefore));
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = Client.CreateAsync(Sample.CreateRequest);
        await Task.WhenAny(call, _emulator.Requests.WaitForAsync(1));
        _clock.Advance(TimeSpan.FromSeconds(30));
        if (isOwn)
            (await call).TaxonomyId.Should().Be(made.TaxonomyId);
        else
            await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyConflictException>();
    }

    [Fact]
    public async Task Request_that_lands_after_the_look_up_is_settled_by_the_conflict()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = NewClient(options => options.TimeProvider = clock);
        await NextAsync("CloneTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        var call = client.CloneAsync("product_tags", Sample.CloneRequest);
        await Task.WhenAny(call, clock.WaitBegan.Task);
        var late = _emulator.Store.Add("product_tags_v2", Sample.FlatConfig);
        clock.Advance(TimeSpan.FromSeconds(0.5));
        var response = await call.WaitAsync(Guard);
        response.Taxonomy.TaxonomyId.Should().Be(late.TaxonomyId);
        response.Outcome.Should().Be(CreationOutcome.Recovered);
        Sent.Should().Equal("POST", "GET /product_tags_v2", "POST", "GET /product_tags_v2", "GET /product_tags");
    }

    [Fact]
    public async Task Taxonomy_that_another_caller_made_meanwhile_is_not_taken_for_the_calls_own()
    {
        await NextAsync("CloneTaxonomy");
        var other = _emulator.Store.Add("product_tags_v2", Sample.FlatConfig with { RetrieverId = "ret_of_another" });
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        var failure = await FailAsync<TaxonomyOutcomeUnknownException>("CloneTaxonomy");
        (failure.TaxonomyName, failure.NameState, failure.LastSeen!.TaxonomyId).Should().Be(("product_tags_v2", TaxonomyNameState.Taken, other.TaxonomyId));
        failure.Message.Should().Contain(other.TaxonomyId);
        failure.InnerException.Should().BeOfType<TaxonomyConnectionException>();
    }

    [Fact]
    public async Task Description_that_was_asked_for_is_compared()
    {
        await NextAsync("CloneTaxonomy");
        _emulator.Store.Add("product_tags_v2", Sample.FlatConfig, "another's");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        await Client.Awaiting(client => client.CloneAsync("product_tags", Sample.CloneRequest with { Description = "mine" }))
            .Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
    }

    [Theory]
    [InlineData(-3)]
    [InlineData(3)]
    public async Task Servers_clock_may_be_hours_off(int hours)
    {
        var serverClock = new SkippingClock();
        serverClock.AdjustTime(serverClock.GetUtcNow().AddHours(hours));
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = serverClock });
        using var client = Sample.ClientOf(emulator, _clock);
        emulator.Store.Add("product_tags", Sample.FlatConfig);
        emulator.Store.Add("taken", Sample.FlatConfig);
        serverClock.Advance(TimeSpan.FromSeconds(7));

        emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        await client.Awaiting(c => c.CloneAsync("product_tags", Sample.CloneRequest with { TaxonomyName = "taken" }))
            .Should().ThrowAsync<TaxonomyConflictException>();
    }

    [Theory]
    [InlineData(1, 0, true)]
    [InlineData(1, 5, true)]
    [InlineData(1, 6, false)]
    [InlineData(1, 86_400, false)]
    [InlineData(2, 0, false)]
    public async Task Taxonomy_is_the_calls_own_only_in_its_first_version_and_not_from_the_future(int version, int secondsAhead, bool isOwn)
    {
        var created = _clock.GetUtcNow().AddSeconds(secondsAhead);
        var found = Sample.TaxonomyJson.Replace("{\"taxonomy_id\"", $"{{\"version\":{version},\"created_at\":\"{created:o}\",\"taxonomy_id\"", StringComparison.Ordinal);
        using var handler = Finding(found);
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var request = Sample.CreateRequest with { Config = Sample.FlatConfig with { InputMappings = [] } };
        if (isOwn)
            (await client.CreateAsync(request)).TaxonomyId.Should().Be(Sample.TaxonomyId);
        else
            (await client.Awaiting(c => c.CreateAsync(request)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which.LastSeen!.TaxonomyId.Should().Be(Sample.TaxonomyId);
    }

    [Theory]
    [InlineData("\"created_at\":\"2026-01-15\"")]
    [InlineData("\"created_at\":\"2026-01-15T00:00:00Z\"")]
    [InlineData("\"created_at\":\"2026-01-15T12:00:00Z\",\"version\":\"first\"")]
    public async Task Taxonomy_that_has_no_time_or_no_version_is_not_told(string members)
    {
        using var handler = Finding(Sample.TaxonomyJson.Replace("{\"taxonomy_id\"", $"{{{members},\"taxonomy_id\"", StringComparison.Ordinal));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var request = Sample.CreateRequest with { Config = Sample.FlatConfig with { InputMappings = [] } };
        (await client.Awaiting(c => c.CreateAsync(request)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which.NameState.Should().Be(TaxonomyNameState.Taken);
        handler.Requests.Should().HaveCount(2, "the name was looked up, and nothing was repeated");
    }

    [Fact]
    public async Task Wait_that_the_service_asked_for_comes_before_the_repeat()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway).WithHeader("Retry-After", "3"));
        await Client.CreateAsync(Sample.CreateRequest);
        Seconds.Should().Equal(3);
    }

    [Fact]
    public async Task Instantiation_that_names_no_collection_is_not_told_by_what_is_found()
    {
        var found = Sample.TaxonomyJson.Replace("product_tags", "from_template", StringComparison.Ordinal)
            .Replace("{\"taxonomy_id\"", $"{{\"created_at\":\"{_clock.GetUtcNow():o}\",\"taxonomy_id\"", StringComparison.Ordinal);
        using var handler = Finding(found);
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.Templates.InstantiateAsync("tmpl_1", Sample.InstantiateRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        await client.Templates.Awaiting(t => t.InstantiateAsync("tmpl_1", Sample.InstantiateRequest with { CollectionConfig = new Dictionary<string, string>() }))
            .Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
    }

    [Theory]
    [InlineData("Date")]
    [InlineData("created_at")]
    public async Task Without_the_servers_times_nothing_is_taken_for_the_calls_own(string missing)
    {
        var found = Sample.TaxonomyJson.Replace("product_tags", "product_tags_v2", StringComparison.Ordinal);
        if (missing == "Date")
            found = found.Replace("{\"taxonomy_id\"", $"{{\"created_at\":\"{_clock.GetUtcNow():o}\",\"taxonomy_id\"", StringComparison.Ordinal);
        using var handler = new StubHandler(request =>
        {
            var answer = request.Method == HttpMethod.Post ? (HttpStatusCode.BadGateway, "") : (HttpStatusCode.OK, found);
            var response = StubHandler.Json(answer);
            response.Headers.Date = missing == "Date" ? null : _clock.GetUtcNow();
            return response;
        });
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var failure = (await client.Awaiting(c => c.CloneAsync("product_tags", Sample.CloneRequest))
            .Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.NameState.Should().Be(TaxonomyNameState.Taken);
        handler.Requests.Should().HaveCount(2, "the name was looked up, and nothing was repeated");
    }

    [Theory]
    [InlineData("Mon, 01 Jan 0001 00:00:00 GMT")]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT")]
    public async Task Date_that_makes_no_sense_is_no_fault_of_the_call(string date)
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Store.Add("product_tags", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        var found = TaxonomyJson.Serialize(_emulator.Store.Find("product_tags")!);
        _emulator.Faults.Add(LookUpFails(TaxonomyFault.Answer(HttpStatusCode.OK, found).WithHeader("Date", date), 1));
        await Client.Awaiting(client => client.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyException>();
    }

    [Fact]
    public async Task Taxonomy_whose_id_is_the_name_is_not_taken_for_the_name()
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Store.Add("another", Sample.FlatConfig, id: "product_tags");
        _clock.Advance(TimeSpan.FromMinutes(1));
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        (await FailAsync<TaxonomyOutcomeUnknownException>("CreateTaxonomy")).NameState.Should().Be(TaxonomyNameState.Taken);
    }

    [Fact]
    public async Task Key_that_is_gone_after_a_lost_request_leaves_the_outcome_unknown()
    {
        var provider = new FailingProvider { FailsAt = 3 };
        using var client = NewClient(options => options.CredentialProvider = provider);
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        provider.Key = _emulator.ApiKey;
        var failure = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.NameState.Should().Be(TaxonomyNameState.Free);
        failure.InnerException!.Message.Should().Contain("credential provider failed");
    }

    [Fact]
    public async Task Look_up_that_fails_is_repeated()
    {
        using var client = NewClient(options => options.MaxRetries = 6);
        await NextAsync("CloneTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });
        _emulator.Faults.Add(LookUpFails(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable), 2));
        _emulator.Faults.Add(LookUpFails(TaxonomyFault.DropBeforeProcessing(), 2));
        _emulator.Faults.Add(LookUpFails(TaxonomyFault.Garbage(), 1));
        _emulator.Faults.Add(LookUpFails(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "7"), 1));
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        Seconds.Should().Equal([.. PollyBackoff.Seconds.Take(4), 8, 7]);
        _emulator.Requests.Count(request => request.Method == "POST").Should().Be(1);
    }

    [Fact]
    public async Task Look_up_that_cannot_be_read_is_not_repeated_by_a_call_that_repeats_nothing()
    {
        using var client = NewClient(options => options.MaxRetries = 0);
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing(), TaxonomyFault.Garbage());
        var failure = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.Message.Should().Contain("Looking 'product_tags' up failed too: GetTaxonomy was answered with 200, but its body is no Taxonomy");
        _emulator.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 5)]
    [InlineData(7, 9)]
    public async Task Look_up_that_never_succeeds_is_repeated_as_often_as_any_request(int retries, int requests)
    {
        using var client = NewClient(options => options.MaxRetries = retries);
        var failure = await NeverLookedUpAsync(client);
        failure.NameState.Should().Be(TaxonomyNameState.Unknown);
        failure.LastSeen.Should().BeNull();
        failure.Message.Should().Contain("Looking 'product_tags' up failed too: ").And.Contain("503");
        failure.InnerException.Should().BeOfType<TaxonomyConnectionException>("that is what happened to the creation");
        _emulator.Requests.Should().HaveCount(requests, "an outage costs a call no more than that");
    }

    [Theory]
    [InlineData(100)]
    [InlineData(0)]
    public async Task Look_up_that_never_succeeds_ends_with_the_calls_time_however_often_it_may_be_repeated(int total)
    {
        using var client = NewClient(options =>
        {
            options.MaxRetries = 100;
            options.TotalTimeout = total > 0 ? TimeSpan.FromSeconds(total) : Timeout.InfiniteTimeSpan;
        });
        var failure = await NeverLookedUpAsync(client);
        failure.Call!.Elapsed.Should().BeGreaterThan(TimeSpan.FromSeconds(90)).And.BeLessThan(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Look_up_that_is_refused_ends_the_call()
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.Answer(HttpStatusCode.Forbidden));
        (await FailAsync<TaxonomyOutcomeUnknownException>("CreateTaxonomy")).Message.Should().Contain("403");
        _emulator.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Time_that_ends_within_a_look_up_leaves_the_outcome_unknown()
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.Stall());
        var call = Client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(20) }).CreateAsync(Sample.CreateRequest);
        await Task.WhenAny(call, _emulator.Requests.WaitForAsync(2));
        _clock.Advance(TimeSpan.FromSeconds(20));
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.InnerException.Should().BeOfType<TaxonomyTimeoutException>().Which.InnerException.Should().BeOfType<TaxonomyConnectionException>();
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Creation_that_fails_every_time_says_what_was_last_seen(string operation)
    {
        await NextAsync(operation);
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing() with { Operation = Sample.Operation(operation), Times = 4 });
        var failure = await FailAsync<TaxonomyOutcomeUnknownException>(operation);
        (failure.TaxonomyName, failure.NameState, failure.LastSeen).Should().Be((NameOf(operation), TaxonomyNameState.Free, null));
        failure.Message.Should().Contain("no taxonomy had the name");
        failure.Attempts.Select(attempt => attempt.Operation.Name).Should().Equal(Enumerable.Repeat(new[] { operation, "GetTaxonomy" }, 4).SelectMany(pair => pair));
        failure.Attempts.Select(attempt => attempt.Delay?.TotalSeconds).Should().Equal(0, 0.5, 0, 1, 0, 2, 0, null);
    }

    [Theory]
    [InlineData(HttpStatusCode.UnprocessableEntity, typeof(TaxonomyValidationException))]
    [InlineData(HttpStatusCode.NotFound, typeof(TaxonomyNotFoundException))]
    public async Task Refusal_after_a_lost_request_leaves_the_outcome_unknown(HttpStatusCode status, Type reason)
    {
        await NextAsync("CloneTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.Answer(HttpStatusCode.NotFound) with { Operation = TaxonomyOperations.Get });
        _emulator.Faults.Add(TaxonomyFault.Answer(status) with { Operation = TaxonomyOperations.Clone });
        var failure = await FailAsync<TaxonomyOutcomeUnknownException>("CloneTaxonomy");
        (failure.NameState, failure.InnerException!.GetType()).Should().Be((TaxonomyNameState.Free, reason));
        Sent.Should().Equal("POST", "GET /product_tags_v2", "POST", "GET /product_tags_v2");
    }

    [Fact]
    public async Task Refusal_that_the_calls_own_creation_brought_about_is_settled()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = NewClient(options => options.TimeProvider = clock);
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        var call = client.CreateAsync(Sample.CreateRequest);
        await Task.WhenAny(call, clock.WaitBegan.Task);
        var late = _emulator.Store.Add("product_tags", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden, Payload.Read("44-resp-error-403-quota")));
        clock.Advance(TimeSpan.FromSeconds(0.5));
        (await call.WaitAsync(Guard)).TaxonomyId.Should().Be(late.TaxonomyId);
    }

    [Fact]
    public async Task Requests_that_are_turned_away_after_a_lost_one_leave_the_outcome_unknown()
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.Answer(HttpStatusCode.TooManyRequests) with { Operation = TaxonomyOperations.Create, Times = 3 });
        var failure = await FailAsync<TaxonomyOutcomeUnknownException>("CreateTaxonomy");
        (failure.NameState, failure.InnerException!.GetType()).Should().Be((TaxonomyNameState.Free, typeof(TaxonomyRateLimitException)));
        Sent.Should().Equal("POST", "GET /product_tags", "POST", "POST", "POST", "GET /product_tags");
    }

    [Theory]
    [InlineData(false, "POST", "POST", "POST", "POST", "GET /product_tags")]
    [InlineData(true, "POST", "POST", "POST", "POST", "GET /product_tags")]
    public async Task Service_that_says_it_is_unavailable_is_believed_once_the_name_is_not_found(bool isLookUpUnavailable, params string[] requests)
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable) with { Times = isLookUpUnavailable ? 5 : 4 });
        if (isLookUpUnavailable)
            (await FailAsync<TaxonomyOutcomeUnknownException>("CreateTaxonomy")).InnerException.Should().BeOfType<TaxonomyServerException>();
        else
            await FailAsync<TaxonomyServerException>("CreateTaxonomy");
        Sent.Should().Equal(requests);
    }

    [Fact]
    public async Task Service_that_says_it_was_unavailable_and_did_it_all_the_same_is_found_out()
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable) with { Times = 3 }, TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).AfterProcessing());
        Id(await CallAsync("CreateTaxonomy")).Should().Be(_emulator.Store.Find("product_tags")!.TaxonomyId);
        Sent.Should().Equal("POST", "POST", "POST", "POST", "GET /product_tags");
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Without_reconciling_nothing_is_looked_up(string operation)
    {
        using var client = NewClient(options => options.ReconcileByName = false);
        await NextAsync(operation);
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var failure = (await FluentActions.Awaiting(() => Sample.Calls[Sample.Operation(operation)](client, CancellationToken.None))
            .Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        (failure.TaxonomyName, failure.NameState).Should().Be((NameOf(operation), TaxonomyNameState.Unknown));
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false, "product_tags")]
    [InlineData(true, "a/b")]
    public async Task Conflict_over_the_calls_own_creation_that_is_not_looked_up_is_unknown(bool reconciles, string name)
    {
        using var client = NewClient(options => options.ReconcileByName = reconciles);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).AfterProcessing());
        (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest with { TaxonomyName = name })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>())
            .WithInnerException<TaxonomyConflictException>();
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("..")]
    public async Task Name_that_no_path_can_hold_is_not_looked_up(string name)
    {
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing());
        await Client.Awaiting(client => client.CreateAsync(Sample.CreateRequest with { TaxonomyName = name }))
            .Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Clone_whose_source_is_gone_is_told_by_the_config_that_was_asked_for(bool isConfigGiven)
    {
        await NextAsync("CloneTaxonomy");
        var request = isConfigGiven ? Sample.CloneRequest with { Config = Sample.FlatConfig } : Sample.CloneRequest;
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });
        _emulator.Faults.Add(LookUpFails(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable), 1));
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = NewClient(options => options.TimeProvider = clock);
        var call = client.CloneAsync("product_tags", request);
        await Task.WhenAny(call, clock.WaitBegan.Task);
        await Client.DeleteAsync("product_tags");
        clock.Advance(TimeSpan.FromSeconds(1));
        if (isConfigGiven)
            (await call.WaitAsync(Guard)).SourceTaxonomyId.Should().BeEmpty();
        else
            (await FluentActions.Awaiting(() => call.WaitAsync(Guard)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which.NameState.Should().Be(TaxonomyNameState.Taken);
    }

    [Fact]
    public async Task Clone_with_a_config_of_its_own_does_not_depend_on_reading_the_source()
    {
        await NextAsync("CloneTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });
        using var client = NewClient(options => options.CredentialProvider = new FailingProvider { Key = _emulator.ApiKey, FailsAt = 3 });
        var response = await client.CloneAsync("product_tags", Sample.CloneRequest with { Config = Sample.FlatConfig });
        (response.Outcome, response.SourceTaxonomyId).Should().Be((CreationOutcome.Recovered, ""));
    }

    [Fact]
    public async Task Cancellation_ends_a_look_up()
    {
        await NextAsync("CreateTaxonomy");
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.Stall());
        var call = Client.CreateAsync(Sample.CreateRequest, caller.Token);
        await Task.WhenAny(call, _emulator.Requests.WaitForAsync(2));
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
        _calls[^1].Attempts.Should().HaveCount(2);
    }

    [Fact]
    public async Task Cancellation_ends_the_reading_of_a_source_that_is_not_needed()
    {
        await NextAsync("CloneTaxonomy");
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });
        using var handler = new Interceptor(request => request.RequestUri!.AbsolutePath.EndsWith("/product_tags", StringComparison.Ordinal) ? caller.CancelAsync() : Task.CompletedTask);
        using var client = TaxonomyClient.Create(Sample.OptionsOf(_emulator, _clock), handler);
        await client.Awaiting(c => c.CloneAsync("product_tags", Sample.CloneRequest with { Config = Sample.FlatConfig }, caller.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    private sealed class FailingProvider : ITaxonomyCredentialProvider
    {
        private int _asked;

        public string Key { get; set; } = "";

        public int FailsAt { get; init; }

        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) =>
            ++_asked == FailsAt ? throw new InvalidOperationException("The vault is closed.") : ValueTask.FromResult(Key);
    }

    /// <summary>Does something before it sends a request.</summary>
    private sealed class Interceptor(Func<HttpRequestMessage, Task> before) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await before(request);
            return await base.SendAsync(request, cancellationToken);
        }
    }

    private IEnumerable<double> Seconds => _clock.Waits.Select(wait => wait.TotalSeconds);

    /// <summary>The requests: a method for the call's own, and the name for a look-up.</summary>
    private IEnumerable<string> Sent => _emulator.Requests.Select(request =>
        request.Method == "GET" ? $"GET {request.Path["/v1/taxonomies".Length..]}" : request.Method);

    private static TaxonomyFault LookUpFails(TaxonomyFault fault, int times) => fault with { Operation = TaxonomyOperations.Get, Times = times };

    /// <summary>A service that fails each creation and finds this taxonomy.</summary>
    private StubHandler Finding(string found) => new(request =>
    {
        var response = StubHandler.Json(request.Method == HttpMethod.Post ? (HttpStatusCode.BadGateway, "") : (HttpStatusCode.OK, found));
        response.Headers.Date = _clock.GetUtcNow();
        return response;
    });

    private static string NameOf(string operation) => operation switch
    {
        "CreateTaxonomy" => "product_tags",
        "CloneTaxonomy" => "product_tags_v2",
        _ => "from_template",
    };

    private static string Id(object result) => result switch
    {
        Taxonomy taxonomy => taxonomy.TaxonomyId,
        CloneTaxonomyResponse clone => clone.Taxonomy.TaxonomyId,
        InstantiateTemplateResponse made => made.TaxonomyId,
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };

    private async Task<object> CallAsync(string operation) => operation switch
    {
        "CreateTaxonomy" => await Client.CreateAsync(Sample.CreateRequest),
        "CloneTaxonomy" => await Client.CloneAsync("product_tags", Sample.CloneRequest),
        _ => await Client.Templates.InstantiateAsync("tmpl_products", Sample.InstantiateRequest),
    };

    private async Task<T> FailAsync<T>(string operation)
        where T : TaxonomyException =>
        (await FluentActions.Awaiting(() => CallAsync(operation)).Should().ThrowExactlyAsync<T>()).Which;

    /// <summary>Puts the emulator where the operation can succeed once more, long after whatever was before.</summary>
    private async Task NextAsync(string operation)
    {
        if (_emulator.Store.Find(NameOf(operation)) is not null)
            await _client.DeleteAsync(NameOf(operation));
        Sample.Seed(_emulator, Sample.Operation(operation));
        _clock.Advance(TimeSpan.FromMinutes(1));
        _emulator.Requests.Clear();
    }

    private async Task<TaxonomyOutcomeUnknownException> NeverLookedUpAsync(TaxonomyClient client)
    {
        await NextAsync("CreateTaxonomy");
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), LookUpFails(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable), 1000));
        var failure = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        _emulator.Requests.Count(request => request.Method == "POST").Should().Be(1);
        return failure;
    }

    private TaxonomyClient NewClient(Action<TaxonomyClientOptions>? configure = null) => Sample.ClientOf(_emulator, _clock, configure);
}
