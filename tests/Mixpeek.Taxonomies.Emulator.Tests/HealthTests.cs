using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What starts an emulator can ask whether it answers, without a key and without a trace.</summary>
public sealed class HealthTests
{
    [Theory]
    [InlineData("/health")]
    [InlineData("/health?")]
    [InlineData("/health?api_key=sk_1&x=%0d%0a")]
    public async Task Health_is_200_without_a_key_and_no_request_of_the_api(string target)
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions
        {
            RequestsPerMinute = 1,
            Delay = TimeSpan.FromHours(1),
            TimeProvider = new FakeTimeProvider(),
        });
        session.Emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing() with { Times = 5 });
        for (var i = 0; i < 3; i++)
        {
            var reply = await session.SendAsync("GET", target, key: "", ns: "");
            reply.Status.Should().Be(HttpStatusCode.OK);
            reply.Body!.ToJsonString().Should().Be("""{"status":"ok"}""");
            reply.Headers.Should().NotContainKey("X-RateLimit-Limit");
        }

        session.Emulator.Requests.Should().BeEmpty();
        session.Emulator.Faults.Pending.Should().Be(5);
    }

    [Fact]
    public async Task Head_of_health_has_no_body()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var answer = await RawAsync(emulator, "HEAD /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        answer.Should().StartWith("HTTP/1.1 200 OK\r\n").And.Contain("Content-Length: 15\r\n").And.EndWith("\r\n\r\n");
        emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Health_answers_after_a_body_that_nobody_asked_for()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var answer = await RawAsync(emulator, "GET /health HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nabcGET /health HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
        answer.Split("HTTP/1.1 200 OK").Should().HaveCount(3, "both requests of the connection are answered");
    }

    [Theory]
    [InlineData("POST", "/health")]
    [InlineData("PUT", "/health")]
    [InlineData("DELETE", "/health")]
    [InlineData("OPTIONS", "/health")]
    [InlineData("TRACE", "/health")]
    [InlineData("get", "/health")]
    [InlineData("GET", "/health/")]
    [InlineData("GET", "/HEALTH")]
    [InlineData("GET", "//health")]
    [InlineData("GET", "/v1/health")]
    [InlineData("GET", "/x/../health")]
    [InlineData("GET", "/%68ealth")]
    [InlineData("GET", "http://h/health")]
    public async Task Other_methods_and_targets_are_no_route(string method, string target)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var answer = await RawAsync(emulator, $"{method} {target} HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        answer.Should().StartWith("HTTP/1.1 404 Not Found\r\n").And.Contain("NotFoundError");
        emulator.Requests.Should().ContainSingle().Which.Operation.Should().BeNull();
    }

    [Fact]
    public async Task Every_answer_of_the_api_is_held_back_by_the_clock()
    {
        var clock = new FakeTimeProvider();
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { Delay = TimeSpan.FromSeconds(5), TimeProvider = clock });
        session.Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        foreach (var status in new[] { HttpStatusCode.BadGateway, HttpStatusCode.OK })
        {
            var answering = session.SendAsync("POST", "/v1/taxonomies/list", key: null);
            await session.Emulator.Requests.WaitForAsync(1);
            answering.IsCompleted.Should().BeFalse();
            while (!answering.IsCompleted)
            {
                clock.Advance(TimeSpan.FromSeconds(5));
                await Task.Yield();
            }

            (await answering).Status.Should().Be(status);
            session.Emulator.Requests.Clear();
        }
    }

    private static async Task<string> RawAsync(TaxonomyEmulator emulator, string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(emulator.BaseAddress.Host, emulator.BaseAddress.Port);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(socket.GetStream());
        return await reader.ReadToEndAsync();
    }
}
