using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Timeouts and the caller's cancellation, which are never taken for one another.</summary>
public sealed class TimeoutTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;

    public static TheoryData<string> AllOperations => [.. Sample.Calls.Keys.Select(operation => operation.Name)];

    public async ValueTask InitializeAsync() => _emulator = await TaxonomyEmulator.StartAsync();

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Attempt_that_is_not_answered_is_repeated_for_a_read()
    {
        using var client = Client();
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = client.GetAsync("t");
        await _emulator.Requests.WaitForAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(29.9));
        call.IsCompleted.Should().BeFalse();
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        (await call).TaxonomyName.Should().Be("t");
        _emulator.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Read_that_is_never_answered_ends_in_the_attempts_timeout()
    {
        using var client = Client(options => options.MaxRetries = 1);
        _emulator.Faults.Add(TaxonomyFault.Stall() with { Times = 2 });
        var call = client.GetAsync("t");
        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await _emulator.Requests.WaitForAsync(attempt);
            _clock.Advance(TimeSpan.FromSeconds(30));
        }

        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Timeout.Should().Be(TimeSpan.FromSeconds(30));
        failure.Message.Should().Be("GetTaxonomy was not answered within 30 s (AttemptTimeout). Raise it where the service needs longer.");
        failure.Attempts.Select(attempt => attempt.Failure).Should().Equal("not answered in time", "not answered in time");
        failure.Attempts[0].Elapsed.Should().Be(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Creation_without_a_name_that_is_not_answered_is_unknown_and_not_repeated()
    {
        using var client = Client();
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = client.CreateVersionAsync("t", Sample.FlatConfig);
        await _emulator.Requests.WaitForAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.TaxonomyName.Should().BeNull();
        failure.InnerException.Should().BeOfType<TaxonomyTimeoutException>();
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("GetTaxonomy", typeof(TaxonomyTimeoutException))]
    [InlineData("CloneTaxonomy", typeof(TaxonomyOutcomeUnknownException))]
    public async Task Call_ends_with_its_total_time(string operation, Type type)
    {
        using var client = Client(options => options.AttemptTimeout = Timeout.InfiniteTimeSpan);
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = Call(operation, client, CancellationToken.None);
        await _emulator.Requests.WaitForAsync(1);
        _clock.Advance(TimeSpan.FromSeconds(100));
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyException>()).Which;
        failure.Should().BeOfType(type);
        var timeout = failure as TaxonomyTimeoutException ?? (TaxonomyTimeoutException)failure.InnerException!;
        timeout.Timeout.Should().Be(TimeSpan.FromSeconds(100));
        timeout.Message.Should().Be($"{operation} did not end within 100 s (TotalTimeout). Raise it where the service needs longer.");
        timeout.Operation!.Name.Should().Be(operation);
        timeout.InnerException.Should().BeOfType<Polly.Timeout.TimeoutRejectedException>();
    }

    [Theory]
    [InlineData(true, "GetTaxonomy was not answered within 1.235 s (AttemptTimeout). Raise it where the service needs longer.")]
    [InlineData(false, "GetTaxonomy did not end within 1.235 s (TotalTimeout). Raise it where the service needs longer.")]
    public async Task Timeout_is_told_in_milliseconds_at_most(bool isOfAttempt, string message)
    {
        var timeout = TimeSpan.FromSeconds(1.2345678);
        using var client = Client(options =>
        {
            options.MaxRetries = 0;
            if (isOfAttempt)
                options.AttemptTimeout = timeout;
            else
                options.TotalTimeout = timeout;
        });
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = client.GetAsync("t");
        await _emulator.Requests.WaitForAsync(1);
        _clock.Advance(timeout);
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        (failure.Message, failure.Operation).Should().Be((message, TaxonomyOperations.Get));
    }

    [Theory]
    [InlineData(false, "TotalTimeout")]
    [InlineData(true, "TaxonomyCallOptions.Timeout")]
    public async Task Timeout_that_ends_a_call_is_named_even_where_its_timer_is_early(bool isOfView, string name)
    {
        var timeout = TimeSpan.FromSeconds(2);
        var clock = new EarlyClock();
        using var client = Sample.ClientOf(_emulator, clock, options => options.TotalTimeout = isOfView ? options.TotalTimeout : timeout);
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = client.WithOptions(new TaxonomyCallOptions { Timeout = isOfView ? timeout : null }).GetAsync("t");
        await _emulator.Requests.WaitForAsync(1);
        clock.Lead = TimeSpan.FromMilliseconds(1);
        clock.Advance(timeout);
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>())
            .WithMessage($"GetTaxonomy did not end within 2 s ({name}). Raise it where the service needs longer.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Look_up_ends_even_where_the_time_of_calls_is_infinite(bool hasAttemptTimeout)
    {
        using var client = Client(options =>
        {
            options.TotalTimeout = Timeout.InfiniteTimeSpan;
            options.AttemptTimeout = hasAttemptTimeout ? TimeSpan.FromHours(1) : Timeout.InfiniteTimeSpan;
        });
        _emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.InternalServerError), TaxonomyFault.Stall());
        var call = client.CreateAsync(Sample.CreateRequest);
        await _emulator.Requests.WaitForAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(100));
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        var timeout = failure.InnerException.Should().BeOfType<TaxonomyTimeoutException>().Which;
        timeout.Message.Should().Be("CreateTaxonomy did not end within 100 s after its last answer, in 2 attempts. Set TotalTimeout where the service needs longer.");
        timeout.Timeout.Should().Be(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public async Task Total_time_is_set_for_a_call_and_keeps_the_last_answer()
    {
        using var client = Client();
        _emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.BadGateway), TaxonomyFault.Stall());
        var call = client.WithOptions(new TaxonomyCallOptions { Timeout = TimeSpan.FromSeconds(5) }).GetAsync("t");
        await _emulator.Requests.WaitForAsync(2);
        _clock.Advance(TimeSpan.FromSeconds(5));
        var failure = (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Timeout.Should().Be(TimeSpan.FromSeconds(5));
        failure.InnerException.Should().BeOfType<TaxonomyServerException>();
        failure.Attempts.Should().HaveCount(2);
    }

    [Fact]
    public async Task Creation_whose_time_ends_while_it_waits_is_a_timeout_and_not_unknown()
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = Client(options => options.TimeProvider = clock);
        _emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "99"));
        var call = client.CreateAsync(Sample.CreateRequest);
        await clock.WaitBegan.Task;
        clock.Advance(TimeSpan.FromSeconds(100));
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyTimeoutException>())
            .Which.InnerException.Should().BeOfType<TaxonomyRateLimitException>();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Callers_cancellation_stays_its_own_while_an_attempt_runs(string operation)
    {
        using var client = Client();
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = Call(operation, client, caller.Token);
        await _emulator.Requests.WaitForAsync(1);
        await caller.CancelAsync();
        await CancelledAsync(call, caller.Token);
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Callers_cancellation_ends_a_wait(string operation)
    {
        var clock = new SkippingClock { HoldsWaits = true };
        using var client = Client(options => options.TimeProvider = clock);
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.Answer(System.Net.HttpStatusCode.TooManyRequests));
        var call = Call(operation, client, caller.Token);
        await clock.WaitBegan.Task;
        await caller.CancelAsync();
        await CancelledAsync(call, caller.Token);
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Token_that_is_cancelled_already_sends_nothing(string operation)
    {
        using var client = Client();
        using var caller = new CancellationTokenSource();
        await caller.CancelAsync();
        await CancelledAsync(Call(operation, client, caller.Token), caller.Token);
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Connection_that_is_not_made_in_time_is_no_cancellation()
    {
        using var handler = new StubHandler((_, _, _) => throw new TaskCanceledException("connect", new TimeoutException()));
        using var client = Sample.Client(handler, options => options.MaxRetries = 0);
        (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyConnectionException>())
            .WithMessage("*could not be made in time*");
    }

    private static Task Call(string operation, ITaxonomyClient client, CancellationToken token) =>
        Sample.Calls.Single(call => call.Key.Name == operation).Value(client, token);

    private static async Task CancelledAsync(Task call, CancellationToken token) =>
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>())
            .Which.CancellationToken.Should().Be(token);

    private TaxonomyClient Client(Action<TaxonomyClientOptions>? configure = null) => Sample.ClientOf(_emulator, _clock, configure);

    /// <summary>A clock whose timers may be a little early, as the system's may.</summary>
    private sealed class EarlyClock : FakeTimeProvider
    {
        public TimeSpan Lead { get; set; }

        public override long GetTimestamp() => base.GetTimestamp() - Lead.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond;
    }
}
