using System.Globalization;
using System.Net;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>What a list costs that is read page by page: the memory that it holds, and the full collections that it causes.</summary>
internal static class Streaming
{
    public const string Name = "pages streamed";

    public static async Task PrintAsync(TextWriter output)
    {
        var client = Ours.ByCreate(new TurningHandler());
        await client.StreamAsync(20, static _ => { });
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var largest = 0L;
        await client.StreamAsync(100, page =>
        {
            largest = Math.Max(largest, GC.GetTotalMemory(forceFullCollection: true) - before);
            GC.KeepAlive(page);
        });
        var collections = GC.CollectionCount(2);
        await client.StreamAsync(1_000, static _ => { });
        collections = GC.CollectionCount(2) - collections;
        output.WriteLine();
        output.WriteLine($"| {Name} | |");
        output.WriteLine("|---|--:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| live heap while 100 pages of 100 are read | {largest / 1024.0 / 1024:0.00} MiB |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| collections of generation 2 in 1,000 pages | {collections} |"));
    }

    /// <summary>Gives a page with other taxonomies and another cursor each time, so that the list goes on.</summary>
    private sealed class TurningHandler : HttpMessageHandler
    {
        private readonly byte[] _body = Answers.Page(typeFirst: true, "cursor_000000");
        private int _turn;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var turn = Encoding.ASCII.GetBytes($"{++_turn:000000}");
            turn.CopyTo(_body, _body.AsSpan().IndexOf("cursor_"u8) + "cursor_".Length);
            turn.CopyTo(_body, _body.AsSpan().IndexOf("tax_"u8) + "tax_".Length);
            var content = new ByteArrayContent(_body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content });
        }
    }
}
