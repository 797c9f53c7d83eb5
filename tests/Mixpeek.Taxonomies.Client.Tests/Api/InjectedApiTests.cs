using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A Refit interface that is injected alone has the client's headers, repeats and exceptions, and repeats nothing that may have created something.</summary>
[Trait("Category", "Smoke")]
public sealed class InjectedApiTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private TaxonomyEmulator _emulator = null!;
    private ServiceProvider _provider = null!;

    private ITaxonomiesApi Api => _provider.GetRequiredService<ITaxonomiesApi>();

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
        _provider = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddTaxonomyClient().UseEmulator(_emulator).Services.BuildServiceProvider();
    }

    public async ValueTask DisposeAsync()
    {
        await _provider.DisposeAsync();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Request_has_the_clients_headers_and_is_repeated()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable), TaxonomyFault.DropBeforeProcessing());
        (await Api.GetTaxonomyAsync("product_tags")).TaxonomyId.Should().Be(Sample.TaxonomyId);
        _emulator.Requests.Should().HaveCount(3).And.OnlyContain(request =>
            request.Headers["Authorization"] == $"Bearer {_emulator.ApiKey}" && request.Headers["X-Namespace"] == _emulator.Namespace && request.Headers["Accept"] == "application/json");
    }

    [Fact]
    public async Task Failure_is_the_clients_exception_with_every_attempt()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        var failure = (await Api.Awaiting(api => api.GetTaxonomyAsync("missing")).Should().ThrowExactlyAsync<TaxonomyNotFoundException>()).Which;
        failure.Operation.Should().Be(TaxonomyOperations.Get);
        failure.Attempts.Select(attempt => attempt.StatusCode).Should().Equal(HttpStatusCode.BadGateway, HttpStatusCode.NotFound);
    }

    public static TheoryData<TaxonomyFault, Type> LostAnswers => new()
    {
        { TaxonomyFault.DropAfterProcessing(), typeof(TaxonomyConnectionException) },
        { TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing(), typeof(TaxonomyServerException) },
        { TaxonomyFault.Garbage("<html>").AfterProcessing(), typeof(TaxonomySerializationException) },
    };

    [Theory]
    [MemberData(nameof(LostAnswers), DisableDiscoveryEnumeration = true)]
    public async Task Creation_whose_answer_is_lost_is_not_repeated(TaxonomyFault fault, Type type)
    {
        var calls = new Func<Task>[]
        {
            () => Api.CreateTaxonomyAsync(Sample.CreateRequest with { TaxonomyName = "created" }),
            () => Api.CloneTaxonomyAsync("product_tags", Sample.CloneRequest),
            () => Api.CreateTaxonomyVersionAsync(Sample.TaxonomyId, new JsonObject { ["config"] = JsonNode.Parse(TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig)) }),
        };
        foreach (var call in calls)
        {
            _emulator.Faults.Add(fault);
            (await call.Should().ThrowAsync<TaxonomyException>()).Which.Should().BeOfType(type);
        }

        _emulator.Requests.Should().HaveCount(3);
        _emulator.Store.Taxonomies.Should().HaveCount(3);
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Options_of_a_call_count()
    {
        _emulator.Store.AddNamespace("tenant-b");
        var options = new TaxonomyCallOptions { Namespace = "tenant-b", MaxRetries = 0, Headers = new Dictionary<string, string> { ["X-Trace"] = "t1" } };
        await Api.CreateTaxonomyAsync(Sample.CreateRequest, options);
        _emulator.Store.In("tenant-b").Should().ContainSingle();
        _emulator.Requests.Single().Headers["X-Trace"].Should().Be("t1");
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
        await Api.Awaiting(api => api.ListTaxonomiesAsync(new ListTaxonomiesRequest(), options: options)).Should().ThrowAsync<TaxonomyServerException>();
        _emulator.Requests.Should().HaveCount(2);
        await Api.Awaiting(api => api.GetTaxonomyAsync("t", options: new TaxonomyCallOptions { MaxRetries = -1 })).Should().ThrowAsync<ArgumentException>().WithMessage("options.MaxRetries *");
        _emulator.Requests.Should().HaveCount(2);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task Identifier_that_a_path_would_lose_is_refused_before_anything_is_sent(string identifier)
    {
        await Api.Awaiting(api => api.GetTaxonomyAsync(identifier)).Should().ThrowAsync<ArgumentException>();
        await Api.Awaiting(api => api.DeleteTaxonomyAsync(identifier)).Should().ThrowAsync<ArgumentException>();
        await Api.Awaiting(api => api.GetTaxonomyAsync($"half{(char)0xd800}")).Should().ThrowAsync<ArgumentException>();
        await Api.Awaiting(api => api.GetTaxonomyAsync(null!)).Should().ThrowAsync<ArgumentNullException>();
        await Api.Awaiting(api => api.CreateTaxonomyAsync(null!)).Should().ThrowAsync<ArgumentNullException>().WithParameterName("request");
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Callers_cancellation_stays_its_own()
    {
        using var caller = new CancellationTokenSource();
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var call = Api.GetTaxonomyAsync("product_tags", cancellationToken: caller.Token);
        await _emulator.Requests.WaitForAsync(1);
        await caller.CancelAsync();
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Times_in_a_query_are_utc_and_flags_are_lower_case()
    {
        await _provider.GetRequiredService<ITaxonomyAnalyticsApi>().GetAssignmentsAsync(
            Sample.TaxonomyId, startDate: new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), groupBy: "day");
        await Api.ListTaxonomiesAsync(new ListTaxonomiesRequest(), limit: 5, includeTotal: true);
        _emulator.Requests.Select(request => request.Query).Should().Equal("?start_date=2026-01-02T01%3A04%3A05Z&group_by=day", "?limit=5&include_total=true");
    }

    [Fact]
    public async Task Interfaces_of_a_named_client_are_keyed()
    {
        await using var provider = new ServiceCollection().AddTaxonomyClient("east").UseEmulator(_emulator).Services.BuildServiceProvider();
        (await provider.GetRequiredKeyedService<ITaxonomyTemplatesApi>("east").ListTemplatesAsync(new ListTemplatesRequest())).Results.Should().BeEmpty();
        provider.GetService<ITaxonomyTemplatesApi>().Should().BeNull();
    }

    [Fact]
    public async Task Request_of_a_strangers_own_over_the_same_connections_is_sent_once_with_the_headers()
    {
        using var http = _provider.GetRequiredService<IHttpClientFactory>().CreateClient("Mixpeek.Taxonomies.Client");
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.ServiceUnavailable));
        using var response = await http.GetAsync(new Uri("v1/taxonomies/product_tags", UriKind.Relative));
        response.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        _emulator.Requests.Should().ContainSingle().Which.Headers["Authorization"].Should().Be($"Bearer {_emulator.ApiKey}");
    }
}
