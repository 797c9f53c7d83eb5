using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The messages of what goes wrong most: each names the operation, what the service said, what to do next, and the request ID.</summary>
public sealed partial class ErrorMessageTests : IAsyncLifetime
{
    private const string Page = "<html><body>Bad gateway</body></html>";

    private TaxonomyEmulator _emulator = null!;

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _emulator.Store.Add("product_tags", Sample.FlatConfig);
        _emulator.Store.Add("product_tags_v2", Sample.FlatConfig);
    }

    public ValueTask DisposeAsync() => _emulator.DisposeAsync();

    [Fact]
    public Task Wrong_key() => FailsAsync<TaxonomyAuthenticationException>(
        client => client.GetAsync("product_tags"),
        "GetTaxonomy failed with 401 UnauthorizedError: Invalid or missing API key. The key comes from TaxonomyClientOptions.ApiKey, its CredentialProvider, or MIXPEEK_API_KEY. Request ID: req_…",
        options => options.CredentialProvider = new GivenKey("sk_wrong"));

    [Fact]
    public Task Wrong_namespace() => FailsAsync<TaxonomyNotFoundException>(
        client => client.GetAsync("product_tags"),
        "GetTaxonomy failed with 404 NotFoundError: Namespace not found: ns_wrong. Check the ID or the name, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE. Request ID: req_…",
        options => options.Namespace = "ns_wrong");

    [Fact]
    public Task No_namespace() => FailsAsync<TaxonomyPermissionException>(
        client => client.GetAsync("product_tags"),
        "GetTaxonomy failed with 403 ForbiddenError: The X-Namespace header is missing. Check what the key may do, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE. Request ID: req_…",
        options => options.Namespace = null);

    [Fact]
    public Task Unknown_id() => FailsAsync<TaxonomyNotFoundException>(
        client => client.GetAsync("tax_unknown"),
        "GetTaxonomy failed with 404 NotFoundError: Taxonomy not found: tax_unknown. Check the ID or the name, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE. Request ID: req_…");

    [Fact]
    public Task Duplicate_name() => FailsAsync<TaxonomyConflictException>(
        client => client.CloneAsync("product_tags", Sample.CloneRequest),
        "CloneTaxonomy failed with 409 AlreadyExistsError: A taxonomy named 'product_tags_v2' already exists in this namespace. Names are unique in a namespace; choose another, or update the taxonomy that has it. Request ID: req_…");

    [Fact]
    public Task Update_of_a_config() => FailsAsync<TaxonomyBadRequestException>(
        client => client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { Description = "d", AdditionalProperties = new JsonObject { ["config"] = new JsonObject() } }),
        "UpdateTaxonomy failed with 400 BadRequestError: Immutable field 'config' cannot be modified. Clone the taxonomy to change it: POST /v1/taxonomies/{id}/clone. An update changes the name, the description and the metadata; to change the config, clone the taxonomy. Request ID: req_…");

    [Fact]
    public Task Quota_that_is_used_up()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden, """{"success":false,"status":403,"error":{"type":"QuotaExceededError","message":"Taxonomy quota exceeded","details":{"current":2,"limit":2}}}"""));
        return FailsAsync<TaxonomyPermissionException>(
            client => client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "third" }),
            "CreateTaxonomy failed with 403 QuotaExceededError: Taxonomy quota exceeded. The quota is used up, so that a repeat does not help: delete what is not needed, or have it raised. Request ID: req_…");
    }

    [Fact]
    public Task Fault_of_the_service()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError));
        return FailsAsync<TaxonomyServerException>(
            client => client.GetAsync("product_tags"),
            "GetTaxonomy failed with 500 InternalServerError: Scripted fault: 500. The fault is the service's: where it stays, report it with the request ID. Request ID: req_…");
    }

    [Fact]
    public async Task Server_that_is_down()
    {
        await _emulator.DisposeAsync();
        await FailsAsync<TaxonomyConnectionException>(
            client => client.GetAsync("product_tags"),
            $"GetTaxonomy got no answer from {_emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}: the connection was refused or could not be made. Check the network, TaxonomyClientOptions.BaseAddress, and a proxy in between.");
    }

    public static TheoryData<Exception, string, string> NoAnswers
    {
        get
        {
            const string broken = " Check the network, and a proxy in between.";
            const string check = " Check the network, TaxonomyClientOptions.BaseAddress, and a proxy in between.";
            return new TheoryData<Exception, string, string>
            {
                { new HttpRequestException(HttpRequestError.NameResolutionError), "the host name could not be resolved", check },
                { new HttpRequestException(HttpRequestError.ConnectionError), "the connection was refused or could not be made", check },
                { new HttpRequestException(HttpRequestError.SecureConnectionError), "no secure connection could be made", check },
                { new HttpRequestException(HttpRequestError.ProxyTunnelError), "the proxy refused the connection", " Check the proxy's address and credentials." },
                { new HttpRequestException(HttpRequestError.ResponseEnded), "the connection was closed", broken },
                { new HttpRequestException(HttpRequestError.InvalidResponse), "the answer is no valid HTTP", broken },
                { new HttpRequestException(HttpRequestError.Unknown), "the connection broke", broken },
                { new HttpIOException(HttpRequestError.ResponseEnded), "the connection was closed", broken },
                { new IOException("reset"), "the connection broke", broken },
                { new SocketException(), "the connection broke", broken },
                { new TimeoutException("late"), "no answer came in time", broken },
            };
        }
    }

    [Theory]
    [MemberData(nameof(NoAnswers), DisableDiscoveryEnumeration = true)]
    public async Task No_answer(Exception fault, string reason, string next)
    {
        using var handler = new StubHandler(_ => throw fault);
        using var client = Sample.Client(handler);
        var failure = (await client.WithOptions(new TaxonomyCallOptions { MaxRetries = 0 }).Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyConnectionException>()).Which;
        failure.Message.Should().Be($"GetTaxonomy got no answer from https://api.mixpeek.com: {reason}.{next}");
        failure.Attempts.Single().Failure.Should().Be(reason);
        (failure.Operation, failure.InnerException).Should().Be((TaxonomyOperations.Get, fault));
    }

    [Fact]
    public async Task Connection_that_is_not_made_in_time()
    {
        var late = new TaskCanceledException("late", new TimeoutException("late"));
        using var handler = new StubHandler(_ => throw late);
        using var client = Sample.Client(handler);
        var failure = (await client.WithOptions(new TaxonomyCallOptions { MaxRetries = 0 }).Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyConnectionException>()).Which;
        failure.Message.Should().Be("GetTaxonomy got no answer from https://api.mixpeek.com: the connection could not be made in time. Check the network, and a proxy in between.");
        failure.InnerException.Should().BeSameAs(late);
    }

    [Fact]
    public async Task Client_that_is_disposed_of_during_a_call()
    {
        _emulator.Faults.Add(TaxonomyFault.Stall());
        var client = TaxonomyClient.Create(_emulator.CreateClientOptions());
        var call = client.GetAsync("product_tags");
        await _emulator.Requests.WaitForAsync(1);
        client.Dispose();
        (await FluentActions.Awaiting(() => call).Should().ThrowAsync<TaxonomyConnectionException>())
            .WithMessage($"GetTaxonomy got no answer from {_emulator.BaseAddress.GetLeftPart(UriPartial.Authority)}: it was cancelled, but not by the caller. See what disposes of the client, and the handlers of its HttpClient.");
    }

    [Fact]
    public async Task Body_that_breaks_off()
    {
        using var body = new BrokenBody("""{"taxonomy_id":"tax_1"}"""u8.ToArray(), FaultKind.TruncatedBody, new SkippingClock());
        using var handler = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.Created) { Content = body });
        using var client = Sample.Client(handler);
        var failure = (await client.WithOptions(new TaxonomyCallOptions { MaxRetries = 0 }).Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyConnectionException>()).Which;
        failure.Message.Should().Be("GetTaxonomy was answered with 201 by https://api.mixpeek.com, but the body broke off: the connection was closed. Check the network, and a proxy in between.");
        failure.Attempts.Select(attempt => (attempt.StatusCode, attempt.Failure)).Should().Equal((HttpStatusCode.Created, "the body broke off: the connection was closed"));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "It names no error type, so that it may come from a proxy in between or a wrong address: check that, and TaxonomyClientOptions.BaseAddress.")]
    [InlineData(HttpStatusCode.ProxyAuthenticationRequired, "A proxy between client and service asks for credentials: see its settings.")]
    [InlineData(HttpStatusCode.BadGateway, "It names no error type, so that it may come from a proxy in between or a wrong address: check that, and TaxonomyClientOptions.BaseAddress.")]
    public async Task Proxy_that_answers_itself(HttpStatusCode status, string next)
    {
        using var handler = new StubHandler(_ => new HttpResponseMessage(status) { Content = new StringContent(Page, System.Text.Encoding.UTF8, "text/html") });
        using var client = Sample.Client(handler);
        var failure = (await client.WithOptions(new TaxonomyCallOptions { MaxRetries = 0 }).Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.Message.Should().Be($"GetTaxonomy failed with {(int)status}: the body is no JSON (text/html, {Page.Length} bytes). {next}");
        failure.Attempts.Single().Failure.Should().Be($"{(int)status}", "the answer names no type");
    }

    [Fact]
    public Task Proxy_that_answers_with_a_page()
    {
        _emulator.Faults.Add(TaxonomyFault.Garbage());
        return FailsAsync<TaxonomySerializationException>(
            client => client.GetAsync("product_tags"),
            "GetTaxonomy was answered with 200, but its body is no Taxonomy in JSON (it says it is text/html). Check TaxonomyClientOptions.BaseAddress, and a proxy in between. Request ID: req_…");
    }

    [Fact]
    public Task Version_that_may_have_been_made()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing());
        return FailsAsync<TaxonomyOutcomeUnknownException>(
            client => client.CreateVersionAsync(_emulator.Store.Find("product_tags")!.TaxonomyId, Sample.FlatConfig),
            "CreateTaxonomyVersion was sent, and whether it took effect is not known: CreateTaxonomyVersion failed with 500 InternalServerError: Scripted fault: 500. The fault is the service's: where it stays, report it with the request ID. Request ID: req_… Look whether it did before you try again.");
    }

    [Theory]
    [InlineData("not looked up", "Look for 'third' before you try again.")]
    [InlineData("free", "When last looked up, no taxonomy had the name 'third'; look again before you try again.")]
    [InlineData("taken", "The taxonomy tax_third has the name 'third', and whether this call made it can't be told.")]
    [InlineData("look-up fails", "Looking 'third' up failed too: GetTaxonomy failed with 403 ForbiddenError: Scripted fault: 403. Check what the key may do, and the namespace: TaxonomyClientOptions.Namespace or MIXPEEK_NAMESPACE. Request ID: req_… Look for it before you try again.")]
    public Task Taxonomy_that_may_have_been_made(string look, string seen)
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.BadGateway));
        if (look == "taken")
            _emulator.Store.Add("third", Sample.FlatConfig, "another's", id: "tax_third");
        if (look == "look-up fails")
            _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden));
        return FailsAsync<TaxonomyOutcomeUnknownException>(
            client => client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "third" }),
            $"CreateTaxonomy was sent, and whether it took effect is not known: CreateTaxonomy failed with 502 InternalServerError: Scripted fault: 502. The fault is the service's: where it stays, report it with the request ID. Request ID: req_… {seen}",
            options => options.ReconcileByName = look != "not looked up");
    }

    private async Task FailsAsync<TException>(Func<ITaxonomyClient, Task> call, string message, Action<TaxonomyClientOptions>? change = null)
        where TException : TaxonomyException
    {
        var options = _emulator.CreateClientOptions();
        options.MaxRetries = 0;
        change?.Invoke(options);
        using var client = TaxonomyClient.Create(options);
        var failure = (await FluentActions.Awaiting(() => call(client)).Should().ThrowAsync<TException>()).Which;
        RequestId().Replace(failure.Message, "req_…").Should().Be(message);
    }

    [GeneratedRegex(@"req_\w+\.")]
    private static partial Regex RequestId();

    private sealed class GivenKey(string key) : ITaxonomyCredentialProvider
    {
        public ValueTask<string> GetApiKeyAsync(CancellationToken cancellationToken) => ValueTask.FromResult(key);
    }
}
