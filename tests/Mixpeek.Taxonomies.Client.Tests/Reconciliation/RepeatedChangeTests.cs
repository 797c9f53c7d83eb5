using System.Net;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>An update or a deletion that is repeated after it took effect is answered otherwise, and succeeds all the same.</summary>
[Trait("Category", "Smoke")]
public sealed class RepeatedChangeTests : IAsyncLifetime
{
    private static readonly UpdateTaxonomyRequest Rename = new() { TaxonomyName = "tags", Description = "new", Metadata = new JsonObject { ["owner"] = "search" } };

    private readonly SkippingClock _clock = new();
    private readonly List<TaxonomyCall> _calls = [];
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    private ITaxonomyClient Client => _client.WithOptions(new TaxonomyCallOptions { OnCompleted = _calls.Add });

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync();
        _client = Sample.ClientOf(_emulator, _clock);
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Fact]
    public async Task Rename_that_took_effect_is_found_under_the_new_name()
    {
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropAfterProcessing()));
        var renamed = await Client.UpdateAsync("product_tags", Rename);
        (renamed.TaxonomyId, renamed.TaxonomyName, renamed.Description).Should().Be((Sample.TaxonomyId, "tags", "new"));
        _calls.Single().IsRecovered.Should().BeTrue();
        Sent.Should().Equal("GET /product_tags", "PATCH /product_tags", "PATCH /product_tags", "GET /tags");
    }

    [Fact]
    public async Task Rename_by_id_is_answered_by_the_repeat()
    {
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        (await Client.UpdateAsync(Sample.TaxonomyId, Rename)).TaxonomyName.Should().Be("tags");
        Sent.Should().Equal($"PATCH /{Sample.TaxonomyId}", $"PATCH /{Sample.TaxonomyId}");
    }

    [Fact]
    public async Task Rename_that_did_not_take_effect_is_repeated()
    {
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropBeforeProcessing()));
        (await Client.UpdateAsync("product_tags", Rename)).TaxonomyName.Should().Be("tags");
        _calls.Single().IsRecovered.Should().BeFalse();
        Sent.Should().Equal("GET /product_tags", "PATCH /product_tags", "PATCH /product_tags");
    }

    [Fact]
    public async Task Rename_of_what_is_not_there_is_not_found()
    {
        await Client.Awaiting(client => client.UpdateAsync("no_such", Rename)).Should().ThrowAsync<TaxonomyNotFoundException>();
        Sent.Should().Equal("GET /no_such");
    }

    [Fact]
    public async Task Rename_of_what_is_gone_meanwhile_is_not_found_where_nothing_has_the_new_name()
    {
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropBeforeProcessing()), OnUpdate(TaxonomyFault.Answer(HttpStatusCode.NotFound)));
        await Client.Awaiting(client => client.UpdateAsync("product_tags", Rename)).Should().ThrowAsync<TaxonomyNotFoundException>();
        Sent.Should().Equal("GET /product_tags", "PATCH /product_tags", "PATCH /product_tags", "GET /tags");
    }

    [Theory]
    [InlineData("product_tags")]
    [InlineData("tax_gone")]
    [InlineData(Sample.TaxonomyId)]
    public async Task Taxonomy_of_somebody_else_is_not_returned_as_the_renamed_one(string renamed)
    {
        var theirs = _emulator.Store.Add("theirs", Sample.FlatConfig, "new");
        await _client.UpdateAsync(theirs.TaxonomyId, Rename);
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.Answer(HttpStatusCode.BadGateway)), OnUpdate(TaxonomyFault.Answer(HttpStatusCode.NotFound)));
        var failure = (await Client.Awaiting(client => client.UpdateAsync(renamed, Rename)).Should().ThrowAsync<TaxonomyException>()).Which;
        if (renamed == "product_tags")
            failure.Should().BeOfType<TaxonomyNotFoundException>("its ID is known, and another has the name");
        else
            failure.Should().BeOfType<TaxonomyOutcomeUnknownException>().Which.LastSeen!.TaxonomyId.Should().Be(theirs.TaxonomyId);
    }

    [Fact]
    public async Task Conflict_of_a_repeated_rename_stays_a_conflict()
    {
        _emulator.Store.Add("tags", Sample.FlatConfig);
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropBeforeProcessing()));
        await Client.Awaiting(client => client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { TaxonomyName = "tags" }))
            .Should().ThrowAsync<TaxonomyConflictException>();
        _emulator.Store.Find("product_tags").Should().NotBeNull();
    }

    [Fact]
    public async Task Conflict_of_a_taxonomy_with_its_own_new_name_is_settled()
    {
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing(), TaxonomyFault.Answer(HttpStatusCode.Conflict));
        (await Client.UpdateAsync(Sample.TaxonomyId, Rename)).TaxonomyName.Should().Be("tags");
        Sent.Should().Equal($"PATCH /{Sample.TaxonomyId}", $"PATCH /{Sample.TaxonomyId}", "GET /tags");
    }

    [Theory]
    [InlineData(Sample.TaxonomyId, "tags", "old")]
    [InlineData(Sample.TaxonomyId, "product_tags", "new")]
    [InlineData("", "tags", "new")]
    public async Task Taxonomy_that_is_not_all_that_a_rename_asked_for_is_not_told(string id, string name, string description)
    {
        var found = $$"""{"taxonomy_id":"{{id}}","taxonomy_name":"{{name}}","description":"{{description}}","config":{{TaxonomyJson.Serialize<TaxonomyConfig>(Sample.FlatConfig)}}}""";
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropAfterProcessing()), OnUpdate(TaxonomyFault.Answer(HttpStatusCode.Conflict)));
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.OK, found) with { Operation = TaxonomyOperations.Get });
        var rename = Rename with { Metadata = default };
        var failure = (await Client.Awaiting(client => client.UpdateAsync(Sample.TaxonomyId, rename)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        (failure.NameState, failure.LastSeen!.TaxonomyName).Should().Be((TaxonomyNameState.Taken, name));
    }

    [Fact]
    public async Task Conflict_of_a_repeated_rename_over_a_name_that_is_free_by_now_is_repeated()
    {
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropBeforeProcessing()), OnUpdate(TaxonomyFault.Answer(HttpStatusCode.Conflict)));
        (await Client.UpdateAsync(Sample.TaxonomyId, Rename)).TaxonomyName.Should().Be("tags");
        Sent.Should().Equal($"PATCH /{Sample.TaxonomyId}", $"PATCH /{Sample.TaxonomyId}", "GET /tags", $"PATCH /{Sample.TaxonomyId}");
    }

    [Fact]
    public async Task Rename_to_what_no_path_can_hold_is_sent_without_a_look_at_its_id()
    {
        (await Client.UpdateAsync("product_tags", Rename with { TaxonomyName = "a/b" })).TaxonomyName.Should().Be("a/b");
        Sent.Should().Equal("PATCH /product_tags");
    }

    [Fact]
    public async Task Rename_that_cannot_be_settled_is_unknown()
    {
        _emulator.Faults.Add(OnUpdate(TaxonomyFault.DropAfterProcessing()), OnUpdate(TaxonomyFault.Answer(HttpStatusCode.NotFound)));
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Forbidden) with { Operation = TaxonomyOperations.Get });
        var failure = (await Client.Awaiting(client => client.UpdateAsync(Sample.TaxonomyId, Rename)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        (failure.TaxonomyName, failure.InnerException!.GetType()).Should().Be(("tags", typeof(TaxonomyNotFoundException)));
    }

    [Fact]
    public async Task Deletion_that_took_effect_is_a_success()
    {
        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        await Client.DeleteAsync("product_tags");
        Sent.Should().Equal("DELETE /product_tags", "DELETE /product_tags");
        _calls.Single().IsRecovered.Should().BeTrue();
        _calls.Single().StatusCode.Should().Be(HttpStatusCode.NotFound);
        _emulator.Store.Taxonomies.Should().BeEmpty();
    }

    [Fact]
    public async Task Deletion_whose_connection_is_closed_in_peace_is_repeated_by_the_client_alone()
    {
        var answer = $"HTTP/1.1 200 OK\r\nContent-Length: {Sample.TaxonomyJson.Length}\r\n\r\n{Sample.TaxonomyJson}";
        await using var server = new RawServer(async stream => await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(answer)))
        {
            StaysOpenAfter = request => request.StartsWith("GET", StringComparison.Ordinal),
        };
        var options = Sample.Options(_clock);
        options.BaseAddress = server.BaseAddress;
        options.MaxRetries = 0;
        using var client = TaxonomyClient.Create(options);
        await client.GetAsync("product_tags");
        (await client.Awaiting(c => c.DeleteAsync("product_tags")).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).WithInnerException<TaxonomyConnectionException>();
        server.Requests.Should().HaveCount(2, "a repeat below the client would hide that the first attempt may have taken effect");
    }

    [Theory]
    [InlineData("update")]
    [InlineData("rename")]
    [InlineData("delete")]
    public async Task Change_that_may_have_taken_effect_is_unknown_whatever_the_last_answer_was(string change)
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.InternalServerError).AfterProcessing(), TaxonomyFault.Answer(HttpStatusCode.TooManyRequests) with { Times = 3 });
        var failure = (await Client.Awaiting(client => change switch
        {
            "update" => client.UpdateAsync(Sample.TaxonomyId, Sample.UpdateRequest),
            "rename" => client.UpdateAsync(Sample.TaxonomyId, Rename),
            _ => client.DeleteAsync(Sample.TaxonomyId),
        }).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.InnerException.Should().BeOfType<TaxonomyRateLimitException>();
        failure.TaxonomyName.Should().Be(change == "rename" ? "tags" : null);
        failure.Attempts.Should().HaveCount(4);
    }

    public static TheoryData<string> NotFoundsOfOthers => ["<html>404</html>", Payload.Read("23-resp-error-404-namespace"), """{"detail":"Not Found"}"""];

    [Theory]
    [MemberData(nameof(NotFoundsOfOthers))]
    public async Task Deletion_is_settled_by_the_services_own_not_found_alone(string body)
    {
        var gateway = TaxonomyFault.Answer(HttpStatusCode.NotFound, body);
        _emulator.Faults.Add(TaxonomyFault.DropBeforeProcessing(), gateway);
        (await Client.Awaiting(client => client.DeleteAsync("product_tags")).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).WithInnerException<TaxonomyNotFoundException>();
        _emulator.Store.Taxonomies.Should().ContainSingle("it is still there");

        _emulator.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone }, gateway with { Operation = TaxonomyOperations.Get });
        (await Client.Awaiting(client => client.CloneAsync("product_tags", Sample.CloneRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>())
            .Which.NameState.Should().Be(TaxonomyNameState.Unknown, "a gateway does not know that the name is free");
    }

    [Fact]
    public async Task Deletion_of_what_is_not_there_is_not_found()
    {
        await Client.Awaiting(client => client.DeleteAsync("no_such")).Should().ThrowAsync<TaxonomyNotFoundException>();
        _emulator.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Deletion_of_what_is_not_there_is_not_found_after_a_request_that_was_turned_away()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests));
        await Client.Awaiting(client => client.DeleteAsync("no_such")).Should().ThrowAsync<TaxonomyNotFoundException>();
        _emulator.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Deletion_of_what_is_not_there_is_not_found_after_a_connection_that_was_refused()
    {
        using var handler = new StubHandler((_, index, _) => index == 0
            ? throw new HttpRequestException(HttpRequestError.ConnectionError, "refused")
            : Task.FromResult(StubHandler.Json((HttpStatusCode.NotFound, "{}"))));
        using var client = Sample.Client(handler);
        await client.Awaiting(c => c.DeleteAsync("no_such")).Should().ThrowAsync<TaxonomyNotFoundException>();
        handler.Requests.Should().HaveCount(2);
    }

    private static TaxonomyFault OnUpdate(TaxonomyFault fault) => fault with { Operation = TaxonomyOperations.Update };

    private IEnumerable<string> Sent => _emulator.Requests.Select(request => $"{request.Method} {request.Path["/v1/taxonomies".Length..]}");
}
