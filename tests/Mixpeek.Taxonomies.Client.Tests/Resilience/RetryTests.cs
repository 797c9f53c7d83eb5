using System.Globalization;
using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What is repeated, how often and after how long: over real sockets, on a clock that no test waits for.</summary>
public sealed class RetryTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    public static TheoryData<string> AllOperations => [.. Sample.Calls.Keys.Select(operation => operation.Name)];

    public static TheoryData<string> Creations => Those(OperationSafety.CreatesByName);

    public static TheoryData<string> NamelessCreations => Those(OperationSafety.Creates);

    public static TheoryData<string> Others => [.. Those(OperationSafety.Read), .. Those(OperationSafety.Idempotent)];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _client = Sample.ClientOf(_emulator, _clock);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Too_many_requests_is_repeated_for_every_operation(string operation)
    {
        Seed(operation);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests) with { Times = 3 });
        await CallAsync(operation);
        Seconds.Should().Equal(PollyBackoff.Seconds.Take(3));
        _emulator.Requests.Should().HaveCount(4);
        _emulator.Requests.Select(request => request.Body).Distinct().Should().ContainSingle("a repeat is the same request");
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Failure_of_the_service_is_repeated_where_a_repeat_does_no_harm(string operation)
    {
        foreach (var status in new[] { 408, 500, 502, 503, 504 })
        {
            Seed(operation);
            _emulator.Faults.Add(TaxonomyFault.Answer((HttpStatusCode)status));
            await CallAsync(operation);
        }

        _clock.Waits.Should().HaveCount(5);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public async Task Broken_connection_is_repeated_where_a_repeat_does_no_harm(string operation)
    {
        Seed(operation);
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.DropBeforeProcessing());
        await CallAsync(operation);
        _emulator.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task Body_that_breaks_off_is_asked_for_again()
    {
        _emulator.Store.Add("product_tags", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.TruncateBody());
        (await _client.GetAsync("product_tags")).TaxonomyName.Should().Be("product_tags");
        _emulator.Requests.Should().HaveCount(2);
    }

    [Theory]
    [MemberData(nameof(NamelessCreations))]
    public async Task Creation_that_no_name_tells_apart_is_not_repeated_once_it_may_have_taken_effect(string operation)
    {
        foreach (var fault in new[]
        {
            TaxonomyFault.DropBeforeProcessing(),
            TaxonomyFault.DropAfterProcessing(),
            TaxonomyFault.TruncateBody(),
            TaxonomyFault.Answer(HttpStatusCode.InternalServerError),
            TaxonomyFault.Answer(HttpStatusCode.BadGateway),
            TaxonomyFault.Answer(HttpStatusCode.GatewayTimeout),
            TaxonomyFault.Answer(HttpStatusCode.RequestTimeout),
        })
        {
            await using var emulator = await TaxonomyEmulator.StartAsync();
            using var client = Sample.ClientOf(emulator, _clock);
            Seed(operation, emulator);
            emulator.Faults.Add(fault);
            var before = emulator.Store.Taxonomies.Count;

            var call = FluentActions.Awaiting(() => Sample.Calls[Sample.Operation(operation)](client, CancellationToken.None));
            var failure = (await call.Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;

            emulator.Requests.Should().ContainSingle();
            emulator.Store.Taxonomies.Count.Should().BeLessThanOrEqualTo(before + 1);
            failure.TaxonomyName.Should().BeNull();
            failure.Message.Should().Contain("whether it took effect is not known");
            failure.InnerException.Should().BeAssignableTo<TaxonomyException>();
            failure.Attempts.Should().ContainSingle();
            failure.Operation!.Name.Should().Be(operation);
        }

        _clock.Waits.Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Creation_is_repeated_where_the_service_did_not_handle_it(string operation)
    {
        Seed(operation);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable), TaxonomyFault.Answer(HttpStatusCode.TooManyRequests));
        await CallAsync(operation);
        _emulator.Requests.Should().HaveCount(3);
    }

    [Theory]
    [MemberData(nameof(NamelessCreations))]
    public async Task Creation_that_no_name_tells_apart_is_not_repeated_even_where_the_service_says_that_it_was_unavailable(string operation)
    {
        Seed(operation);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
        var call = FluentActions.Awaiting(() => CallAsync(operation));
        await call.Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        _emulator.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(AllOperations))]
    public async Task Refused_connection_is_repeated_for_every_operation(string operation)
    {
        var closed = await TaxonomyEmulator.StartAsync();
        await closed.DisposeAsync();
        using var client = Sample.ClientOf(closed, _clock);
        var call = FluentActions.Awaiting(() => Sample.Calls[Sample.Operation(operation)](client, CancellationToken.None));
        var failure = (await call.Should().ThrowExactlyAsync<TaxonomyConnectionException>()).Which;
        failure.Attempts.Should().HaveCount(4);
        failure.Attempts.SkipLast(1).Select(attempt => PollyBackoff.Whole(attempt.Delay!.Value)).Should().Equal(PollyBackoff.Seconds.Take(3));
        failure.Attempts[^1].Delay.Should().BeNull();
        failure.Attempts[0].Failure.Should().Contain("refused");
        failure.InnerException.Should().BeOfType<HttpRequestException>();
    }

    [Fact]
    public async Task Last_answer_is_the_error_after_the_last_repeat()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable) with { Times = 4 });
        var failure = (await _client.Awaiting(client => client.GetAsync("t")).Should().ThrowAsync<TaxonomyServerException>()).Which;
        failure.Attempts.Select(attempt => attempt.Number).Should().Equal(1, 2, 3, 4);
        failure.Attempts.Should().OnlyContain(attempt => attempt.StatusCode == HttpStatusCode.ServiceUnavailable && attempt.RequestId != null);
        failure.RequestId.Should().Be(failure.Attempts[3].RequestId);
        _emulator.Faults.Pending.Should().Be(0);
    }

    [Fact]
    public async Task Number_of_repeats_is_set_for_the_client_and_for_a_call()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable) with { Times = 100 });
        await FailAsync(_client.WithOptions(new TaxonomyCallOptions { MaxRetries = 0 }));
        _emulator.Requests.Should().ContainSingle();
        _emulator.Requests.Clear();
        await FailAsync(_client.WithOptions(new TaxonomyCallOptions { MaxRetries = 5 }));
        _emulator.Requests.Should().HaveCount(6);
        Seconds.Should().Equal(PollyBackoff.Seconds.Take(5));

        static async Task FailAsync(ITaxonomyClient client) =>
            await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyServerException>();
    }

    [Theory]
    [InlineData("7", 7.0)]
    [InlineData("0", null)]
    [InlineData("1.5", 1.5)]
    [InlineData("soon", null)]
    [InlineData("-3", null)]
    [InlineData("Thu, 01 Jan 2026 00:00:00 GMT", null)]
    [InlineData("", null)]
    [InlineData("NaN", null)]
    [InlineData("Infinity", null)]
    public async Task Retry_after_is_waited_for(string header, double? seconds)
    {
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", header));
        await _client.GetAsync("t");
        Seconds.Should().Equal(seconds ?? PollyBackoff.Seconds[0]);
    }

    [Fact]
    public async Task Retry_after_as_a_date_counts_from_the_servers_own_clock()
    {
        _emulator.Store.Add("t", Sample.FlatConfig);
        var serverTime = new DateTimeOffset(2031, 5, 1, 8, 0, 0, TimeSpan.Zero);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable)
            .WithHeader("Date", serverTime.ToString("r", CultureInfo.InvariantCulture))
            .WithHeader("Retry-After", serverTime.AddSeconds(9).ToString("r", CultureInfo.InvariantCulture)));
        await _client.GetAsync("t");
        Seconds.Should().Equal(9);
    }

    [Fact]
    public async Task Retry_after_is_read_from_the_details_where_no_header_has_it()
    {
        _emulator.Store.Add("t", Sample.FlatConfig);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests, Payload.Read("43-resp-error-429-limit-window-retry_after")));
        await _client.GetAsync("t");
        Seconds.Should().Equal(15);
    }

    [Theory]
    [InlineData("100")]
    [InlineData("86400")]
    [InlineData("99999999999999999999")]
    public async Task Retry_after_beyond_the_calls_time_fails_at_once(string header)
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", header));
        var failure = (await _client.Awaiting(client => client.GetAsync("t")).Should().ThrowAsync<TaxonomyRateLimitException>()).Which;
        failure.RetryAfter.Should().BeGreaterThanOrEqualTo(TimeSpan.FromSeconds(100));
        failure.RateLimit!.Limit.Should().Be(100_000);
        failure.RateLimit.Window.Should().Be(TimeSpan.FromMinutes(1));
        failure.RateLimit.ResetsAt.Should().NotBeNull();
        _clock.Waits.Should().BeEmpty();
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Waits_never_add_up_to_more_than_the_calls_time()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "40") with { Times = 9 });
        await _client.Awaiting(client => client.GetAsync("t")).Should().ThrowAsync<TaxonomyRateLimitException>();
        Seconds.Should().Equal(40, 40);
    }

    [Theory]
    [InlineData(0, new[] { 0.25, 0.5, 1, 2, 4, 4 })]
    [InlineData(1, new[] { 0.5, 1, 2, 4, 8, 8 })]
    public void Wait_after_a_look_up_doubles_to_eight_seconds_and_jitters_down_to_half(double jitter, double[] seconds) =>
        Enumerable.Range(0, 6).Select(retry => RetryDelay.AfterLookUp(retry, null, jitter).TotalSeconds).Should().Equal(seconds);

    [Theory]
    [InlineData(100)]
    [InlineData(int.MaxValue)]
    public void Wait_after_a_look_up_stays_at_its_longest_however_often_a_call_is_repeated(int retry) =>
        RetryDelay.AfterLookUp(retry, null, 1).Should().Be(TimeSpan.FromSeconds(8));

    [Theory]
    [InlineData(7, 7)]
    [InlineData(0.001, 0.001)]
    [InlineData(0, 0.5)]
    [InlineData(-1, 0.5)]
    public void Wait_after_a_look_up_is_what_the_service_asks_for(double asked, double seconds) =>
        RetryDelay.AfterLookUp(0, TimeSpan.FromSeconds(asked), 1).Should().Be(TimeSpan.FromSeconds(seconds));

    [Fact]
    public async Task Wait_that_takes_all_the_time_that_is_left_ends_the_call_at_once()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable) with { Times = 100 });
        var wait = (await FailAsync(new TaxonomyCallOptions { MaxRetries = 1 })).Attempts[0].Delay!.Value;
        var waits = _clock.Waits.Count;
        (await FailAsync(new TaxonomyCallOptions { Timeout = wait })).Attempts.Should().ContainSingle();
        _clock.Waits.Should().HaveCount(waits);

        async Task<TaxonomyServerException> FailAsync(TaxonomyCallOptions options) =>
            (await _client.WithOptions(options).Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyServerException>()).Which;
    }

    private IEnumerable<double> Seconds => _clock.Waits.Select(wait => wait.TotalSeconds);

    private static TheoryData<string> Those(OperationSafety safety) =>
        [.. Sample.Calls.Keys.Where(operation => operation.Safety == safety).Select(operation => operation.Name)];

    private Task CallAsync(string operation) => Sample.Calls[Sample.Operation(operation)](_client, CancellationToken.None);

    private void Seed(string operation, TaxonomyEmulator? emulator = null) => Sample.Seed(emulator ?? _emulator, Sample.Operation(operation));
}
