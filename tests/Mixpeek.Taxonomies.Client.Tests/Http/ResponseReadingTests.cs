using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A response that can't be read is a typed error with what is known of it; one that can be read is not lost.</summary>
public sealed class ResponseReadingTests
{
    private const int Limit = 1024 * 1024;

    public static TheoryData<string, string> Unreadable => new()
    {
        { "<html><body>Welcome</body></html>", "*its body is no Taxonomy in JSON*" },
        { "", "*its body is empty*" },
        { """{"taxonomy_id":"tax_1","taxono""", "*its body is no Taxonomy in JSON, from $.taxonomy_id on*" },
        { """{"config":{"hierarchical_nodes":[{"collection_id":"a"},{"collection_id":"b","label":nope}]}}""", "*its body is no Taxonomy in JSON, from $.config.hierarchical_nodes[1].label on*" },
        { """{"metadata":{"list":[1,[2],x]}}""", "*its body is no Taxonomy in JSON, from $.metadata.list[2] on*" },
        { "null", "*its body is no Taxonomy in JSON*" },
        { "[]", "*its body is no Taxonomy in JSON*" },
        { "\"ok\"", "*its body is no Taxonomy in JSON*" },
        { string.Concat(Enumerable.Repeat("[", 1000)), "*its body is no Taxonomy in JSON*" },
        { $"{{\"metadata\":{string.Concat(Enumerable.Repeat("{\"a\":", 1000))}1{new string('}', 1001)}", "*its body is no Taxonomy in JSON*" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task Success_that_is_no_taxonomy(string body, string message)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Faults.Add(TaxonomyFault.Garbage(body, "text/html"));
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomySerializationException>()).Which;
        failure.Message.Should().StartWith("GetTaxonomy was answered with 200, but ").And.Match(message);
        failure.StatusCode.Should().Be(HttpStatusCode.OK);
        failure.RequestId.Should().StartWith("req_");
        failure.ResponseBody.Should().Be(body);
        failure.Operation.Should().Be(TaxonomyOperations.Get);
        failure.Attempts.Single().Failure.Should().Be("the body could not be read");
        emulator.Requests.Should().ContainSingle("a success is not repeated");
    }

    [Theory]
    [InlineData("application/json", "[]", "its body is no Taxonomy in JSON. See ResponseBody: unless a proxy in between changed it, report it with the request ID.")]
    [InlineData(null, "[]", "its body is no Taxonomy in JSON. See ResponseBody: unless a proxy in between changed it, report it with the request ID.")]
    [InlineData("text/plain", "[]", "its body is no Taxonomy in JSON (it says it is text/plain). See ResponseBody: unless a proxy in between changed it, report it with the request ID.")]
    [InlineData("text/html", "", "its body is empty. Check TaxonomyClientOptions.BaseAddress, and a proxy in between.")]
    [InlineData("text/plain", "", "its body is empty. Check TaxonomyClientOptions.BaseAddress, and a proxy in between.")]
    public async Task Success_that_is_no_taxonomy_says_what_it_is(string? mediaType, string body, string reason)
    {
        using var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json((HttpStatusCode.OK, body));
            response.Content.Headers.ContentType = mediaType is null ? null : new MediaTypeHeaderValue(mediaType);
            return response;
        });
        using var client = Sample.Client(handler);
        (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomySerializationException>())
            .Which.Message.Should().Be($"GetTaxonomy was answered with 200, but {reason}");
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Length: 25", [.. "{\"taxonomy_name\":\"abc"u8, 0xC3, 0x28, .. "\"}"u8]);
        await FailsAsync<TaxonomySerializationException>(server, "*no Taxonomy in JSON*");
    }

    [Fact]
    public async Task Body_of_65_mebibytes_that_says_so_is_not_read()
    {
        var sent = 0L;
        await using var server = new RawServer(async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 68157440\r\n\r\n"u8.ToArray());
            sent = await WriteManyAsync(stream, 65);
        });
        var options = OptionsFor(server);
        options.MaxResponseBytes = new TaxonomyClientOptions().MaxResponseBytes;
        options.MaxResponseBytes.Should().Be(64 * 1024 * 1024);
        using var client = TaxonomyClient.Create(options);
        (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomySerializationException>()).WithMessage("*longer than*MaxResponseBytes*");
        await server.DisposeAsync();
        sent.Should().BeLessThan(68157440);
    }

    [Fact]
    public async Task Body_that_does_not_say_how_long_it_is_is_read_up_to_the_limit()
    {
        await using var server = new RawServer(async stream =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray());
            await WriteManyAsync(stream, 65);
        });
        await FailsAsync<TaxonomySerializationException>(server, "*longer than*MaxResponseBytes*");
    }

    [Fact]
    public async Task Compressed_body_is_measured_after_decompression()
    {
        var bomb = Gzip(new byte[100 * 1024 * 1024]);
        bomb.Length.Should().BeLessThan(Limit);
        await using var server = new RawServer($"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {bomb.Length}", bomb);
        await FailsAsync<TaxonomySerializationException>(server, "*longer than*MaxResponseBytes*");
    }

    [Fact]
    public async Task Compressed_body_is_read()
    {
        var body = Gzip(Encoding.UTF8.GetBytes(Sample.TaxonomyJson));
        await using var server = new RawServer($"HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: {body.Length}", body);
        using var client = TaxonomyClient.Create(OptionsFor(server));
        (await client.GetAsync("t")).TaxonomyName.Should().Be("product_tags");
    }

    [Fact]
    public async Task Damaged_compression_is_a_serialization_error()
    {
        await using var server = new RawServer("HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: 4", "nope"u8.ToArray());
        await FailsAsync<TaxonomySerializationException>(server, "*compressed body is damaged*");
    }

    [Fact]
    public async Task Answer_that_is_no_http_is_a_connection_error()
    {
        await using var server = new RawServer("220 mail.example ESMTP", []);
        await FailsAsync<TaxonomyConnectionException>(server, "*no answer from http://127.0.0.1:*the answer is no valid HTTP*");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(201)]
    [InlineData(202)]
    [InlineData(299)]
    public async Task Any_success_is_accepted(int status)
    {
        using var handler = StubHandler.Of(((HttpStatusCode)status, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        (await client.CreateAsync(Sample.CreateRequest)).TaxonomyName.Should().Be("product_tags");
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, "{\"message\":\"Successfully deleted\",\"success\":true}")]
    [InlineData(HttpStatusCode.OK, "{\"success\":true,\"status\":200}")]
    [InlineData(HttpStatusCode.OK, "null")]
    [InlineData(HttpStatusCode.OK, "")]
    [InlineData(HttpStatusCode.OK, "<html>")]
    [InlineData(HttpStatusCode.NoContent, "")]
    [InlineData(HttpStatusCode.Accepted, "{")]
    public async Task Deletion_does_not_depend_on_the_body(HttpStatusCode status, string body)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Faults.Add(TaxonomyFault.Answer(status, body));
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        await client.DeleteAsync("t");
        emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Deletion_does_not_depend_on_a_body_that_breaks_off()
    {
        using var body = new BrokenBody("""{"message":"Successfully deleted"}"""u8.ToArray(), FaultKind.TruncatedBody, new SkippingClock());
        using var handler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = body });
        using var client = Sample.Client(handler);
        await client.DeleteAsync("t");
        handler.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("15", 15.0)]
    [InlineData("0.5", 0.5)]
    [InlineData("-3", 0.0)]
    [InlineData("\"15\"", 15.0)]
    [InlineData("\"soon\"", null)]
    [InlineData("[15]", null)]
    [InlineData("true", null)]
    [InlineData("1e999", null)]
    public async Task Wait_in_the_details_of_an_error_is_a_number_of_seconds(string wait, double? seconds)
    {
        using var handler = StubHandler.Of((HttpStatusCode.BadRequest, $$$"""{"error":{"details":{"retry_after":{{{wait}}} } } }"""));
        using var client = Sample.Client(handler);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyBadRequestException>()).Which;
        failure.RetryAfter.Should().Be(seconds is { } known ? TimeSpan.FromSeconds(known) : null);
    }

    [Fact]
    public async Task Wait_in_a_header_counts_before_one_in_the_details()
    {
        using var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json((HttpStatusCode.BadRequest, """{"error":{"details":{"retry_after":15}}}"""));
            response.Headers.Add("Retry-After", "7");
            return response;
        });
        using var client = Sample.Client(handler);
        (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyBadRequestException>()).Which.RetryAfter.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Deletion_does_not_take_a_page_of_html_for_the_services_answer()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("t", Sample.FlatConfig);
        emulator.Faults.Add(TaxonomyFault.Garbage("<html>Sign in to the network</html>", "text/html; charset=utf-8"));
        using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
        (await client.Awaiting(c => c.DeleteAsync("t")).Should().ThrowAsync<TaxonomyOutcomeUnknownException>())
            .WithInnerException<TaxonomySerializationException>().WithMessage("*page of HTML*");
    }

    private static async Task FailsAsync<T>(RawServer server, string message)
        where T : TaxonomyException
    {
        using var client = TaxonomyClient.Create(OptionsFor(server));
        (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<T>()).WithMessage(message);
    }

    private static TaxonomyClientOptions OptionsFor(RawServer server)
    {
        var options = Sample.Options();
        options.BaseAddress = server.BaseAddress;
        options.MaxResponseBytes = Limit;
        return options;
    }

    private static async Task<long> WriteManyAsync(Stream stream, int mebibytes)
    {
        var chunk = new byte[1024 * 1024];
        Array.Fill(chunk, (byte)' ');
        var sent = 0L;
        try
        {
            for (var i = 0; i < mebibytes; i++, sent += chunk.Length)
                await stream.WriteAsync(chunk);
        }
        catch (IOException)
        {
            // The client has seen enough.
        }

        return sent;
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
            gzip.Write(bytes);
        return compressed.ToArray();
    }
}
