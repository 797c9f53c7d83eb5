using System.Net;
using System.Text;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What is recorded of requests, and what is not.</summary>
public sealed class RequestLogTests
{
    [Fact]
    public async Task Oldest_requests_are_forgotten_where_there_are_too_many()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { MaxRecordedRequests = 3 });
        for (var i = 0; i < 5; i++)
            await session.SendAsync("GET", $"/v1/taxonomies/t{i}");
        session.Emulator.Requests.Select(request => request.Path).Should().Equal("/v1/taxonomies/t2", "/v1/taxonomies/t3", "/v1/taxonomies/t4");
        session.Emulator.Requests.Forgotten.Should().Be(2);
        session.Emulator.Requests.WaitForAsync(5).IsCompleted.Should().BeTrue("those forgotten have arrived too");
        session.Emulator.Requests.WaitForAsync(6).IsCompleted.Should().BeFalse();
        session.Emulator.Requests.Clear();
        session.Emulator.Requests.Forgotten.Should().Be(0);
    }

    [Fact]
    public async Task Oldest_requests_are_forgotten_where_they_are_too_large()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { MaxRecordedBytes = 1_000_000 });
        for (var i = 0; i < 20; i++)
            await session.SendAsync("POST", $"/v1/taxonomies/{i}/clone", $"\"{new string('x', 100_000)}\"");
        session.Emulator.Requests.Should().HaveCount(4, "a text takes two bytes a character");
        session.Emulator.Requests[^1].Path.Should().Be("/v1/taxonomies/19/clone");
    }

    [Fact]
    public async Task Body_that_comes_without_the_key_is_not_kept()
    {
        await using var session = await EmulatorSession.StartAsync();
        foreach (var path in new[] { "/v1/taxonomies", "/nowhere" })
            await session.SendAsync("POST", path, Bodies.Create("t"), key: "Bearer wrong");
        session.Emulator.Requests.Should().HaveCount(2).And.OnlyContain(request => request.Body.Length == 0);
        await session.SendAsync("POST", "/nowhere", "{}");
        session.Emulator.Requests[^1].Body.Should().Be("{}");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_over_the_limit_is_413_and_not_kept(bool isChunked)
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { MaxRequestBytes = 1000 });
        using var fitting = Content(1000);
        (await session.SendAsync("POST", "/v1/taxonomies", fitting, key: null, ns: null)).Status.Should().Be(HttpStatusCode.OK);
        using var large = Content(1001);
        var reply = await session.SendAsync("POST", "/v1/taxonomies", large, key: null, ns: null);
        reply.Status.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        reply.ErrorMessage.Should().Be("The body is larger than 1000 bytes");
        session.Emulator.Requests[^1].Body.Should().BeEmpty();

        HttpContent Content(int size)
        {
            var body = Encoding.UTF8.GetBytes(Bodies.Create($"t{size}").PadRight(size));
            return isChunked ? new StreamContent(new Unsized(body)) : new ByteArrayContent(body);
        }
    }

    /// <summary>A stream that does not tell its length, so that it is sent in chunks.</summary>
    private sealed class Unsized(byte[] body) : MemoryStream(body)
    {
        public override bool CanSeek => false;
    }
}
