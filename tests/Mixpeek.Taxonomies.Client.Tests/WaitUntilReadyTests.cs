using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A wait for a taxonomy lasts until its own deadline, whatever passes meanwhile.</summary>
public sealed class WaitUntilReadyTests
{
    private const string NotReady = """{"taxonomy_id":"tax_1","taxonomy_name":"products","ready":false}""";
    private const string Ready = """{"taxonomy_id":"tax_1","taxonomy_name":"products","ready":true}""";

    private readonly SkippingClock _clock = new();

    /// <summary>What may pass, and the exception of a read that meets it until the end.</summary>
    public static TheoryData<string, Type> Outages => new()
    {
        { "refused", typeof(TaxonomyConnectionException) },
        { "broken", typeof(TaxonomyConnectionException) },
        { "stalled", typeof(TaxonomyTimeoutException) },
        { "408", typeof(TaxonomyApiException) },
        { "409", typeof(TaxonomyConflictException) },
        { "429", typeof(TaxonomyRateLimitException) },
        { "500", typeof(TaxonomyServerException) },
        { "502", typeof(TaxonomyServerException) },
        { "503", typeof(TaxonomyServerException) },
        { "520", typeof(TaxonomyServerException) },
        { "404 of a gateway", typeof(TaxonomyNotFoundException) },
        { "html", typeof(TaxonomySerializationException) },
        { "empty", typeof(TaxonomySerializationException) },
        { "no success", typeof(TaxonomyApiException) },
        { "another taxonomy", typeof(TaxonomySerializationException) },
    };

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Wait_outlasts_an_outage(string outage, Type reason)
    {
        using var handler = new StubHandler((_, index, token) => index < 30 ? FailAsync(outage, token) : Answer(Ready));
        using var client = Sample.Client(handler, options => (options.TimeProvider, options.TotalTimeout) = (_clock, Timeout.InfiniteTimeSpan));
        var seen = new List<TaxonomyReadiness>();
        (await client.WaitUntilReadyAsync("tax_1", new TaxonomyWaitOptions { Timeout = TimeSpan.FromHours(2) }, new Progress(seen))).Ready.Should().BeTrue();
        seen.SkipLast(1).Should().HaveCountGreaterThan(3).And.OnlyContain(poll => poll.Failure!.GetType() == reason && poll.Taxonomy == null && poll.NextPoll != null);
        (seen[^1].Failure, seen[^1].Taxonomy!.TaxonomyId, seen[^1].NextPoll).Should().Be((null, "tax_1", null));
        seen.Select(poll => poll.Polls).Should().Equal(Enumerable.Range(1, seen.Count));
    }

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Wait_that_fails_until_its_deadline_says_why(string outage, Type reason)
    {
        using var handler = new StubHandler((_, _, token) => FailAsync(outage, token));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var failure = (await client.Awaiting(c => c.WaitUntilReadyAsync("tax_1")).Should().ThrowExactlyAsync<TaxonomyTimeoutException>()).Which;
        failure.Timeout.Should().Be(TimeSpan.FromMinutes(10));
        failure.InnerException.Should().BeOfType(reason);
        failure.Message.Should().StartWith("The taxonomy 'tax_1' is not ready within 600 s, after ").And.EndWith($" reads. The last read failed: {failure.InnerException!.Message}");
        failure.Attempts.Should().NotBeEmpty();
    }

