using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Who is let in, from where, and how often.</summary>
public sealed class AccessTests
{
    [Theory]
    [InlineData("Bearer sk_wrong")]
    [InlineData("Bearer ")]
    [InlineData("")]
    [InlineData("sk_right")]
    [InlineData("Basic sk_right")]
    public async Task Wrong_key_is_401(string authorization)
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_right" });
        var reply = await session.SendAsync("GET", "/v1/taxonomies/t", key: authorization);
        reply.Status.Should().Be(HttpStatusCode.Unauthorized);
        reply.ErrorType.Should().Be("UnauthorizedError");
    }

    [Fact]
    public async Task Key_that_a_test_sets_is_the_one_that_is_sent()
    {
        await using var emulator = await TaxonomyEmulator.StartAsync();
        var options = emulator.CreateClientOptions();
        options.ApiKey = "sk_wrong";
        using var client = TaxonomyClient.Create(options);
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyAuthenticationException>();
    }

    [Theory]
    [InlineData("Bearer sk_right")]
    [InlineData("bearer sk_right")]
    [InlineData("BEARER sk_right")]
    public async Task Right_key_is_let_in_however_its_scheme_is_written(string authorization)
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { ApiKey = "sk_right" });
        (await session.SendAsync("POST", "/v1/taxonomies/list", key: authorization)).Status.Should().Be(HttpStatusCode.OK);
    }

    public static TheoryData<string, TaxonomyEmulatorOptions> InvalidOptions => new()
    {
        { nameof(TaxonomyEmulatorOptions.Address), new TaxonomyEmulatorOptions { Address = null! } },
        { nameof(TaxonomyEmulatorOptions.Port), new TaxonomyEmulatorOptions { Port = 65_536 } },
        { nameof(TaxonomyEmulatorOptions.Port), new TaxonomyEmulatorOptions { Port = -1 } },
        { nameof(TaxonomyEmulatorOptions.ApiKey), new TaxonomyEmulatorOptions { ApiKey = "" } },
        { nameof(TaxonomyEmulatorOptions.ApiKey), new TaxonomyEmulatorOptions { ApiKey = "sk\n" } },
        { nameof(TaxonomyEmulatorOptions.Namespace), new TaxonomyEmulatorOptions { Namespace = " " } },
        { nameof(TaxonomyEmulatorOptions.RequestsPerMinute), new TaxonomyEmulatorOptions { RequestsPerMinute = 0 } },
        { nameof(TaxonomyEmulatorOptions.PollsUntilReady), new TaxonomyEmulatorOptions { PollsUntilReady = -1 } },
        { nameof(TaxonomyEmulatorOptions.ValidationErrors), new TaxonomyEmulatorOptions { ValidationErrors = (ValidationErrorShape)7 } },
        { nameof(TaxonomyEmulatorOptions.MaxRequestBytes), new TaxonomyEmulatorOptions { MaxRequestBytes = 0 } },
        { nameof(TaxonomyEmulatorOptions.MaxRecordedRequests), new TaxonomyEmulatorOptions { MaxRecordedRequests = 0 } },
        { nameof(TaxonomyEmulatorOptions.MaxRecordedBytes), new TaxonomyEmulatorOptions { MaxRecordedBytes = 0 } },
        { nameof(TaxonomyEmulatorOptions.Delay), new TaxonomyEmulatorOptions { Delay = TimeSpan.FromTicks(-1) } },
        { nameof(TaxonomyEmulatorOptions.Delay), new TaxonomyEmulatorOptions { Delay = TimeSpan.FromHours(1) + TimeSpan.FromTicks(1) } },
        { nameof(TaxonomyEmulatorOptions.TimeProvider), new TaxonomyEmulatorOptions { TimeProvider = null! } },
    };

    [Theory]
    [MemberData(nameof(InvalidOptions))]
    public void Option_that_is_not_valid_is_named(string option, TaxonomyEmulatorOptions options) =>
        FluentActions.Invoking(() => { _ = TaxonomyEmulator.StartAsync(options); }).Should().Throw<ArgumentException>().WithMessage($"{option} *");

    [Fact]
    public async Task Namespace_that_is_missing_is_403_and_one_that_is_unknown_404()
    {
        await using var session = await EmulatorSession.StartAsync();
        (await session.SendAsync("GET", "/v1/taxonomies/t", ns: "")).Status.Should().Be(HttpStatusCode.Forbidden);
        var unknown = await session.SendAsync("GET", "/v1/taxonomies/t", ns: "ns_other");
        unknown.Status.Should().Be(HttpStatusCode.NotFound);
        unknown.Body!["error"]!["details"]!.ToJsonString().Should().Be("""{"resource":"namespace","id":"ns_other"}""");
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/v1/nothing")]
    [InlineData("POST", "/v1/taxonomies/a/b/clone")]
    public async Task Unknown_route_is_404_in_the_envelope(string method, string path)
    {
        await using var session = await EmulatorSession.StartAsync();
        var reply = await session.SendAsync(method, path);
        reply.Status.Should().Be(HttpStatusCode.NotFound);
        reply.ErrorType.Should().Be("NotFoundError");
        session.Emulator.Requests.Single().Operation.Should().BeNull();
    }

    [Fact]
    public async Task Every_answer_names_its_request_and_the_rate_limit()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { RequestsPerMinute = 50 });
        session.Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError));
        var ids = new List<string>();
        foreach (var path in new[] { "/v1/taxonomies/t", "/v1/taxonomies/t", "/nowhere" })
        {
            var reply = await session.SendAsync("GET", path);
            ids.Add(reply.Headers["X-Request-Id"]);
            reply.Headers["X-RateLimit-Limit"].Should().Be("50");
            reply.Headers["X-RateLimit-Remaining"].Should().Be((50 - ids.Count).ToString(CultureInfo.InvariantCulture));
            reply.Headers["X-RateLimit-Window"].Should().Be("60");
            long.Parse(reply.Headers["X-RateLimit-Reset"], CultureInfo.InvariantCulture).Should().BeGreaterThan(DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        }

        ids.Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Request_over_the_limit_is_429_and_does_nothing()
    {
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { RequestsPerMinute = 2 });
        await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("a"));
        await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("b"));
        var reply = await session.SendAsync("POST", "/v1/taxonomies", Bodies.Create("c"));
        reply.Status.Should().Be(HttpStatusCode.TooManyRequests);
        reply.ErrorType.Should().Be("TooManyRequestsError");
        int.Parse(reply.Headers["Retry-After"], CultureInfo.InvariantCulture).Should().BeInRange(1, 60);
        session.Emulator.Store.Taxonomies.Should().HaveCount(2);
    }

    [Fact]
    public async Task Emulator_listens_on_loopback_alone_on_a_port_of_its_own()
    {
        await using var first = await TaxonomyEmulator.StartAsync();
        await using var second = await TaxonomyEmulator.StartAsync();
        first.BaseAddress.Host.Should().Be("127.0.0.1");
        first.BaseAddress.Port.Should().NotBe(second.BaseAddress.Port);
        first.ApiKey.Should().NotBe(second.ApiKey);
        await FluentActions.Awaiting(() => TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { Port = first.BaseAddress.Port }))
            .Should().ThrowAsync<IOException>();
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("0.0.0.0", true)]
    public async Task Emulator_listens_elsewhere_only_where_it_is_told_to(string address, bool isReachable)
    {
        await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { Address = IPAddress.Parse(address) });
        emulator.BaseAddress.Host.Should().Be("127.0.0.1", "in the same process it is reached by loopback");
        if (!OperatingSystem.IsLinux())
            return;
        // All of 127.0.0.0/8 is this machine on Linux, so that another address of it stands for another interface.
        using var socket = new TcpClient();
        var connect = () => socket.ConnectAsync(IPAddress.Parse("127.0.0.2"), emulator.BaseAddress.Port);
        if (isReachable)
            await connect();
        else
            await FluentActions.Awaiting(connect).Should().ThrowAsync<SocketException>();
    }

    [Fact]
    public async Task Client_of_an_emulator_beyond_loopback_is_let_through_and_one_on_loopback_needs_nothing()
    {
        await using var local = await TaxonomyEmulator.StartAsync();
        local.CreateClientOptions().AllowInsecureHttp.Should().BeFalse();
        foreach (var address in OwnAddresses().Take(1))
        {
            await using var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { Address = address });
            emulator.BaseAddress.Host.Should().Be(address.ToString());
            emulator.Store.Add("tags", new HierarchicalTaxonomyConfig());
            using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
            (await client.GetAsync("tags")).TaxonomyName.Should().Be("tags");

            var services = new ServiceCollection();
            services.AddTaxonomyClient().UseEmulator(emulator);
            await using var provider = services.BuildServiceProvider();
            (await provider.GetRequiredService<ITaxonomyClient>().GetAsync("tags")).TaxonomyName.Should().Be("tags");

            var strict = emulator.CreateClientOptions();
            strict.AllowInsecureHttp = false;
            FluentActions.Invoking(() => TaxonomyClient.Create(strict)).Should().Throw<ArgumentException>("others on the way can read the key");
        }
    }

    /// <summary>The addresses of this machine that are not those of loopback.</summary>
    private static IEnumerable<IPAddress> OwnAddresses() => NetworkInterface.GetAllNetworkInterfaces()
        .Where(network => network.OperationalStatus == OperationalStatus.Up)
        .SelectMany(network => network.GetIPProperties().UnicastAddresses)
        .Select(unicast => unicast.Address)
        .Where(address => address.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(address));

    [Fact]
    public async Task Date_is_that_of_the_emulators_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 5, 1, 8, 0, 0, TimeSpan.Zero));
        await using var session = await EmulatorSession.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = clock });
        (await session.SendAsync("POST", "/v1/taxonomies/list", "{}")).Headers["Date"].Should().Be("Thu, 01 May 2031 08:00:00 GMT");
    }

    [Fact]
    public async Task Emulator_that_is_disposed_closes_its_port()
    {
        var emulator = await TaxonomyEmulator.StartAsync();
        await emulator.DisposeAsync();
        using var socket = new TcpClient();
        await FluentActions.Awaiting(() => socket.ConnectAsync(IPAddress.Loopback, emulator.BaseAddress.Port))
            .Should().ThrowAsync<SocketException>();
    }
}
