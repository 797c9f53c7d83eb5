using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A change that the service says it made, in an answer that is not the result: what it made is read, over real sockets.</summary>
public sealed class AnsweredChangeTests : IAsyncLifetime
{
    private readonly SkippingClock _clock = new();
    private readonly List<TaxonomyCall> _calls = [];
    private TaxonomyEmulator _emulator = null!;
    private TaxonomyClient _client = null!;

    private ITaxonomyClient Client => _client.WithOptions(new TaxonomyCallOptions { OnCompleted = _calls.Add });

    private static TaxonomyFault[] Answers { get; } =
    [
        TaxonomyFault.Answer(HttpStatusCode.OK, """{"message":"updated","success":true}"""),
        TaxonomyFault.Answer(HttpStatusCode.OK, ""),
        TaxonomyFault.Answer(HttpStatusCode.Created, ""),
        TaxonomyFault.Answer(HttpStatusCode.NoContent, ""),
        TaxonomyFault.Answer(HttpStatusCode.OK, "null"),
        TaxonomyFault.Answer(HttpStatusCode.OK, "[]"),
        TaxonomyFault.Answer(HttpStatusCode.OK, "\"ok\""),
        TaxonomyFault.Answer(HttpStatusCode.Accepted, """{"task_id":"task_1","status":"queued"}"""),
        TaxonomyFault.Answer(HttpStatusCode.Created, """{"source_taxonomy_id":"tax_0123456789ab"}"""),
        TaxonomyFault.Garbage(),
    ];

    public static TheoryData<int> AnswerNumbers => [.. Enumerable.Range(0, Answers.Length)];

