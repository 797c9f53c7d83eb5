using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>What an application puts on every client, as service defaults do, breaks no promise of this one.</summary>
public sealed class DefaultHandlersTests : IAsyncLifetime
{
    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public async Task Standard_resilience_handler_makes_no_second_version()
    {
        await using var provider = Build(defaults => defaults.AddStandardResilienceHandler());
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        await Client(provider).Awaiting(client => client.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Standard_resilience_handler_leaves_a_lost_clone_to_the_look_up()
    {
        await using var provider = Build(defaults => defaults.AddStandardResilienceHandler());
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        (await Client(provider).CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        _emulator.Requests.Select(request => request.Method).Should().Equal("POST", "GET", "GET");
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task Resilience_handler_stays_only_where_it_is_asked_to(bool keeps, int handlers)
    {
        await using var provider = Build(defaults => defaults.AddStandardResilienceHandler(), options => options.KeepDefaultResilienceHandlers = keeps);
        HttpMessageHandler? handler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("Mixpeek.Taxonomies.Client");
        var chain = new List<HttpMessageHandler>();
        for (; handler is DelegatingHandler outer; handler = outer.InnerHandler)
            chain.Add(outer);
        chain.OfType<ResilienceHandler>().Should().HaveCount(handlers);
    }

    [Fact]
    public async Task Timeout_of_a_handler_that_stays_is_not_reported_as_the_clients_own()
    {
        await using var provider = Build(
            defaults => defaults.AddStandardResilienceHandler(options =>
            {
                options.Retry.MaxRetryAttempts = 1;
                options.Retry.Delay = TimeSpan.Zero;
                options.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(200);
                options.TotalRequestTimeout.Timeout = TimeSpan.FromMilliseconds(300);
                options.CircuitBreaker.SamplingDuration = TimeSpan.FromSeconds(1);
            }),
            options => options.KeepDefaultResilienceHandlers = true);
        _emulator.Faults.Add(TaxonomyFault.Stall() with { Times = 100 });
        var failure = (await Client(provider).Awaiting(client => client.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyTimeoutException>()).Which;
        failure.Timeout.Should().BeLessThan(TimeSpan.FromSeconds(1));
        failure.Message.Should().Match("GetTaxonomy was ended after 0.* s by a timeout that is not the client's own. See the Timeout and the other handlers of its HttpClient.");
    }

    [Fact]
    public async Task Timeout_of_the_HttpClient_is_not_reported_as_a_connection_that_could_not_be_made()
    {
        await using var provider = Build(_ => { }, chain: client => client.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(200)));
        _emulator.Faults.Add(TaxonomyFault.Stall());
        (await Client(provider).Awaiting(client => client.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyTimeoutException>())
            .WithMessage("GetTaxonomy was ended by a timeout that is not the client's own. See the Timeout and the other handlers of its HttpClient.")
            .Which.InnerException.Should().BeOfType<TaskCanceledException>();
    }

    [Fact]
    public async Task Timeout_of_the_HttpClient_is_told_as_one_before_anything_was_sent_too()
    {
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = 1 });
        using var held = await limiter.AcquireAsync();
        await using var provider = Build(_ => { }, options => options.RateLimiter = limiter, client => client.ConfigureHttpClient(http => http.Timeout = TimeSpan.FromMilliseconds(200)));
        (await Client(provider).Awaiting(client => client.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyTimeoutException>())
            .WithMessage("GetTaxonomy was ended by a timeout that is not the client's own.*");
        _emulator.Requests.Should().BeEmpty();
    }

    public static TheoryData<bool, bool> Repeaters => new() { { true, false }, { true, true }, { false, false }, { false, true } };

    [Theory]
    [MemberData(nameof(Repeaters))]
    public async Task Other_handler_that_repeats_by_itself_loses_no_clone_and_doubles_no_header(bool isDefault, bool copies)
    {
        await using var provider = isDefault
            ? Build(defaults => defaults.AddHttpMessageHandler(() => new Repeater(copies)))
            : Build(_ => { }, null, client => client.AddHttpMessageHandler(() => new Repeater(copies)));
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var response = await Client(provider).CloneAsync("product_tags", Sample.CloneRequest);
        response.Outcome.Should().Be(CreationOutcome.Recovered, "the conflict of the second request is the first one's work");
        _emulator.Store.Taxonomies.Should().HaveCount(2);
        foreach (var request in _emulator.Requests)
        {
            request.Headers["Accept"].Should().Be("application/json");
            request.Headers["User-Agent"].Split("Mixpeek").Should().HaveCount(2);
            request.Headers["Authorization"].Should().Be($"Bearer {_emulator.ApiKey}");
            request.Headers["X-Namespace"].Should().Be(_emulator.Namespace);
        }
    }

    [Fact]
    public async Task Exception_of_a_default_handler_after_a_success_is_not_taken_for_no_effect()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Spoiler()));
        (await Client(provider).CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Recovered);
        await Client(provider).Awaiting(client => client.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
        _emulator.Requests.Count(request => request.Method == "POST").Should().Be(2);
    }

    [Fact]
    public async Task Conflict_of_a_single_request_is_the_callers_at_once()
    {
        await using var provider = Build(defaults => defaults.AddStandardResilienceHandler());
        await Client(provider).Awaiting(client => client.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyConflictException>();
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Handler_that_repeats_an_answered_creation_without_a_name_makes_no_second_one()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper(async (request, next) =>
            await next(request) is { IsSuccessStatusCode: false } ? await next(request) : throw new InvalidOperationException("The first answer was no failure."))));
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing());
        var failure = (await Client(provider).Awaiting(client => client.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.Message.Should().Contain("A handler of the application repeated CreateTaxonomyVersion");
        failure.InnerException.Should().BeOfType<TaxonomyException>().Which.Operation.Should().Be(TaxonomyOperations.CreateVersion);
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Resilience_handler_that_stays_makes_no_second_version()
    {
        await using var provider = Build(
            defaults => defaults.AddStandardResilienceHandler(options => options.Retry.Delay = TimeSpan.Zero),
            options => options.KeepDefaultResilienceHandlers = true);
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        await Client(provider).Awaiting(client => client.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Second_request_beside_the_first_makes_no_second_version()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper(async (request, next) =>
        {
            var first = next(request);
            await FluentActions.Awaiting(() => next(request)).Should().ThrowAsync<TaxonomyException>();
            return await first;
        })));
        (await Client(provider).CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Version.Should().Be(2);
        _emulator.Store.Find(Sample.TaxonomyId)!.Version.Should().Be(2);
    }

    [Fact]
    public async Task Copy_without_options_is_refused_rather_than_sent_to_another_namespace()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper(async (request, next) => await next(await Repeater.CopyAsync(request)))));
        var client = Client(provider).WithOptions(new TaxonomyCallOptions { Namespace = "ns_tenant_b" });
        var failure = (await client.Awaiting(c => c.CloneAsync("product_tags", Sample.CloneRequest)).Should().ThrowExactlyAsync<TaxonomyException>()).Which;
        failure.Message.Should().Contain("HttpRequestMessage.Options").And.Contain("nothing was sent");
        _emulator.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Copy_without_options_is_refused_after_the_request_was_sent_too()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper(async (request, next) =>
        {
            (await next(request)).Dispose();
            return await next(await Repeater.CopyAsync(request));
        })));
        (await Client(provider).Awaiting(client => client.GetAsync("product_tags")).Should().ThrowExactlyAsync<TaxonomyException>()).WithMessage("*HttpRequestMessage.Options*nothing was sent*");
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Request_that_a_handler_leads_elsewhere_is_not_sent()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper((request, next) =>
        {
            request.RequestUri = new Uri("https://other.example/v1");
            return next(request);
        })));
        var failure = (await Client(provider).Awaiting(client => client.GetAsync("product_tags")).Should().ThrowExactlyAsync<TaxonomyException>()).Which;
        (failure.Message, failure.Operation).Should().Be(("The request is for another address than TaxonomyClientOptions.BaseAddress; it got no key, and nothing was sent. Send it by another client.", TaxonomyOperations.Get));
    }

    [Fact]
    public async Task Body_that_a_handler_puts_in_place_is_sent_at_each_attempt()
    {
        const string body = """{"taxonomy_name":"of_the_handler"}""";
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper((request, next) =>
        {
            request.Content = new StringContent(body, null, "application/json");
            return next(request);
        })));
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "0.001"));
        await Client(provider).CloneAsync("product_tags", Sample.CloneRequest with { TaxonomyName = "of_the_handler" });
        _emulator.Requests.Select(request => request.Body).Should().Equal(body, body);
    }

    [Fact]
    public async Task Answer_that_a_handler_reads_first_is_still_read()
    {
        var seen = new List<string>();
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper(async (request, next) =>
        {
            var response = await next(request);
            seen.Add(await response.Content.ReadAsStringAsync());
            return response;
        })));
        var taxonomy = await Client(provider).GetAsync("product_tags");
        TaxonomyJson.Deserialize<Taxonomy>(seen.Single()).Should().Be(taxonomy);
    }

    [Fact]
    public async Task Content_that_a_handler_puts_in_place_of_the_answer_is_read()
    {
        await using var provider = Build(defaults => defaults.AddHttpMessageHandler(() => new Wrapper(async (request, next) =>
        {
            var response = await next(request);
            using var reader = new StreamReader(response.Content.ReadAsStream());
            response.Content = new StringContent(await reader.ReadToEndAsync(), null, "application/json");
            return response;
        })));
        (await Client(provider).GetAsync("product_tags")).TaxonomyId.Should().Be(Sample.TaxonomyId);
        await Client(provider).Awaiting(client => client.GetAsync("missing")).Should().ThrowAsync<TaxonomyNotFoundException>();
        (await Client(provider).CloneAsync("product_tags", Sample.CloneRequest)).Outcome.Should().Be(CreationOutcome.Created);
    }

    private static ITaxonomyClient Client(ServiceProvider provider) => provider.GetRequiredService<ITaxonomyClient>();

    private ServiceProvider Build(
        Action<IHttpClientBuilder> defaults, Action<TaxonomyClientOptions>? configure = null, Action<IHttpClientBuilder>? chain = null)
    {
        var services = new ServiceCollection();
        var client = services.AddTaxonomyClient(configure ?? (_ => { })).UseEmulator(_emulator);
        chain?.Invoke(client);
        services.ConfigureHttpClientDefaults(defaults);
        return services.BuildServiceProvider();
    }

    /// <summary>Throws when a POST has been answered.</summary>
    private sealed class Spoiler : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            return request.Method == HttpMethod.Post ? throw new InvalidOperationException("The audit log is full.") : response;
        }
    }

    private sealed class Wrapper(Func<HttpRequestMessage, Func<HttpRequestMessage, Task<HttpResponseMessage>>, Task<HttpResponseMessage>> send) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            send(request, next => base.SendAsync(next, cancellationToken));
    }

    /// <summary>Sends a request once more where its connection breaks, as it is or as a copy.</summary>
    private sealed class Repeater(bool copies) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var copy = copies ? await CopyAsync(request) : request;
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException)
            {
                return await base.SendAsync(copy, cancellationToken);
            }
        }

        public static async Task<HttpRequestMessage> CopyAsync(HttpRequestMessage request)
        {
            var copy = new HttpRequestMessage(request.Method, request.RequestUri) { Version = request.Version, VersionPolicy = request.VersionPolicy };
            foreach (var (name, values) in request.Headers)
                copy.Headers.TryAddWithoutValidation(name, values);
            if (request.Content is not null)
                copy.Content = new ByteArrayContent(await request.Content.ReadAsByteArrayAsync()) { Headers = { ContentType = request.Content.Headers.ContentType } };
            return copy;
        }
    }
}