    [Fact]
    public async Task Outage_of_the_service_over_sockets_is_outlasted()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { PollsUntilReady = 2 });
        using var client = Sample.ClientOf(emulator, _clock);
        emulator.Store.Add("products", new HierarchicalTaxonomyConfig { RetrieverId = "ret_clip_v1", InferenceStrategy = HierarchyInferenceStrategy.Cluster, InferenceCollections = ["col_products_v1"] });
        emulator.Faults.Add(
            TaxonomyFault.Answer(HttpStatusCode.BadGateway) with { Times = 4 },
            TaxonomyFault.DropBeforeProcessing() with { Times = 8 },
            TaxonomyFault.Garbage(),
            TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "150"));
        (await client.WaitUntilReadyAsync("products")).Ready.Should().BeTrue();
        _clock.Waits.Should().Contain(TimeSpan.FromSeconds(150));
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task Wait_that_the_service_asks_for_comes_before_the_next_read(HttpStatusCode status)
    {
        using var handler = new StubHandler((_, index, _) => index == 0 ? Answer("{}", status, "300") : Answer(Ready));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        await client.WaitUntilReadyAsync("products");
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(300));
    }

    [Fact]
    public async Task Wait_that_the_service_asks_for_beyond_the_deadline_ends_with_a_last_read()
    {
        using var handler = new StubHandler((_, _, _) => Answer("{}", HttpStatusCode.TooManyRequests, "700"));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var failure = (await client.Awaiting(c => c.WaitUntilReadyAsync("products")).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.InnerException.Should().BeOfType<TaxonomyRateLimitException>().Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(700));
        handler.Requests.Should().HaveCount(2);
        _clock.Waits.Should().Equal(TimeSpan.FromSeconds(599));
    }

    [Fact]
    public async Task Taxonomy_that_is_ready_shortly_before_the_deadline_is_found()
    {
        using var handler = new StubHandler((_, index, _) => index == 0 ? Answer("{}", HttpStatusCode.TooManyRequests, "3600") : Answer(Sample.TaxonomyJson.Replace("{", "{\"ready\":true,", StringComparison.Ordinal)));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.WaitUntilReadyAsync("product_tags")).Ready.Should().BeTrue();
    }

    [Fact]
    public async Task Deadline_within_the_repeats_of_the_first_read_has_its_failure()
    {
        using var handler = new StubHandler((_, _, _) => Answer("{}", HttpStatusCode.BadGateway));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var failure = (await client.Awaiting(c => c.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { Timeout = TimeSpan.FromSeconds(2) })).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Timeout.Should().Be(TimeSpan.FromSeconds(2));
        failure.InnerException.Should().BeOfType<TaxonomyServerException>().Which.StatusCode.Should().Be(HttpStatusCode.BadGateway);
        _clock.Waits.Sum(wait => wait.TotalSeconds).Should().BeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Deadline_within_a_read_that_stalls_has_the_failure_of_the_attempt_before()
    {
        using var handler = new StubHandler(async (_, index, token) =>
        {
            if (index == 0)
                return await Answer("{}", HttpStatusCode.BadGateway);
            _clock.Advance(TimeSpan.FromSeconds(20));
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException();
        });
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var failure = (await client.Awaiting(c => c.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { Timeout = TimeSpan.FromSeconds(20) })).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.InnerException.Should().BeOfType<TaxonomyServerException>();
        failure.Message.Should().Contain("within 20 s").And.Contain("502");
    }

    [Fact]
    public async Task Failure_before_reads_that_succeeded_is_still_reported()
    {
        using var handler = new StubHandler((_, index, _) => index == 0 ? Answer("{}", HttpStatusCode.TooManyRequests, "200") : Answer(NotReady));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        var failure = (await client.Awaiting(c => c.WaitUntilReadyAsync("products")).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.InnerException.Should().BeOfType<TaxonomyRateLimitException>();
        failure.Message.Should().Contain("An earlier read failed: ").And.Contain("429");
    }

    [Theory]
    [InlineData(401, "{}", typeof(TaxonomyAuthenticationException))]
    [InlineData(403, "{}", typeof(TaxonomyPermissionException))]
    [InlineData(400, "{}", typeof(TaxonomyBadRequestException))]
    [InlineData(422, "{}", typeof(TaxonomyValidationException))]
    [InlineData(302, "{}", typeof(TaxonomyApiException))]
    [InlineData(501, "{}", typeof(TaxonomyServerException))]
    [InlineData(404, """{"error":{"type":"NotFoundError"}}""", typeof(TaxonomyNotFoundException))]
    [InlineData(404, """{"detail":"Taxonomy 'products' not found"}""", typeof(TaxonomyNotFoundException))]
    [InlineData(404, """{"success":false,"status":404,"error":{"message":"Taxonomy not found"}}""", typeof(TaxonomyNotFoundException))]
    [InlineData(404, """{"error":{"type":"NotFoundError","details":{"resource":"namespace"}}}""", typeof(TaxonomyNotFoundException))]
    public async Task Refusal_that_does_not_pass_ends_the_wait(int status, string body, Type expected)
    {
        using var handler = new StubHandler((_, index, _) => index == 0 ? Answer(NotReady) : Answer(body, (HttpStatusCode)status));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.Awaiting(c => c.WaitUntilReadyAsync("products")).Should().ThrowAsync<TaxonomyApiException>()).Which.Should().BeOfType(expected);
        handler.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Limiter_without_a_permit_and_a_credential_provider_that_fails_may_pass()
    {
        using var handler = new StubHandler((_, _, _) => Answer(Ready));
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(500));
        using var held = Sample.Client(handler, options => (options.TimeProvider, options.RateLimiter) = (_clock, limiter));
        var seen = new List<TaxonomyReadiness>();
        (await held.WaitUntilReadyAsync("products", progress: new Progress(seen))).Ready.Should().BeTrue();
        seen[0].Failure.Should().BeOfType<TaxonomyTimeoutException>();

        using var unlocked = Sample.Client(handler, options => (options.TimeProvider, options.CredentialProvider) = (_clock, new OpensLate()));
        (await unlocked.WaitUntilReadyAsync("products")).Ready.Should().BeTrue();
    }

    [Fact]
    public async Task Caller_can_cancel_between_reads_that_fail()
    {
        using var caller = new CancellationTokenSource();
        using var handler = new StubHandler((_, _, _) => Answer("{}", HttpStatusCode.TooManyRequests, "300"));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        _clock.OnWait = _ =>
        {
            caller.Cancel();
            return false;
        };
        await client.Awaiting(c => c.WaitUntilReadyAsync("products", cancellationToken: caller.Token)).Should().ThrowAsync<OperationCanceledException>();
        handler.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Client_without_a_bound_on_its_calls_keeps_the_deadline()
    {
        using var handler = new StubHandler(async (_, _, token) =>
        {
            _clock.Advance(TimeSpan.FromSeconds(50));
            await new TaskCompletionSource().Task.WaitAsync(token);
            throw new InvalidOperationException();
        });
        using var client = Sample.Client(handler, options => (options.TimeProvider, options.TotalTimeout, options.AttemptTimeout) = (_clock, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        var failure = (await client.Awaiting(c => c.WaitUntilReadyAsync("products", new TaxonomyWaitOptions { Timeout = TimeSpan.FromSeconds(50) })).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Message.Should().Be("The taxonomy 'products' is not ready within 50 s, after 1 read.");
    }

    private static Task<HttpResponseMessage> Answer(string body, HttpStatusCode status = HttpStatusCode.OK, string? retryAfter = null)
    {
        var response = StubHandler.Json((status, body));
        if (retryAfter is not null)
            response.Headers.Add("Retry-After", retryAfter);
        return Task.FromResult(response);
    }

    private async Task<HttpResponseMessage> FailAsync(string outage, CancellationToken cancellationToken)
    {
        switch (outage)
        {
            case "refused":
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");
            case "broken":
                throw new HttpRequestException(HttpRequestError.ResponseEnded, "gone");
            case "stalled":
                await _clock.StallAsync(cancellationToken);
                throw new InvalidOperationException();
            case "404 of a gateway":
                return new HttpResponseMessage(HttpStatusCode.NotFound) { Content = new StringContent("<html>default backend", null, "text/html") };
            case "html":
                return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("<html>Sign in", null, "text/html") };
            case "empty":
                return await Answer("");
            case "no success":
                return await Answer("""{"success":false,"error":{"message":"not now"}}""");
            case "another taxonomy":
                return await Answer(Ready.Replace("tax_1", "tax_2", StringComparison.Ordinal));
            default:
                return await Answer("{}", (HttpStatusCode)int.Parse(outage, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private sealed class OpensLate : ITaxonomyCredentialProvider
    {
        private int _asked;

        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) =>
            ++_asked < 3 ? throw new InvalidOperationException("The vault is closed.") : ValueTask.FromResult(Sample.ApiKey);
    }

    private sealed class Progress(List<TaxonomyReadiness> seen) : IProgress<TaxonomyReadiness>
    {
        public void Report(TaxonomyReadiness value) => seen.Add(value);
    }
}
