using System.IO.Compression;
using System.Net;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A response that is made to use memory up ends in a typed error, under the bound that docs/reliability.md states.</summary>
[Collection(nameof(Alone))]
public sealed class ResponseBombTests
{
    private const int Limit = 1024 * 1024;

    /// <summary>What a call may allocate: five times the limit for a body that is refused as it is.</summary>
    private const long Bound = 5L * Limit;

    /// <summary>How much larger empty objects are in memory than in JSON, at most.</summary>
    private const long Factor = 40;

    /// <summary>The bound on the body of an error.</summary>
    private const int ErrorLimit = 256 * 1024;

    public static TheoryData<string, string> Bombs => new()
    {
        { "endless", nameof(TaxonomySerializationException) },
        { "gzip", nameof(TaxonomySerializationException) },
        { "deflate", nameof(TaxonomySerializationException) },
        { "br", nameof(TaxonomySerializationException) },
        { "deep arrays", nameof(TaxonomySerializationException) },
        { "deep objects", nameof(TaxonomySerializationException) },
        { "endless error", nameof(TaxonomyBadRequestException) },
        { "deep error", nameof(TaxonomyBadRequestException) },
        { "compressed error", nameof(TaxonomyBadRequestException) },
        { "wide error", nameof(TaxonomyBadRequestException) },
        { "wide short error", nameof(TaxonomyBadRequestException) },
        { "wide", nameof(TaxonomySerializationException) },
        { "headers", nameof(TaxonomyConnectionException) },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task Bomb_ends_in_a_typed_error_within_the_bound(string bomb, string error)
    {
        var (head, body, times) = Of(bomb);
        await using var server = new RawServer(async stream =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {head}\r\n\r\n"));
            for (var i = 0; i < times; i++)
                await stream.WriteAsync(body);
        });
        var options = Sample.Options();
        options.BaseAddress = server.BaseAddress;
        options.MaxResponseBytes = Limit;
        options.MaxRetries = 0;
        using var client = TaxonomyClient.Create(options);

        var before = GC.GetTotalAllocatedBytes(precise: true);
        var failure = await FluentActions.Awaiting(() => client.GetAsync("t")).Should().ThrowAsync<TaxonomyException>();
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - before;

        failure.Which.GetType().Name.Should().Be(error);
        failure.Which.ToString().Length.Should().BeLessThan(100_000);
        var bound = bomb switch
        {
            "wide" => Factor * Limit,
            "wide short error" => Factor * ErrorLimit,
            _ => Bound,
        };
        allocated.Should().BeLessThan(bound, $"that is the bound for a limit of {Limit} bytes");
    }

    /// <summary>The head of an answer, and a piece of its body with the number of times that it is sent.</summary>
    private static (string Head, byte[] Body, int Times) Of(string bomb)
    {
        const string open = "200 OK\r\nConnection: close";
        var megabyte = new byte[Limit];
        Array.Fill(megabyte, (byte)' ');
        return bomb switch
        {
            "endless" => (open, megabyte, 64),
            "gzip" => ($"{open}\r\nContent-Encoding: gzip", Compress(stream => new GZipStream(stream, CompressionLevel.Optimal)), 1),
            "deflate" => ($"{open}\r\nContent-Encoding: deflate", Compress(stream => new ZLibStream(stream, CompressionLevel.Optimal)), 1),
            "br" => ($"{open}\r\nContent-Encoding: br", Compress(stream => new BrotliStream(stream, CompressionLevel.Fastest)), 1),
            "deep arrays" => (open, Repeat("["), 1),
            "deep objects" => (open, Repeat("{\"metadata\":"), 1),
            "endless error" => ("400 Bad Request\r\nConnection: close", megabyte, 64),
            "deep error" => ("400 Bad Request\r\nConnection: close", Repeat("{\"error\":"), 1),
            "wide error" => ("400 Bad Request\r\nConnection: close", Wide(Limit, "error"), 1),
            "wide short error" => ("400 Bad Request\r\nConnection: close", Wide(ErrorLimit, "error"), 1),
            "wide" => (open, [.. Wide(Limit, "metadata"), (byte)'}'], 1),
            "compressed error" => ("400 Bad Request\r\nConnection: close\r\nContent-Encoding: gzip", Compress(stream => new GZipStream(stream, CompressionLevel.Optimal)), 1),
            _ => ($"200 OK\r\nX-Filler: {new string('x', Limit)}", [], 0),
        };
    }

    private static byte[] Repeat(string text) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(text, (Limit - 1) / text.Length)));

    /// <summary>An object that is almost as long as the limit, and holds nothing but empty ones.</summary>
    private static byte[] Wide(int limit, string member) =>
        Encoding.UTF8.GetBytes($"{{\"{member}\":{{\"details\":[{string.Join(',', Enumerable.Repeat("{}", (limit / 3) - 20))}]}}}}");

    /// <summary>A hundred mebibytes of spaces.</summary>
    private static byte[] Compress(Func<Stream, Stream> compressor)
    {
        using var compressed = new MemoryStream();
        using (var stream = compressor(compressed))
        {
            var spaces = new byte[Limit];
            Array.Fill(spaces, (byte)' ');
            for (var i = 0; i < 100; i++)
                stream.Write(spaces);
        }

        return compressed.ToArray();
    }
}
