using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Requests are held back by the caller's limiter and by what the service says, before the service has to.</summary>
public sealed class PacingTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private readonly List<TaxonomyCall> _calls = [];
    private TaxonomyEmulator _emulator = null!;

    public static TheoryData<string> AllOperations => [.. Sample.Calls.Keys.Select(operation => operation.Name)];

    public async ValueTask InitializeAsync() =>
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock, RequestsPerMinute = 3 });

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Rate_limit_is_told_of_every_call(string name)
    {
        var operation = Sample.Operation(name);
        Sample.Seed(_emulator, operation);
        using var client = NewClient();
        await Sample.Calls[operation](client.WithOptions(new TaxonomyCallOptions { OnCompleted = _calls.Add }), CancellationToken.None);
        _calls.Single().RateLimit.Should().Be(new TaxonomyRateLimit
        {
            Limit = 3,
            Remaining = 2,
            ResetsAt = _clock.GetUtcNow().AddMinutes(1),
            Window = TimeSpan.FromMinutes(1),
        });
    }

    [Fact]
    public async Task Window_that_is_used_up_is_waited_for()
    {
        using var client = NewClient();
        var audited = client.WithOptions(new TaxonomyCallOptions { OnCompleted = _calls.Add });
        _emulator.Store.Add("t", Sample.FlatConfig);
        for (var i = 0; i < 7; i++)
            await audited.GetAsync("t");
        _emulator.Requests.Should().HaveCount(7);
        _calls.SelectMany(call => call.Attempts).Should().OnlyContain(attempt => attempt.StatusCode == HttpStatusCode.OK, "no request was spent on a refusal");
        _clock.Waits.Should().Equal(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        _calls.Select(call => call.Attempts[0].Held.TotalSeconds).Should().Equal(0, 0, 0, 60, 0, 0, 60);
    }

    [Theory]
    [InlineData(59)]
    [InlineData(60)]
    public async Task Window_that_ends_after_the_calls_time_is_not_waited_for(int timeout)
    {
        using var client = NewClient();
        var hurried = client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(timeout) });
        _emulator.Store.Add("t", Sample.FlatConfig);
        for (var i = 0; i < 3; i++)
            await hurried.GetAsync("t");
        var failure = (await hurried.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyRateLimitException>()).Which;
        failure.RetryAfter.Should().Be(TimeSpan.FromMinutes(1));
        _clock.Waits.Should().BeEmpty();
        _emulator.Requests.Should().HaveCount(4);
    }

    [Fact]
    public async Task Window_of_one_operation_does_not_hold_back_another()
    {
        using var client = NewClient();
        _emulator.Store.Add("t", Sample.FlatConfig, id: Sample.TaxonomyId);
        _emulator.Faults.Add(Exhausted(_clock.GetUtcNow().AddSeconds(50)));
        await client.GetAsync("t");
        await client.ListVersionsAsync(Sample.TaxonomyId);
        _clock.Waits.Should().BeEmpty();
        _emulator.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Window_of_one_namespace_does_not_hold_back_another()
    {
        using var client = NewClient();
        _emulator.Store.AddNamespace("tenant-b");
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Store.Add("t", Sample.FlatConfig, namespaceName: "tenant-b");
        _emulator.Faults.Add(Exhausted(_clock.GetUtcNow().AddSeconds(50)));
        await client.GetAsync("t");
        await client.WithOptions(new TaxonomyCallOptions { Namespace = "tenant-b" }).GetAsync("t");
        _clock.Waits.Should().BeEmpty();
        await client.GetAsync("t");
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task Window_holds_every_call_that_comes_before_it_resets()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = NewClient(options => options.TimeProvider = clock);
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(Exhausted(_clock.GetUtcNow().AddSeconds(50)));
        await client.GetAsync("t");
        var calls = new[] { client.GetAsync("t"), client.GetAsync("t") };
        clock.Waits.Should().Equal(TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(50));
        _emulator.Requests.Should().ContainSingle();
        clock.Advance(TimeSpan.FromSeconds(50));
        await Task.WhenAll(calls);
    }

    [Fact]
    public async Task Window_is_over_once_the_service_says_that_something_remains()
    {
        using var client = NewClient();
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(Exhausted(_clock.GetUtcNow().AddSeconds(50)));
        await client.GetAsync("t");
        await client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(10) }).GetAsync("t");
        await client.GetAsync("t");
        _clock.Waits.Should().BeEmpty();
        _emulator.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Window_that_was_waited_for_does_not_begin_anew_where_nothing_is_sent_then()
    {
        var asked = 0;
        using var client = NewClient(options => options.CredentialProvider = new Provider(() => ++asked == 2 ? throw new InvalidOperationException("The vault is closed.") : _emulator.ApiKey));
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable)
            .WithHeader("Retry-After", "1").WithHeader("X-RateLimit-Remaining", "0").WithHeader("X-RateLimit-Reset", Unix(_clock.GetUtcNow().AddSeconds(50))));
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<TaxonomyException>();
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(49));
        await client.GetAsync("t");
        _clock.Waits.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(-4)]
    [InlineData(4)]
    public async Task Reset_counts_by_the_servers_clock(int hours)
    {
        using var client = NewClient();
        _emulator.Store.Add("t", Sample.FlatConfig);
        var serverTime = _clock.GetUtcNow().AddHours(hours);
        _emulator.Faults.Add(Exhausted(serverTime.AddSeconds(20)).WithHeader("Date", serverTime.ToString("r", CultureInfo.InvariantCulture)));
        await client.GetAsync("t");
        await client.GetAsync("t");
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(20));
    }

    [Theory]
    [InlineData("253402300799")]
    [InlineData("1893456000000")]
    [InlineData("0")]
    [InlineData("-5")]
    public async Task Reset_that_makes_no_sense_holds_nothing_back_and_loses_no_answer(string reset)
    {
        using var client = NewClient();
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(Exhausted(_clock.GetUtcNow()).WithHeader("X-RateLimit-Reset", reset));
        (await client.GetAsync("t")).TaxonomyName.Should().Be("product_tags");
        (await client.GetAsync("t")).TaxonomyName.Should().Be("t");
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task Refusal_says_itself_how_long_to_wait()
    {
        using var client = NewClient();
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests)
            .WithHeader("Retry-After", "2").WithHeader("X-RateLimit-Remaining", "0"));
        await client.GetAsync("t");
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Caller_may_cancel_while_a_request_is_held_back()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = NewClient(options => options.TimeProvider = clock);
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(Exhausted(_clock.GetUtcNow().AddSeconds(20)));
        await client.GetAsync("t");
        using var caller = new CancellationTokenSource();
        var call = client.GetAsync("t", cancellationToken: caller.Token);
        await Task.WhenAny(call, clock.WaitBegan.Task);
        await caller.CancelAsync();
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Creation_whose_time_ends_while_it_is_held_back_is_a_timeout_and_not_unknown()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = NewClient(options => options.TimeProvider = clock);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadRequest)
            .WithHeader("X-RateLimit-Remaining", "0")
            .WithHeader("X-RateLimit-Reset", Unix(_clock.GetUtcNow().AddSeconds(99))));
        await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyBadRequestException>();
        var call = client.CreateAsync(Sample.CreateRequest);
        await Task.WhenAny(call, clock.WaitBegan.Task);
        clock.Advance(TimeSpan.FromSeconds(100));
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Limiter_is_asked_for_each_request_and_given_its_permits_back(string name)
    {
        using var limiter = new RecordingLimiter();
        using var client = NewClient(options => options.RateLimiter = limiter);
        var operation = Sample.Operation(name);
        Sample.Seed(_emulator, operation);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests));
        await Sample.Calls[operation](client, CancellationToken.None);
        (limiter.Asked, limiter.Returned).Should().Be((2, 2));
        _emulator.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Limiter_holds_a_request_back_until_there_is_a_permit()
    {
        var bucket = new TokenBucketRateLimiterOptions
        {
            TokenLimit = 1,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromTicks(1),
            QueueLimit = 10,
            AutoReplenishment = false,
        };
        await using var limiter = new TokenBucketRateLimiter(bucket);
        using var handler = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler, options => options.RateLimiter = limiter);
        await client.GetAsync("t");
        var second = client.GetAsync("t");
        handler.Requests.Should().ContainSingle("the stub answers at once whatever reaches it");
        second.IsCompleted.Should().BeFalse();
        limiter.TryReplenish().Should().BeTrue();
        await second;
        handler.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Limiter_that_does_not_queue_is_asked_again_when_it_says()
    {
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4), null);
        using var client = NewClient(options => options.RateLimiter = limiter);
        var audited = client.WithOptions(new TaxonomyCallOptions { OnCompleted = _calls.Add });
        _emulator.Store.Add("t", Sample.FlatConfig);
        await audited.GetAsync("t");
        _clock.Waits.Select(PollyBackoff.Whole).Should().Equal(3, 4, PollyBackoff.Seconds[2]);
        PollyBackoff.Whole(_calls.Single().Attempts.Single().Held).Should().Be(7 + PollyBackoff.Seconds[2]);
        (limiter.Asked, limiter.Returned).Should().Be((4, 4));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Limiter_that_names_next_to_no_time_is_not_asked_in_a_tight_loop(int ticks)
    {
        using var limiter = new RecordingLimiter([.. Enumerable.Repeat<TimeSpan?>(TimeSpan.FromTicks(ticks), 1000)]);
        using var client = NewClient(options => options.RateLimiter = limiter);
        await client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(2) }).Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyTimeoutException>();
        limiter.Asked.Should().BeLessThanOrEqualTo(5);
        _clock.Waits.Should().NotBeEmpty().And.OnlyContain(wait => wait >= TimeSpan.FromSeconds(0.5));
    }

    [Fact]
    public async Task Limiter_without_a_permit_within_the_calls_time_ends_it_and_nothing_is_sent()
    {
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        using var client = NewClient(options => options.RateLimiter = limiter);
        var failure = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Message.Should().Be("TaxonomyClientOptions.RateLimiter gives no permit within the time of CreateTaxonomy (TotalTimeout); the request was not sent. Let more through, or raise TotalTimeout.");
        failure.Attempts.Should().BeEmpty();
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Limiter_that_does_not_say_when_is_not_waited_for_beyond_the_calls_time()
    {
        using var limiter = new RecordingLimiter([null]);
        using var client = NewClient(options => options.RateLimiter = limiter);
        var hurried = client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(0.1) });
        (await hurried.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyTimeoutException>()).WithMessage("*gives no permit*the request was not sent. Let more through, or raise TaxonomyCallOptions.Timeout.");
        limiter.Asked.Should().Be(1);
        _clock.Waits.Should().BeEmpty();
    }

    [Fact]
    public async Task Permit_that_comes_when_the_calls_time_is_over_is_given_back()
    {
        using var limiter = new RecordingLimiter { OnAsked = () => _clock.Advance(TimeSpan.FromSeconds(100)) };
        using var client = NewClient(options => options.RateLimiter = limiter);
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyTimeoutException>();
        (limiter.Asked, limiter.Returned).Should().Be((1, 1));
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Limiter_is_asked_as_long_as_it_takes_where_the_calls_time_is_infinite()
    {
        using var limiter = new RecordingLimiter([.. Enumerable.Repeat<TimeSpan?>(TimeSpan.FromHours(1), 5)]);
        using var client = NewClient(options => (options.RateLimiter, options.TotalTimeout) = (limiter, Timeout.InfiniteTimeSpan));
        (await client.CreateAsync(Sample.CreateRequest)).TaxonomyName.Should().Be("product_tags");
        limiter.Asked.Should().Be(6);
    }

    [Fact]
    public async Task Limiter_that_gives_nothing_after_a_lost_answer_leaves_the_outcome_unknown()
    {
        using var limiter = new RecordingLimiter(null, null, TimeSpan.FromSeconds(600)) { Permits = 1 };
        using var client = NewClient(options => options.RateLimiter = limiter);
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var failure = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.TaxonomyName.Should().Be("product_tags");
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Limiter_that_fails_is_named_and_nothing_is_sent()
    {
        var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        await limiter.DisposeAsync();
        using var client = NewClient(options => options.RateLimiter = limiter);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<TaxonomyException>()).Which;
        failure.Message.Should().Be("TaxonomyClientOptions.RateLimiter failed; nothing was sent. See the inner exception.");
        failure.InnerException.Should().BeOfType<ObjectDisposedException>();
        failure.Operation.Should().Be(TaxonomyOperations.Get);
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Limiter_is_not_disposed_with_the_client()
    {
        await using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1 });
        NewClient(options => options.RateLimiter = limiter).Dispose();
        using var lease = await limiter.AcquireAsync(1);
        lease.IsAcquired.Should().BeTrue();
    }

    private static TaxonomyFault Exhausted(DateTimeOffset reset) => TaxonomyFault.Answer(HttpStatusCode.OK, Sample.TaxonomyJson)
        .WithHeader("X-RateLimit-Remaining", "0")
        .WithHeader("X-RateLimit-Reset", Unix(reset));

    private static string Unix(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    private TaxonomyClient NewClient(Action<TaxonomyClientOptions>? configure = null) => Sample.ClientOf(_emulator, _clock, configure);

    private sealed class Provider(Func<string> key) : ITaxonomyCredentialProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(key());
    }
}
