using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A stream that the server refused was not processed, so that any request is sent again: over real sockets.</summary>
public sealed class RefusedStreamTests
{
    private const int RefusedStream = 7;
    private const int Cancel = 8;
    private const int EnhanceYourCalm = 11;
    private const int Http11Required = 13;

    // .NET sends a refused request four times before it fails.
    private const int SendsOfDotNet = 4;

    private readonly SkippingClock _clock = new();

    public static TheoryData<string> Creations => [.. TaxonomyOperations.All.Where(operation => operation.Safety == OperationSafety.Creates).Select(operation => operation.Name)];

    [Theory]
    [MemberData(nameof(Creations))]
    public async Task Creation_whose_stream_was_refused_is_sent_again(string operation)
    {
        await using var server = new Http2Server(request => request < SendsOfDotNet ? (RefusedStream, "") : (null, """{"taxonomy_id":"tax_0123456789ab","taxonomy_name":"product_tags","version":2,"template_id":"tmpl_1","task_id":"task_1"}"""));
        var calls = new List<TaxonomyCall>();
        using var client = Client(server);
        await Sample.Calls[Sample.Operation(operation)](client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add }), CancellationToken.None);
        server.Requests.Should().Be(SendsOfDotNet + 1);
        calls.Single().Attempts.Should().HaveCount(2);
        _clock.Waits.Should().ContainSingle("the repeat waits as any other");
    }

    [Fact]
    public async Task Creation_that_is_refused_every_time_had_no_effect()
    {
        await using var server = new Http2Server(_ => (RefusedStream, ""));
        using var client = Client(server);
        var failure = (await client.Awaiting(c => c.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowExactlyAsync<TaxonomyConnectionException>()).Which;
        failure.Attempts.Should().HaveCount(4);
        server.Requests.Should().Be(4 * SendsOfDotNet);
    }

    [Theory]
    [InlineData(Cancel)]
    [InlineData(EnhanceYourCalm)]
    [InlineData(Http11Required)]
    public async Task Stream_that_ended_otherwise_may_have_been_processed(int code)
    {
        await using var server = new Http2Server(_ => (code, ""));
        using var client = Client(server);
        await client.Awaiting(c => c.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        server.Requests.Should().Be(1);
    }

    [Fact]
    public async Task Creation_by_name_that_was_refused_is_not_looked_up()
    {
        await using var server = new Http2Server(request => request < SendsOfDotNet ? (RefusedStream, "") : (null, Sample.CloneJson));
        using var client = Client(server);
        (await client.CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Created);
        server.Requests.Should().Be(SendsOfDotNet + 1);
    }

    [Theory]
    [InlineData(0x7, 1, typeof(TaxonomyConnectionException))]
    [InlineData(0x10b, 1, typeof(TaxonomyConnectionException))]
    [InlineData(0x10c, 1, typeof(TaxonomyOutcomeUnknownException))]
    [InlineData(0x7, 5, typeof(TaxonomyOutcomeUnknownException))]
    public async Task Refusal_counts_for_requests_that_dotnet_itself_sends_again_alone(int code, int sends, Type expected)
    {
        using var handler = new StubHandler(async (request, _, token) =>
        {
            for (var sent = 1; sent < sends; sent++)
                await request.Content!.CopyToAsync(Stream.Null, token);
            throw new HttpRequestException(HttpRequestError.HttpProtocolError, "The request was aborted.", new HttpProtocolException(code, "refused", null));
        });
        using var client = Sample.Client(handler, options => options.MaxRetries = 0);
        (await client.Awaiting(c => c.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyException>()).Which.Should().BeOfType(expected);
    }

    private TaxonomyClient Client(Http2Server server)
    {
        var options = Sample.Options(_clock);
        options.BaseAddress = server.BaseAddress;
        return TaxonomyClient.Create(options, new Http2Only());
    }

    private sealed class Http2Only() : DelegatingHandler(TransportHandlers.CreatePrimary())
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
