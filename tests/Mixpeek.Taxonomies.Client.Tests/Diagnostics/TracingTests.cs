using System.Diagnostics;
using System.Net;
using System.Threading.RateLimiting;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Each call is one client span, as the OpenTelemetry SDK exports it: over real sockets, with .NET's own spans below it.</summary>
public sealed class TracingTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock });
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Clone_is_a_client_span_over_that_of_its_request()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        await client.CloneAsync("product_tags", Sample.CloneRequest);

        var spans = trace.EndAndTakeAll();
        spans.Should().HaveCount(2);
        var (request, call) = (spans[0], spans[1]);
        (call.DisplayName, call.Kind, call.Status, call.ParentSpanId).Should().Be(("CloneTaxonomy", ActivityKind.Client, ActivityStatusCode.Unset, trace.Root.SpanId));
        (call.Source.Name, call.Source.Version).Should().Be(("Mixpeek.Taxonomies.Client", "0.1.0"));
        call.TagObjects.Should().BeEquivalentTo(new Dictionary<string, object?>
        {
            ["http.request.method"] = "POST",
            ["url.template"] = "/v1/taxonomies/{taxonomy_identifier}/clone",
            ["server.address"] = "127.0.0.1",
            ["server.port"] = _emulator.BaseAddress.Port,
            ["http.response.status_code"] = 201,
            ["mixpeek.namespace"] = _emulator.Namespace,
        });
        Events(call).Should().Equal("attempt 1 CloneTaxonomy 201");
        (request.Source.Name, request.ParentSpanId, request.GetTagItem("http.response.status_code")).Should().Be(("System.Net.Http", call.SpanId, 201));
    }

    [Fact]
    public async Task Repeat_is_counted_and_its_wait_is_an_event()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "2"));
        await client.GetAsync("product_tags");

        var spans = trace.EndAndTakeAll();
        var call = spans.Should().ContainSingle(span => span.DisplayName == "GetTaxonomy").Subject;
        (call.GetTagItem("http.request.resend_count"), call.GetTagItem("http.response.status_code"), call.GetTagItem("error.type")).Should().Be((1, 200, null));
        Events(call).Should().Equal("attempt 1 GetTaxonomy 503 503 InferenceServiceUnavailableError", "wait GetTaxonomy retry 2", "attempt 2 GetTaxonomy 200");
        spans.Where(span => span != call).Should().HaveCount(2).And.OnlyContain(span => span.ParentSpanId == call.SpanId);
    }

    [Fact]
    public async Task Outcome_that_a_look_up_recovers_is_a_success_with_its_story()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing());
        (await client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "new_tags" })).TaxonomyName.Should().Be("new_tags");

        var call = trace.EndAndTakeCalls().Should().ContainSingle().Subject;
        (call.Status, call.GetTagItem("error.type"), call.GetTagItem("http.response.status_code"), call.GetTagItem("http.request.resend_count"))
            .Should().Be((ActivityStatusCode.Unset, null, 500, null));
        Events(call).Should().Equal(
            "attempt 1 CreateTaxonomy 500 500 InternalServerError", "look_up 500 InternalServerError", "attempt 2 GetTaxonomy 200", "recovery");
    }

    [Fact]
    public async Task Outcome_that_stays_unknown_is_an_error_of_its_own_type()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var failure = (await client.Awaiting(c => c.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;

        var call = trace.EndAndTakeCalls().Should().ContainSingle().Subject;
        (call.Status, call.StatusDescription, call.GetTagItem("error.type"), call.GetTagItem("http.response.status_code"))
            .Should().Be((ActivityStatusCode.Error, failure.Message, typeof(TaxonomyOutcomeUnknownException).FullName, null));
    }

    [Fact]
    public async Task Refusal_is_an_error_of_its_status()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        var failure = (await client.Awaiting(c => c.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>()).Which;

        var call = trace.EndAndTakeCalls().Should().ContainSingle().Subject;
        (call.Status, call.StatusDescription, call.GetTagItem("error.type"), call.GetTagItem("http.response.status_code"))
            .Should().Be((ActivityStatusCode.Error, failure.Message, "404", 404));
        Events(call).Should().Equal("attempt 1 GetTaxonomy 404 404 NotFoundError");
    }

    [Fact]
    public async Task Timeout_is_an_error_without_a_status()
    {
        using var trace = new ExportedTrace();
        using var stub = new StubHandler(async (_, _, token) =>
        {
            await _clock.StallAsync(token);
            return new HttpResponseMessage();
        });
        using var client = Sample.Client(stub, options => (options.TimeProvider, options.MaxRetries) = (_clock, 0));
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyTimeoutException>();

        var call = trace.EndAndTakeCalls().Should().ContainSingle().Subject;
        (call.Status, call.GetTagItem("error.type"), call.GetTagItem("http.response.status_code"))
            .Should().Be((ActivityStatusCode.Error, typeof(TaxonomyTimeoutException).FullName, null));
        Events(call).Should().Equal("attempt 1 GetTaxonomy not answered in time");
    }

    [Fact]
    public async Task Cancellation_of_the_caller_is_told_but_is_no_error()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var get = client.GetAsync("product_tags", cancellationToken: caller.Token);
        await _emulator.Requests.WaitForAsync(1);
        await caller.CancelAsync();
        await FluentActions.Awaiting(() => get).Should().ThrowAsync<OperationCanceledException>();

        var call = trace.EndAndTakeCalls().Should().ContainSingle().Subject;
        (call.Status, call.StatusDescription, call.GetTagItem("error.type")).Should().Be((ActivityStatusCode.Unset, null, "System.OperationCanceledException"));
        Events(call).Should().Equal("attempt 1 GetTaxonomy cancelled by the caller");
    }

    [Fact]
    public async Task Request_that_is_left_behind_still_is_an_attempt()
    {
        using var trace = new ExportedTrace();
        var never = new TaskCompletionSource<HttpResponseMessage>();
        using var stub = new StubHandler((_, _, _) => never.Task);
        using var client = Sample.Client(stub, options => options.TimeProvider = _clock);
        var get = client.GetAsync("t");
        _clock.Advance(TimeSpan.FromSeconds(200));
        await FluentActions.Awaiting(() => get).Should().ThrowAsync<TaxonomyTimeoutException>();

        var call = trace.EndAndTakeCalls().Should().ContainSingle().Subject;
        never.SetResult(StubHandler.Json((HttpStatusCode.OK, Sample.TaxonomyJson)));
        Events(call).Should().Equal("attempt 1 GetTaxonomy not answered in time");
    }

    [Fact]
    public async Task Refusal_of_the_limiter_is_a_wait()
    {
        using var trace = new ExportedTrace();
        using var limiter = new RecordingLimiter(TimeSpan.FromSeconds(3));
        using var client = Sample.ClientOf(_emulator, _clock, options => options.RateLimiter = limiter);
        await client.GetAsync("product_tags");
        Events(trace.EndAndTakeCalls().Single()).Should().Equal("wait GetTaxonomy limiter 3", "attempt 1 GetTaxonomy 200");
    }

    [Fact]
    public async Task Queue_of_the_limiter_is_a_wait_of_unknown_length()
    {
        using var trace = new ExportedTrace();
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 1 });
        using var client = Sample.ClientOf(_emulator, _clock, options => options.RateLimiter = limiter);
        var held = limiter.AttemptAcquire();
        var get = client.GetAsync("product_tags");
        held.Dispose();
        await get;
        Events(trace.EndAndTakeCalls().Single()).Should().Equal("wait GetTaxonomy limiter", "attempt 1 GetTaxonomy 200");
    }

    [Fact]
    public async Task Window_of_the_service_is_a_wait()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.OK, Sample.TaxonomyJson)
            .WithHeader("X-RateLimit-Remaining", "0")
            .WithHeader("X-RateLimit-Reset", $"{_clock.GetUtcNow().AddSeconds(20).ToUnixTimeSeconds()}"));
        await client.GetAsync("product_tags");
        await client.GetAsync("product_tags");
        Events(trace.EndAndTakeCalls()[1]).Should().Equal("wait GetTaxonomy window 20", "attempt 1 GetTaxonomy 200");
    }

    [Fact]
    public async Task List_has_a_span_for_each_page()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        _emulator.Store.Add("more_tags", Sample.FlatConfig);
        (await client.ListAsync(new ListTaxonomiesRequest { Limit = 1 }).CountAsync()).Should().Be(2);
        var calls = trace.EndAndTakeCalls();
        calls.Should().HaveCount(_emulator.Requests.Count).And.OnlyContain(call => call.DisplayName == "ListTaxonomies" && call.ParentSpanId == trace.Root.SpanId);
        _emulator.Requests.Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public async Task Caller_goes_on_in_its_own_span()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        await client.GetAsync("product_tags");
        Activity.Current.Should().BeSameAs(trace.Root);
    }

    [Fact]
    public async Task Names_of_taxonomies_are_in_no_attribute()
    {
        using var trace = new ExportedTrace();
        using var client = Sample.ClientOf(_emulator, _clock);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing());
        await client.CloneAsync("product_tags", Sample.CloneRequest);
        var call = trace.EndAndTakeCalls().Single();
        var values = call.TagObjects.Concat(call.Events.SelectMany(happened => happened.Tags)).Select(tag => $"{tag.Value}").ToArray();
        values.Should().HaveCountGreaterThan(10).And.NotContain(value => value.Contains("product_tags", StringComparison.Ordinal));
    }

    /// <summary>The events of a span, each as its name and the values of its attributes; the service's request IDs, which vary, left out.</summary>
    private static IEnumerable<string> Events(Activity span)
    {
        string[] order = ["mixpeek.attempt.number", "mixpeek.operation.name", "http.response.status_code", "mixpeek.failure.reason", "mixpeek.wait.cause", "mixpeek.wait.duration"];
        return span.Events.Select(happened =>
        {
            var tags = happened.Tags.ToDictionary();
            tags.Keys.Should().BeSubsetOf(order.Append("mixpeek.request.id"));
            return string.Join(' ', order.Where(tags.ContainsKey).Select(name => $"{tags[name]}").Prepend(happened.Name));
        });
    }
}
