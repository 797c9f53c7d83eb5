using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// What a call allocates stays within a budget, and so no regression passes unseen. The bytes are those of a debug build,
/// which are somewhat more than a user's, with room for what runtimes do differently.
/// </summary>
[Collection(nameof(Alone))]
public sealed class AllocationTests
{
    private const int Calls = 200;

    [Fact]
    public void Clone_call_stays_within_its_budget()
    {
        var client = ClientOf(HttpStatusCode.Created, Sample.CloneJson);
        BytesOf(() => client.CloneAsync("product_tags", Sample.CloneRequest)).Should().BeLessThan(6_800);
    }

    [Fact]
    public void Get_call_stays_within_its_budget()
    {
        var client = ClientOf(HttpStatusCode.OK, Sample.TaxonomyJson);
        BytesOf(() => client.GetAsync("product_tags")).Should().BeLessThan(6_200);
    }

    [Fact]
    public void Item_of_a_list_stays_within_its_budget()
    {
        var few = ClientOf(HttpStatusCode.OK, PageOf(10));
        var many = ClientOf(HttpStatusCode.OK, PageOf(110));
        var item = (BytesOf(() => FirstPageAsync(many)) - BytesOf(() => FirstPageAsync(few))) / 100;
        item.Should().BeLessThan(520);
    }

    [Fact]
    public void Telling_of_a_call_allocates_nothing_while_nobody_listens()
    {
        var diagnostics = new CallDiagnostics(NullLoggerFactory.Instance);
        var failure = new TaxonomyConnectionException("It broke.");
        var call = new CallRecord(TaxonomyOperations.Clone, Sample.Options(), null, CancellationToken.None);
        call.BeginAttempt(call.Operation, new RequestBody(ReadOnlyMemory<byte>.Empty));
        call.EndAttempt(new AttemptEnd(HttpStatusCode.ServiceUnavailable, "503", RequestId: "req_1"));
        call.IsRecovered = true;
        BytesOf(() =>
        {
            diagnostics.Begin(call);
            diagnostics.AttemptEnded(call);
            diagnostics.Retrying(call, call.Operation, failure, TimeSpan.FromSeconds(1));
            diagnostics.Holding(call, call.Operation, WaitCause.Limiter, TimeSpan.FromSeconds(1));
            diagnostics.LookingUp(call);
            diagnostics.End(call);
            diagnostics.End(call, failure);
            return Task.CompletedTask;
        }).Should().Be(BytesOf(static () => Task.CompletedTask));
    }

    private static TaxonomyClient ClientOf(HttpStatusCode status, string body)
    {
        var options = Sample.Options(TimeProvider.System);
        return TaxonomyClient.Create(options, new CannedHandler(status, Encoding.UTF8.GetBytes(body)));
    }

    private static string PageOf(int items)
    {
        var results = Enumerable.Range(0, items).Select(static _ => JsonNode.Parse(Sample.TaxonomyJson));
        return new JsonObject { ["results"] = new JsonArray([.. results]), ["pagination"] = new JsonObject() }.ToJsonString();
    }

    private static async Task FirstPageAsync(TaxonomyClient client)
    {
        await foreach (var _ in client.ListPagesAsync())
            return;
    }

    /// <summary>The bytes of one call, as the least of several measurements: the runtime's own work comes on top of the others.</summary>
    private static long BytesOf(Func<Task> call)
    {
        var least = long.MaxValue;
        for (var measurement = 0; measurement < 5; measurement++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Calls; i++)
            {
                // What goes on in another thread would not be counted.
                var ended = call();
                ended.IsCompletedSuccessfully.Should().BeTrue();
            }

            least = Math.Min(least, (GC.GetAllocatedBytesForCurrentThread() - before) / Calls);
        }

        return least;
    }

    /// <summary>Answers at once, so that a call ends in the thread that it began in.</summary>
    private sealed class CannedHandler(HttpStatusCode status, byte[] body) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content?.CopyTo(Stream.Null, null, cancellationToken);
            var answer = new ByteArrayContent(body);
            answer.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return Task.FromResult(new HttpResponseMessage(status) { Content = answer });
        }
    }
}
