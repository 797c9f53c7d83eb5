using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Emulator;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Whatever a handler throws once the body began to leave, the request may have taken effect.</summary>
public sealed class ChainedHandlerTests : IAsyncLifetime
{
    private TaxonomyEmulator _emulator = null!;

    public static TheoryData<Exception> Faults =>
    [
        new TimeoutException("late"), new InvalidOperationException("bug"), new SocketException((int)SocketError.ConnectionReset), new ObjectDisposedException("stream"),
        new NotSupportedException("no"), new IOException("broken"), new HttpRequestException("reset"), new TaskCanceledException("another's token"),
        new ArgumentException("in a handler"), new AggregateException("several"),
        new RateLimiterRejectedException("another's limiter"),
    ];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Creation_is_looked_up_whatever_is_thrown_after_it_was_sent(Exception fault)
    {
        using var handler = new Thrower(fault);
        using var client = Client(handler);
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        handler.Posts.Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(Faults), DisableDiscoveryEnumeration = true)]
    public async Task Creation_that_no_name_tells_is_unknown_whatever_is_thrown_after_it_was_sent(Exception fault)
    {
        using var handler = new Thrower(fault);
        using var client = Client(handler);
        var failure = (await client.Awaiting(c => c.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        Causes(failure).Should().Contain(fault);
        handler.Posts.Should().Be(1);
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Exception_of_a_handler_that_means_no_connection_reaches_a_reader_as_it_was_thrown()
    {
        using var handler = new Thrower(new InvalidOperationException("bug")) { ThrowsAtReads = true };
        using var client = Client(handler);
        var calls = new List<TaxonomyCall>();
        var audited = client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add });
        var failure = (await audited.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowExactlyAsync<InvalidOperationException>()).Which;
        failure.StackTrace.Should().Contain(nameof(Thrower), "the trace leads to the handler");
        calls.Single().Attempts.Single().Failure.Should().Be(nameof(InvalidOperationException));
    }

    [Fact]
    public async Task Failure_that_comes_with_the_callers_cancellation_is_not_taken_for_no_effect()
    {
        using var caller = new CancellationTokenSource();
        using var handler = new Thrower(new InvalidOperationException("bug")) { BeforeItThrows = caller.Cancel };
        using var client = Client(handler);
        await client.Awaiting(c => c.CloneAsync("product_tags", Sample.CloneRequest, caller.Token)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        handler.Posts.Should().Be(1);
        _emulator.Requests.Should().ContainSingle("nothing is sent for a caller who has gone");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Conflict_with_what_a_handler_sent_before_is_looked_up(bool isLookUpRefused)
    {
        using var handler = new Twice();
        using var client = Client(handler);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests) with { Operation = TaxonomyOperations.Clone });
        if (isLookUpRefused)
            _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden) with { Operation = TaxonomyOperations.Get });
        var clone = client.Awaiting(c => c.CloneAsync("product_tags", Sample.CloneRequest));
        if (isLookUpRefused)
            (await clone.Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).WithInnerException<TaxonomyConflictException>();
        else
            (await clone.Should().NotThrowAsync()).Which.Outcome.Should().Be(CreationOutcome.Recovered);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task Success_whose_body_cannot_be_decompressed_is_looked_up(string encoding)
    {
        var clones = 0;
        var created = $$"""{"taxonomy_id":"tax_1","taxonomy_name":"product_tags_v2","created_at":"{{DateTimeOffset.UtcNow:o}}","config":{{TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig)}}}""";
        await using var server = new RawServer(async stream =>
        {
            byte[] answer = Interlocked.Increment(ref clones) == 1
                ? [.. Head(201, $"Content-Encoding: {encoding}", 4), .. "nope"u8]
                : [.. Head(200, $"Date: {DateTimeOffset.UtcNow:r}", created.Length), .. System.Text.Encoding.ASCII.GetBytes(created)];
            await stream.WriteAsync(answer);
        });
        var options = Sample.Options(TimeProvider.System);
        options.BaseAddress = server.BaseAddress;
        using var client = TaxonomyClient.Create(options);
        var response = await client.CloneAsync("product_tags", Sample.CloneRequest with { Config = Sample.FlatConfig });
        (response.Outcome, response.Taxonomy.TaxonomyId).Should().Be((CreationOutcome.Recovered, "tax_1"));
        server.Requests.Count(request => request.StartsWith("POST", StringComparison.Ordinal)).Should().Be(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_that_a_handler_reads_first_is_still_told_from_one_that_was_not_sent(bool isSynchronous)
    {
        using var handler = new Reader(isSynchronous) { InnerHandler = TransportHandlers.CreatePrimary() };
        using var client = Client(handler);
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests), TaxonomyFault.DropAfterProcessing());
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        handler.Bodies.Should().Equal("""{"taxonomy_name":"product_tags_v2"}""", """{"taxonomy_name":"product_tags_v2"}""", null, null);
    }

    private static byte[] Head(int status, string header, int length) =>
        System.Text.Encoding.ASCII.GetBytes($"HTTP/1.1 {status} Status\r\n{header}\r\nContent-Length: {length}\r\n\r\n");

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
            yield return cause;
    }

    [Fact]
    public async Task Deletion_that_a_handler_sends_as_a_copy_is_a_success()
    {
        using var stub = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.NoContent));
        using var handler = new Copier { InnerHandler = stub };
        using var client = Sample.Client(handler);
        await client.DeleteAsync("product_tags");
        stub.Requests.Should().HaveCount(1);
    }

    [Fact]
    public async Task Key_that_a_handler_takes_off_its_copy_is_masked_in_the_failure()
    {
        using var stub = new StubHandler(_ => StubHandler.Json((HttpStatusCode.BadRequest, $$$"""{"error":{"message":"bad {{{Sample.ApiKey}}}"}}""")));
        using var handler = new Copier { InnerHandler = stub };
        using var client = Sample.Client(handler);
        var failure = (await client.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.ToString().Should().Contain("bad ").And.NotContain(Sample.ApiKey);
    }

    [Fact]
    public async Task Creation_that_a_handler_may_still_send_after_the_end_is_unknown()
    {
        var clock = new FakeTimeProvider();
        using var stub = new StubHandler(_ => StubHandler.Json((HttpStatusCode.OK, Sample.CloneJson)));
        using var handler = new Holder { InnerHandler = stub };
        using var client = Sample.Client(handler, options => options.TimeProvider = clock);
        var call = client.CloneAsync("product_tags", Sample.CloneRequest);
        await handler.Entered;
        clock.Advance(TimeSpan.FromSeconds(101));
        await call.Awaiting(c => c).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        handler.Release();
    }

    [Fact]
    public async Task Body_that_a_handler_replaces_is_replaced_once_at_each_attempt()
    {
        using var stub = StubHandler.Of((HttpStatusCode.ServiceUnavailable, "{}"), (HttpStatusCode.OK, Sample.CloneJson));
        using var handler = new Wrapping { InnerHandler = stub };
        using var client = Sample.Client(handler);
        await client.CloneAsync("product_tags", Sample.CloneRequest);
        stub.Requests.Select(request => request.Body).Should().Equal(Enumerable.Repeat("""signed:{"taxonomy_name":"product_tags_v2"}""", 2));
    }

    [Fact]
    public async Task Refusal_of_a_handlers_own_strategy_is_a_typed_failure()
    {
        using var stub = new StubHandler((_, _, _) => throw new BrokenCircuitException("The circuit is now open."));
        using var client = Sample.Client(stub);
        var failure = (await client.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowExactlyAsync<TaxonomyException>()).Which;
        failure.Message.Should().Be("GetTaxonomy was turned away by a handler of the application: The circuit is now open.");
        failure.InnerException.Should().BeOfType<BrokenCircuitException>();
        stub.Requests.Should().ContainSingle();
    }

    private TaxonomyClient Client(HttpMessageHandler handler)
    {
        var options = Sample.OptionsOf(_emulator, new SkippingClock());
        return TaxonomyClient.Create(options, handler);
    }

    /// <summary>Lets a request through to the service and throws in place of the answer.</summary>
    private sealed class Thrower(Exception fault) : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        public bool ThrowsAtReads { get; init; }

        public Action? BeforeItThrows { get; init; }

        public int Posts { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (request.Method == HttpMethod.Get && !ThrowsAtReads)
                return response;
            Posts++;
            response.Dispose();
            BeforeItThrows?.Invoke();
            throw fault;
        }
    }

    /// <summary>Sends a POST again that has succeeded, and gives the second answer.</summary>
    private sealed class Twice() : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return request.Method == HttpMethod.Post && response.IsSuccessStatusCode ? await base.SendAsync(request, cancellationToken) : response;
        }
    }

    /// <summary>Reads each request's body before it is sent, as a log of requests does.</summary>
    private sealed class Reader(bool isSynchronous) : DelegatingHandler
    {
        public List<string?> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (isSynchronous && request.Content is not null)
                Bodies.Add(await new StreamReader(request.Content.ReadAsStream(cancellationToken)).ReadToEndAsync(cancellationToken));
            else
                Bodies.Add(request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken));
            return await base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Puts a body of its own around the one it gets, reading that as a signature does.</summary>
    private sealed class Wrapping : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var reader = new StreamReader(request.Content!.ReadAsStream(cancellationToken));
            request.Content = new StringContent("signed:" + reader.ReadToEnd());
            return base.SendAsync(request, cancellationToken);
        }
    }

    /// <summary>Sends a copy without the request's options, and takes the key off it again.</summary>
    private sealed class Copier : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Content = request.Content };
            foreach (var header in request.Headers)
                copy.Headers.TryAddWithoutValidation(header.Key, header.Value);
            var response = await base.SendAsync(copy, cancellationToken);
            response.RequestMessage = copy;
            copy.Headers.Authorization = null;
            return response;
        }
    }

    /// <summary>Keeps a request back, whatever its token says, and sends it when released.</summary>
    private sealed class Holder : DelegatingHandler
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public void Release() => _released.TrySetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _entered.TrySetResult();
            await _released.Task;
            return await base.SendAsync(request, CancellationToken.None);
        }
    }
}
