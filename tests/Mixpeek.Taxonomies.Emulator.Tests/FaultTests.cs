using System.Net;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Each scripted fault does what it says, once, and to the operation that it is for.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    private TaxonomyEmulator Emulator => _session.Emulator;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Answer_with_a_status_and_headers_does_not_process()
    {
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "3"));
        var reply = await CreateAsync("a");
        reply.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        reply.Headers["Retry-After"].Should().Be("3");
        reply.ErrorMessage.Should().Be("Scripted fault: 503");
        Emulator.Store.Taxonomies.Should().BeEmpty();
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.OK, "a fault meets one request");
    }

    [Fact]
    public async Task Drop_before_and_after_processing()
    {
        Emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.DropAfterProcessing());
        await FluentActions.Awaiting(() => CreateAsync("before")).Should().ThrowAsync<HttpRequestException>();
        Emulator.Store.Taxonomies.Should().BeEmpty();
        await FluentActions.Awaiting(() => CreateAsync("after")).Should().ThrowAsync<HttpRequestException>();
        Emulator.Store.Taxonomies.Should().ContainSingle().Which.TaxonomyName.Should().Be("after");
    }

    [Fact]
    public async Task Truncated_body_breaks_off_after_processing()
    {
        Emulator.Faults.Add(TaxonomyFault.TruncateBody(20));
        await FluentActions.Awaiting(() => CreateAsync("a")).Should().ThrowAsync<HttpRequestException>();
        Emulator.Store.Taxonomies.Should().ContainSingle();
    }

    [Fact]
    public async Task Answer_after_processing_hides_what_was_done()
    {
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing(), TaxonomyFault.Garbage("{}", "application/json").AfterProcessing());
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.InternalServerError);
        (await CreateAsync("b")).Body!.ToJsonString().Should().Be("{}");
        Emulator.Store.Taxonomies.Select(taxonomy => taxonomy.TaxonomyName).Should().Equal("a", "b");
    }

    [Fact]
    public async Task Delayed_answer_comes_after_its_time()
    {
        var clock = new FakeTimeProvider();
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = clock });
        session.Emulator.Faults.Add(TaxonomyFault.Delay(TimeSpan.FromMinutes(10)));
        var call = session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("a"));
        while (session.Emulator.Store.Taxonomies.Count == 0)
            await Task.Yield();
        clock.Advance(TimeSpan.FromMinutes(9));
        (await session.SendAsync("GET", "/v1/taxonomies/a")).Status.Should().Be(HttpStatusCode.OK, "the request was processed at once");
        call.IsCompleted.Should().BeFalse();
        // The wait begins a moment after the request was processed, so that the clock may have to go on more than once.
        while (!call.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMinutes(10));
            await Task.Yield();
        }

        (await call).Status.Should().Be(HttpStatusCode.OK);
        FluentActions.Invoking(() => TaxonomyFault.Delay(TimeSpan.FromTicks(-1))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stall_lasts_until_the_caller_gives_up(bool isInBody)
    {
        using var http = new HttpClient { BaseAddress = Emulator.BaseAddress };
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {Emulator.ApiKey}");
        http.DefaultRequestHeaders.TryAddWithoutValidation("X-Namespace", Emulator.Namespace);
        await CreateAsync("t");
        Emulator.Requests.Clear();
        Emulator.Faults.Add(isInBody ? TaxonomyFault.StallBody(20) : TaxonomyFault.Stall().AfterProcessing());
        using var caller = new CancellationTokenSource();
        var call = http.DeleteAsync(new Uri("/v1/taxonomies/t", UriKind.Relative), caller.Token);
        await Emulator.Requests.WaitForAsync(1);
        call.IsCompleted.Should().BeFalse();
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>();
        (await _session.SendAsync("GET", "/v1/taxonomies/t")).Status.Should().Be(HttpStatusCode.NotFound, "the request was processed");
    }

    [Fact]
    public async Task Faults_at_random_come_in_their_share_and_in_the_order_of_the_seed()
    {
        var first = await DrawAsync();
        var second = await DrawAsync();
        second.Should().Equal(first);
        first.Count(status => status != HttpStatusCode.OK).Should().BeInRange(30, 90, "three of ten are to fail");
        first.Distinct().Should().BeEquivalentTo([HttpStatusCode.OK, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable]);

        async Task<List<HttpStatusCode>> DrawAsync()
        {
            Emulator.Faults.AddAtRandom(0.3, new Random(5), TaxonomyFault.Answer(HttpStatusCode.BadGateway), TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 200; i++)
                statuses.Add((await _session.SendAsync("POST", "/v1/taxonomies/list", "{}")).Status);
            Emulator.Faults.Clear();
            (await _session.SendAsync("POST", "/v1/taxonomies/list", "{}")).Status.Should().Be(HttpStatusCode.OK, "they were cleared");
            return statuses;
        }
    }

    [Fact]
    public async Task Scripted_fault_comes_before_those_at_random()
    {
        Emulator.Faults.AddAtRandom(1, new Random(1), TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden));
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.Forbidden);
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.BadGateway);
        FluentActions.Invoking(() => Emulator.Faults.AddAtRandom(1.1, new Random(1), TaxonomyFault.Stall())).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => Emulator.Faults.AddAtRandom(0.5, new Random(1))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task Restart_breaks_what_is_under_way_and_keeps_what_is_held()
    {
        var address = Emulator.BaseAddress;
        await CreateAsync("a");
        Emulator.Faults.Add(TaxonomyFault.Stall());
        var call = CreateAsync("b");
        await Emulator.Requests.WaitForAsync(2);
        await Emulator.RestartAsync();
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<HttpRequestException>();
        Emulator.BaseAddress.Should().Be(address);
        (await _session.SendAsync("GET", "/v1/taxonomies/a")).Status.Should().Be(HttpStatusCode.OK);
        Emulator.Requests.Should().HaveCount(3);
        Emulator.Store.Taxonomies.Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stall_and_delay_last_until_the_emulator_stops(bool isDelay)
    {
        var emulator = await TaxonomyEmulator.StartAsync();
        using var http = new HttpClient { BaseAddress = emulator.BaseAddress };
        emulator.Faults.Add(isDelay ? TaxonomyFault.Delay(TimeSpan.FromHours(1)) : TaxonomyFault.Stall());
        var call = http.GetAsync(new Uri("/v1/taxonomies/t", UriKind.Relative));
        await emulator.Requests.WaitForAsync(1);
        call.IsCompleted.Should().BeFalse();
        await emulator.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Fault_waits_for_its_operation_and_comes_as_often_as_it_says()
    {
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway) with { Operation = TaxonomyOperations.Get, Times = 2 });
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.OK);
        Emulator.Faults.Pending.Should().Be(2);
        (await GetAsync()).Should().Be(HttpStatusCode.BadGateway);
        (await GetAsync()).Should().Be(HttpStatusCode.BadGateway);
        (await GetAsync()).Should().Be(HttpStatusCode.OK);

        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        Emulator.Faults.Clear();
        (await GetAsync()).Should().Be(HttpStatusCode.OK);

        async Task<HttpStatusCode> GetAsync() => (await _session.SendAsync("GET", "/v1/taxonomies/a")).Status;
    }

    [Fact]
    public async Task Requests_are_recorded_as_they_were_sent()
    {
        await _session.SendAsync("POST", "/v1/taxonomies/a%2Fb/clone?x=%20", """{"a": 1}""");
        var request = Emulator.Requests.Should().ContainSingle().Subject;
        request.Operation.Should().Be(TaxonomyOperations.Clone);
        request.Path.Should().Be("/v1/taxonomies/a%2Fb/clone");
        request.Query.Should().Be("?x=%20");
        request.Body.Should().Be("""{"a": 1}""");
        request.ReadJson()!["a"]!.GetValue<int>().Should().Be(1);
        request.Headers["x-namespace"].Should().Be(Emulator.Namespace);
        request.ToString().Should().NotContain(Emulator.ApiKey);
    }

    [Fact]
    public void Store_refuses_a_name_that_is_taken_and_a_config_that_is_none()
    {
        var config = new HierarchicalTaxonomyConfig();
        Emulator.Store.Add("a", config);
        FluentActions.Invoking(() => Emulator.Store.Add("a", config)).Should().Throw<ArgumentException>().WithParameterName("name");
        FluentActions.Invoking(() => Emulator.Store.Add("b", new UnknownTaxonomyConfig())).Should().Throw<ArgumentException>().WithParameterName("config");
        var cycle = config with { HierarchicalNodes = [new HierarchicalNode { CollectionId = "col_a", ParentCollectionId = "col_a" }] };
        FluentActions.Invoking(() => Emulator.Store.Add("b", cycle)).Should().Throw<ArgumentException>().WithParameterName("config");
        Emulator.Store.Find("nothing").Should().BeNull();
    }

    private Task<EmulatorSession.Reply> CreateAsync(string name) =>
        _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create(name));
}