    public async ValueTask InitializeAsync()
    {
        _emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = _clock });
        _client = Sample.ClientOf(_emulator, _clock);
        Sample.Seed(_emulator, TaxonomyOperations.Clone);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _emulator.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(AnswerNumbers))]
    public async Task Update_is_read_back(int answer)
    {
        foreach (var address in (string[])["product_tags", Sample.TaxonomyId])
        {
            _emulator.Requests.Clear();
            _emulator.Faults.Add(Answers[answer].AfterProcessing());
            var updated = await Client.UpdateAsync(address, new UpdateTaxonomyRequest { Description = $"of {address}", Metadata = new JsonObject { ["owner"] = "search" } });
            (updated.TaxonomyId, updated.Description, updated.Metadata["owner"]!.GetValue<string>()).Should().Be((Sample.TaxonomyId, $"of {address}", "search"));
            Sent.Should().Equal($"PATCH /{address}", $"GET /{address}");
            _calls[^1].IsRecovered.Should().BeTrue();
        }
    }

    [Theory]
    [MemberData(nameof(AnswerNumbers))]
    public async Task Rename_is_read_back_by_its_id(int answer)
    {
        _emulator.Faults.Add(Answers[answer].AfterProcessing() with { Operation = TaxonomyOperations.Update });
        (await Client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { TaxonomyName = "tags" })).TaxonomyName.Should().Be("tags");
        Sent.Should().Equal("GET /product_tags", "PATCH /product_tags", $"GET /{Sample.TaxonomyId}");
    }

    [Theory]
    [MemberData(nameof(AnswerNumbers))]
    public async Task Update_that_did_not_happen_is_unknown_and_not_repeated(int answer)
    {
        _emulator.Faults.Add(Answers[answer]);
        var failure = (await Client.Awaiting(client => client.UpdateAsync("product_tags", Sample.UpdateRequest)).Should().ThrowExactlyAsync<TaxonomyOutcomeUnknownException>()).Which;
        (failure.LastSeen!.TaxonomyId, failure.LastSeen.Description).Should().Be((Sample.TaxonomyId, null));
        failure.Message.Should().EndWith($" When read back, the taxonomy {Sample.TaxonomyId} did not show the change; look again before you try again.");
        Sent.Should().Equal("PATCH /product_tags", "GET /product_tags");
    }

    [Fact]
    public async Task Update_whose_answer_breaks_off_every_time_is_read_back()
    {
        var updated = Encoding.UTF8.GetBytes(Sample.TaxonomyJson.Replace("{\"taxonomy_id\"", "{\"description\":\"new\",\"taxonomy_id\"", StringComparison.Ordinal));
        using var handler = new StubHandler(request => new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new BrokenBody(updated, request.Method == HttpMethod.Patch ? FaultKind.TruncatedBody : null, _clock),
        });
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.UpdateAsync("product_tags", Sample.UpdateRequest)).Description.Should().Be("new");
        handler.Requests.Select(request => request.Method.Method).Should().Equal("PATCH", "PATCH", "PATCH", "PATCH", "GET");
    }

    [Fact]
    public async Task Update_of_members_that_the_client_does_not_know_is_told_by_nothing()
    {
        _emulator.Faults.Add(Answers[0].AfterProcessing());
        var request = new UpdateTaxonomyRequest { AdditionalProperties = new JsonObject { ["colour"] = "red" } };
        await Client.Awaiting(client => client.UpdateAsync("product_tags", request)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
    }

    [Fact]
    public async Task Update_that_cannot_be_read_back_is_unknown()
    {
        _emulator.Faults.Add(Answers[0].AfterProcessing(), TaxonomyFault.Answer(HttpStatusCode.Forbidden));
        (await Client.Awaiting(client => client.UpdateAsync("product_tags", Sample.UpdateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>())
            .WithInnerException<TaxonomySerializationException>();
    }

    [Theory]
    [MemberData(nameof(AnswerNumbers))]
    public async Task Creation_is_looked_up_and_not_repeated(int answer)
    {
        foreach (var operation in TaxonomyOperations.All.Where(operation => operation.Safety == OperationSafety.CreatesByName))
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            _emulator.Requests.Clear();
            _emulator.Faults.Add(Answers[answer].AfterProcessing());
            var made = operation == TaxonomyOperations.Create ? Client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "new_tags" }) : Sample.Calls[operation](Client, CancellationToken.None);
            await made;
            Sent.Count(request => request.StartsWith("POST", StringComparison.Ordinal)).Should().Be(1);
            _calls[^1].IsRecovered.Should().BeTrue();
        }
    }

    [Theory]
    [InlineData(HttpStatusCode.Created, """{"taxonomy_id":"ID"}""")]
    [InlineData(HttpStatusCode.Accepted, """{"task_id":"task_1","data":{"taxonomy_id":"ID"}}""")]
    [InlineData(HttpStatusCode.Created, """{"taxonomy":{"taxonomy_id":"ID"},"source_taxonomy_id":"tax_0"}""")]
    public async Task Creation_whose_answer_has_an_id_is_read_by_it_and_needs_no_date(HttpStatusCode status, string body)
    {
        var old = Sample.TaxonomyJson.Replace("\"input_mappings\":[]", "\"input_mappings\":[{\"input_key\":\"image_vector\",\"source_type\":\"vector\",\"path\":\"features.clip_vit_l_14\"}]", StringComparison.Ordinal);
        using var handler = new StubHandler(request => StubHandler.Json(request.Method == HttpMethod.Post ? (status, body.Replace("ID", Sample.TaxonomyId, StringComparison.Ordinal)) : (HttpStatusCode.OK, old)));
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.CreateAsync(Sample.CreateRequest)).Config.Should().Be(Sample.FlatConfig);
        handler.Requests.Select(request => $"{request.Method} {request.Address.AbsolutePath}").Should().Equal("POST /v1/taxonomies", $"GET /v1/taxonomies/{Sample.TaxonomyId}");
    }

    [Theory]
    [InlineData("""{"task_id":"task_1","taxonomy_id":"tax_later"}""", "tax_later")]
    [InlineData("""{"task_id":"task_1","status":"PENDING"}""", "new_tags")]
    public async Task Creation_that_is_there_later_is_waited_for_and_not_sent_again(string answer, string lookedUp)
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Accepted, answer));
        _clock.OnWait = _ =>
        {
            if (_clock.Waits.Count == 2)
                _emulator.Store.Add("new_tags", Sample.FlatConfig, id: "tax_later");
            return true;
        };
        (await Client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "new_tags" })).TaxonomyId.Should().Be("tax_later");
        Sent.Should().Equal("POST ", $"GET /{lookedUp}", $"GET /{lookedUp}", $"GET /{lookedUp}");
    }

    [Theory]
    [InlineData("Product Tags", "product-tags")]
    [InlineData("a  b", "a b")]
    [InlineData("Stra\u00dfe", "strasse")]
    [InlineData("a\u200bb", "ab")]
    public async Task Creation_whose_name_the_service_changes_is_settled_by_the_id_of_its_answer(string asked, string kept)
    {
        string AnswerOf(string name) => Sample.TaxonomyJson.Replace("product_tags", name, StringComparison.Ordinal)
            .Replace("\"input_mappings\":[]", "\"input_mappings\":[{\"input_key\":\"image_vector\",\"source_type\":\"vector\",\"path\":\"features.clip_vit_l_14\"}]", StringComparison.Ordinal)
            .Replace("{\"taxonomy_id\"", $"{{\"created_at\":\"{_clock.GetUtcNow():O}\",\"taxonomy_id\"", StringComparison.Ordinal);
        using var handler = new StubHandler(_ =>
        {
            var response = StubHandler.Json((HttpStatusCode.OK, AnswerOf(kept)));
            response.Headers.Date = _clock.GetUtcNow();
            return response;
        });
        using var client = Sample.Client(handler, options => options.TimeProvider = _clock);
        (await client.CreateAsync(Sample.CreateRequest with { TaxonomyName = asked })).TaxonomyName.Should().Be(kept);
        handler.Requests.Count(request => request.Method == HttpMethod.Post).Should().Be(1);
        await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest with { TaxonomyName = "other" })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
    }

    [Fact]
    public async Task Version_whose_answer_has_its_number_alone_is_read()
    {
        var config = Sample.FlatConfig with { RetrieverId = "ret_clip_v2" };
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Created, """{"version":2}""").AfterProcessing());
        (await Client.CreateVersionAsync(Sample.TaxonomyId, config)).Version.Should().Be(2);
    }

    [Fact]
    public async Task Update_that_removes_a_description_is_read_back()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.OK, """{"message":"updated","success":true}""").AfterProcessing());
        (await Client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { Description = "" })).TaxonomyId.Should().Be(Sample.TaxonomyId);
    }

    [Fact]
    public async Task Clone_whose_answer_names_its_source_alone_is_looked_up()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Created, $$"""{"taxonomy_id":"{{Sample.TaxonomyId}}","message":"cloned"}""").AfterProcessing());
        var clone = await Client.CloneAsync("product_tags", Sample.CloneRequest);
        (clone.Taxonomy.TaxonomyName, clone.Outcome).Should().Be(("product_tags_v2", CreationOutcome.Recovered));
    }

    [Fact]
    public async Task Creation_that_is_answered_with_the_id_of_something_else_is_unknown()
    {
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.Created, $$"""{"taxonomy_id":"{{Sample.TaxonomyId}}"}"""));
        await Client.Awaiting(client => client.CreateAsync(Sample.CreateRequest with { TaxonomyName = "new_tags" })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        Sent.Count(request => request == "POST ").Should().Be(1);
    }

    [Fact]
    public async Task Version_is_read_by_the_number_that_its_answer_has()
    {
        var config = Sample.FlatConfig with { RetrieverId = "ret_clip_v2" };
        _emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.OK, $$"""{"taxonomy_id":"{{Sample.TaxonomyId}}","version":2,"message":"created"}""").AfterProcessing());
        var made = await Client.CreateVersionAsync(Sample.TaxonomyId, config);
        (made.Version, made.Config).Should().Be((2, config));
        _calls[^1].IsRecovered.Should().BeTrue();
    }

    [Theory]
    [InlineData("""{"message":"created","success":true}""", true)]
    [InlineData("""{"taxonomy_id":"tax_0123456789ab","version":2}""", false)]
    [InlineData("""{"taxonomy_id":"tax_0123456789ab","version":1}""", true)]
    public async Task Version_that_nothing_tells_is_unknown(string body, bool isProcessed)
    {
        var answer = TaxonomyFault.Answer(HttpStatusCode.OK, body);
        _emulator.Faults.Add(isProcessed ? answer.AfterProcessing() : answer);
        await Client.Awaiting(client => client.CreateVersionAsync(Sample.TaxonomyId, Sample.FlatConfig)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        Sent.Count(request => request.StartsWith("POST", StringComparison.Ordinal)).Should().Be(1);
    }

    [Fact]
    public async Task Deletion_that_is_answered_with_a_page_is_read_back()
    {
        _emulator.Faults.Add(TaxonomyFault.Garbage().AfterProcessing());
        await Client.DeleteAsync("product_tags");
        _calls[^1].IsRecovered.Should().BeTrue();
        _emulator.Store.Add("product_tags", Sample.FlatConfig, id: Sample.TaxonomyId);
        _emulator.Faults.Add(TaxonomyFault.Garbage());
        var failure = (await Client.Awaiting(client => client.DeleteAsync(Sample.TaxonomyId)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.LastSeen!.TaxonomyId.Should().Be(Sample.TaxonomyId);
        Sent.Should().Equal("DELETE /product_tags", "GET /product_tags", $"DELETE /{Sample.TaxonomyId}", $"GET /{Sample.TaxonomyId}");
    }

    [Fact]
    public async Task Application_or_template_whose_answer_names_what_it_is_of_succeeded()
    {
        _emulator.Faults.Add(
            TaxonomyFault.Answer(HttpStatusCode.Accepted, """{"status":"submitted","collection_id":"col_ads"}""").AfterProcessing(),
            TaxonomyFault.Answer(HttpStatusCode.Created, $$"""{"source_resource_id":"{{Sample.TaxonomyId}}","template_name":"Products"}""").AfterProcessing());
        var applied = await Client.ApplyToCollectionAsync("col_ads", new ApplyTaxonomyRequest { TaxonomyId = "product_tags" });
        (applied.TaskId, applied.CollectionId, applied.Status.Value).Should().Be(("", "col_ads", "submitted"));
        var template = await Client.Templates.CreateFromTaxonomyAsync(Sample.TaxonomyId, new CreateTemplateRequest { TemplateName = "Products" });
        (template.TemplateId, template.SourceResourceId).Should().Be(("", Sample.TaxonomyId));
    }

    [Fact]
    public async Task Without_reconciling_nothing_is_read_back()
    {
        using var client = Sample.ClientOf(_emulator, _clock, options => options.ReconcileByName = false);
        _emulator.Faults.Add(Answers[0].AfterProcessing());
        await client.Awaiting(c => c.UpdateAsync("product_tags", Sample.UpdateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        Sent.Should().Equal("PATCH /product_tags");
    }

    private IEnumerable<string> Sent => _emulator.Requests.Select(request => $"{request.Method} {request.Path["/v1/taxonomies".Length..]}");
}
