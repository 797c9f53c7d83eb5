using System.Net;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Each scripted fault does what it says, once, and to the operation that it is for.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private EmulatorSession _session = null!;

    private TaxonomyEmulator Emulator => _session.Emulator;

    public async ValueTask InitializeAsync() => _session = await EmulatorSession.StartAsync();

    public ValueTask DisposeAsync() => _session.DisposeAsync();

    [Fact]
    public async Task Answer_with_a_status_and_headers_does_not_process()
    {
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable).WithHeader("Retry-After", "3"));
        var reply = await CreateAsync("a");
        reply.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        reply.Headers["Retry-After"].Should().Be("3");
        reply.ErrorMessage.Should().Be("Scripted fault: 503");
        Emulator.Store.Taxonomies.Should().BeEmpty();
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.OK, "a fault meets one request");
    }

    [Fact]
    public async Task Drop_before_and_after_processing()
    {
        Emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), TaxonomyFault.DropAfterProcessing());
        await FluentActions.Awaiting(() => CreateAsync("before")).Should().ThrowAsync<HttpRequestException>();
        Emulator.Store.Taxonomies.Should().BeEmpty();
        await FluentActions.Awaiting(() => CreateAsync("after")).Should().ThrowAsync<HttpRequestException>();
        Emulator.Store.Taxonomies.Should().ContainSingle().Which.TaxonomyName.Should().Be("after");
    }

    [Fact]
    public async Task Truncated_body_breaks_off_after_processing()
    {
        Emulator.Faults.Add(TaxonomyFault.TruncateBody(20));
        await FluentActions.Awaiting(() => CreateAsync("a")).Should().ThrowAsync<HttpRequestException>();
        Emulator.Store.Taxonomies.Should().ContainSingle();
    }

    [Fact]
    public async Task Stall_lasts_until_the_emulator_stops()
    {
        var emulator = await TaxonomyEmulator.StartAsync();
        using var http = new HttpClient { BaseAddress = emulator.BaseAddress };
        emulator.Faults.Add(TaxonomyFault.Stall());
        var call = http.GetAsync(new Uri("/v1/taxonomies/t", UriKind.Relative));
        await emulator.Requests.WaitForAsync(1);
        call.IsCompleted.Should().BeFalse();
        await emulator.DisposeAsync();
        await FluentActions.Awaiting(() => call).Should().ThrowAsync<HttpRequestException>();
    }

    [Fact]
    public async Task Fault_waits_for_its_operation_and_comes_as_often_as_it_says()
    {
        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway) with { Operation = TaxonomyOperations.Get, Times = 2 });
        (await CreateAsync("a")).Status.Should().Be(HttpStatusCode.OK);
        Emulator.Faults.Pending.Should().Be(2);
        (await GetAsync()).Should().Be(HttpStatusCode.BadGateway);
        (await GetAsync()).Should().Be(HttpStatusCode.BadGateway);
        (await GetAsync()).Should().Be(HttpStatusCode.OK);

        Emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        Emulator.Faults.Clear();
        (await GetAsync()).Should().Be(HttpStatusCode.OK);

        async Task<HttpStatusCode> GetAsync() => (await _session.SendAsync("GET", "/v1/taxonomies/a")).Status;
    }

    [Fact]
    public async Task Requests_are_recorded_as_they_were_sent()
    {
        await _session.SendAsync("POST", "/v1/taxonomies/a%2Fb/clone?x=%20", """{"a": 1}""");
        var request = Emulator.Requests.Should().ContainSingle().Subject;
        request.Operation.Should().Be(TaxonomyOperations.Clone);
        request.Path.Should().Be("/v1/taxonomies/a%2Fb/clone");
        request.Query.Should().Be("?x=%20");
        request.Body.Should().Be("""{"a": 1}""");
        request.ReadJson()!["a"]!.GetValue<int>().Should().Be(1);
        request.Headers["x-namespace"].Should().Be(Emulator.Namespace);
        request.ToString().Should().NotContain(Emulator.ApiKey);
    }

    [Fact]
    public void Store_refuses_a_name_that_is_taken()
    {
        var config = new UnknownTaxonomyConfig();
        Emulator.Store.Add("a", config);
        FluentActions.Invoking(() => Emulator.Store.Add("a", config)).Should().Throw<ArgumentException>().WithParameterName("name");
        Emulator.Store.Find("nothing").Should().BeNull();
    }

    private Task<EmulatorSession.Reply> CreateAsync(string name) =>
        _session.SendAsync("POST", "/v1/taxonomies", Bodies.Create(name));
}
