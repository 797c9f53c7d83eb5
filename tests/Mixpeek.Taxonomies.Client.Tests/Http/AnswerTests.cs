using System.Net;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A success is one only if its body answers what was asked.</summary>
public sealed class AnswerTests
{
    private const string Created = """{"taxonomy_id":"tax_1","taxonomy_name":"NAME","created_at":"2026-01-15T12:00:00Z","config":{"taxonomy_type":"flat","retriever_id":"ret_clip_v1","input_mappings":[{"input_key":"image_vector","source_type":"vector","path":"features.clip_vit_l_14"}],"source_collection":{"collection_id":"col_products_v1"}}}""";

    /// <summary>For each operation, the member without which its answer is none.</summary>
    private static readonly Dictionary<string, string> Telling = new()
    {
        ["CreateTaxonomy"] = "taxonomy_name",
        ["GetTaxonomy"] = "taxonomy_name",
        ["UpdateTaxonomy"] = "taxonomy_name",
        ["ListTaxonomies"] = "results",
        ["CreateTaxonomyVersion"] = "taxonomy_name",
        ["ListTaxonomyVersions"] = "results",
        ["CloneTaxonomy"] = "taxonomy",
        ["ExecuteTaxonomy"] = "stats",
        ["ListTemplates"] = "results",
        ["GetTemplate"] = "template_id",
        ["CreateTemplateFromTaxonomy"] = "template_id",
        ["InstantiateTemplate"] = "taxonomy_id",
        ["ApplyTaxonomyToCollection"] = "task_id",
        ["GetTransitions"] = "count",
        ["GetPaths"] = "paths",
        ["GetAvailableSteps"] = "steps",
        ["GetAssignments"] = "metrics",
        ["GetConfidence"] = "distribution",
        ["GetLabels"] = "labels",
        ["GetEnrichments"] = "metrics",
    };

    public static TheoryData<string, string> Nothings
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var operation in TaxonomyOperations.All.Where(operation => operation.HasResult))
            {
                foreach (var body in (string[])["{}", """{"message":"queued"}""", """{"id":"x","data":{"message":"queued"}}""", """{"data":null}"""])
                    data.Add(operation.Name, body);
            }

            return data;
        }
    }

    private static string[] Creations { get; } = ["CreateTaxonomy", "CloneTaxonomy", "InstantiateTemplate"];

    public static TheoryData<string, string> CreationsThatNothingTook => new MatrixTheoryData<string, string>(Creations, ["null", "[]", "\"ok\"", """{"success":false}"""]);

    public static TheoryData<string, HttpStatusCode, string> CreationsTaken
    {
        get
        {
            var data = new TheoryData<string, HttpStatusCode, string>();
            foreach (var operation in Creations)
            {
                data.Add(operation, HttpStatusCode.OK, "{}");
                data.Add(operation, HttpStatusCode.OK, """{"message":"Created"}""");
                data.Add(operation, HttpStatusCode.Accepted, """{"task_id":"tsk_1"}""");
                data.Add(operation, HttpStatusCode.OK, """{"taxonomy_name":"NAME","taxonomy":{"taxonomy_name":"NAME"}}""");
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Nothings))]
    public async Task Answer_that_says_nothing_of_what_was_asked_is_no_success(string operation, string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub, options => options.ReconcileByName = false);
        var failure = (await client.Awaiting(c => Sample.Calls[Sample.Operation(operation)](c, CancellationToken.None)).Should().ThrowAsync<TaxonomyException>()).Which;
        var unreadable = failure as TaxonomySerializationException ?? failure.InnerException.Should().BeOfType<TaxonomySerializationException>().Which;
        unreadable.Message.Should().Be($"{operation} was answered with 200, but its body has no '{Telling[operation]}'. See ResponseBody: unless a proxy in between changed it, report it with the request ID.");
        unreadable.ResponseBody.Should().Be(body);
        unreadable.InnerException!.Message.Should().Be($"The body has no '{Telling[operation]}'.");
        (failure is TaxonomyOutcomeUnknownException).Should().Be(Sample.Operation(operation).Safety != OperationSafety.Read);
        stub.Requests.Should().ContainSingle();
    }

    [Theory]
    [MemberData(nameof(CreationsTaken))]
    public async Task Creation_without_the_identity_of_what_it_made_is_looked_up(string operation, HttpStatusCode status, string body)
    {
        using var stub = Service(status, body, exists: true);
        using var client = Sample.Client(stub);
        var call = await RunAsync(client, operation);
        call.IsRecovered.Should().BeTrue();
        stub.Requests.Count(request => request.Method == HttpMethod.Post).Should().Be(1);
    }

    [Theory]
    [MemberData(nameof(CreationsThatNothingTook))]
    public async Task Creation_that_nothing_says_was_taken_is_sent_again(string operation, string body)
    {
        using var stub = Service(HttpStatusCode.OK, body, exists: false);
        using var client = Sample.Client(stub);
        (await RunAsync(client, operation)).IsRecovered.Should().BeFalse();
        stub.Requests.Select(request => request.Method.Method).Should().Equal("POST", "GET", "POST");
    }

    [Theory]
    [MemberData(nameof(CreationsTaken))]
    public async Task Creation_that_the_service_took_is_looked_up_and_not_sent_again(string operation, HttpStatusCode status, string body)
    {
        using var stub = Service(status, body, exists: false);
        using var client = Sample.Client(stub, options => options.TimeProvider = new SkippingClock());
        await FluentActions.Awaiting(() => RunAsync(client, operation)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        stub.Requests.Select(request => request.Method.Method).Should().Equal("POST", "GET", "GET", "GET", "GET");
    }

    [Fact]
    public async Task Creation_whose_look_up_gives_no_id_either_is_unknown()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, "{}"), (HttpStatusCode.OK, Created.Replace("tax_1", "", StringComparison.Ordinal).Replace("NAME", "product_tags", StringComparison.Ordinal)));
        using var client = Sample.Client(stub);
        await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
    }

    [Theory]
    [InlineData("CreateTaxonomy", true)]
    [InlineData("CloneTaxonomy", true)]
    [InlineData("InstantiateTemplate", true)]
    [InlineData("CreateTaxonomy", false)]
    [InlineData("CloneTaxonomy", false)]
    [InlineData("InstantiateTemplate", false)]
    public async Task Creation_that_is_answered_with_another_name_is_looked_up_and_never_repeated(string operation, bool exists)
    {
        using var stub = Service(HttpStatusCode.OK, """{"taxonomy_id":"tax_2","taxonomy_name":"other","taxonomy":{"taxonomy_id":"tax_2","taxonomy_name":"other"}}""", exists);
        using var client = Sample.Client(stub);
        if (exists)
            (await RunAsync(client, operation)).IsRecovered.Should().BeTrue();
        else
            (await FluentActions.Awaiting(() => RunAsync(client, operation)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which.Message.Should().Contain("'other' (tax_2)");
        stub.Requests.Count(request => request.Method == HttpMethod.Post).Should().Be(1);
    }

    [Theory]
    [InlineData("", "product_tags", "a taxonomy that has no ID")]
    [InlineData("tax_2", "other\n", "the taxonomy 'other?' (tax_2), and 'product_tags' was asked for")]
    public async Task Creation_that_is_not_answered_with_what_it_made_says_so(string id, string name, string fault)
    {
        using var stub = new StubHandler(_ =>
        {
            var response = StubHandler.Json((HttpStatusCode.Created, System.Text.Json.JsonSerializer.Serialize(new { taxonomy_id = id, taxonomy_name = name })));
            response.Headers.Add("x-request-id", "req_1");
            return response;
        });
        using var client = Sample.Client(stub, options => options.ReconcileByName = false);
        var unknown = (await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        var failure = unknown.InnerException.Should().BeOfType<TaxonomySerializationException>().Which;
        failure.Message.Should().Be($"CreateTaxonomy was answered with {fault}. Check a proxy or a cache in between.");
        (failure.Operation, failure.StatusCode, failure.RequestId).Should().Be((TaxonomyOperations.Create, HttpStatusCode.Created, "req_1"));
        unknown.Attempts.Single().Failure.Should().Be("the answer is of another taxonomy");
    }

    [Theory]
    [InlineData("""{"from_step":"a","to_step":"b","converted":4,"conversion_rate":0.4}""", null, 4L, 0.4)]
    [InlineData("""{"from_step":"a","to_step":"b","count":null,"converted":"4","conversion_rate":"0.4"}""", null, 4L, 0.4)]
    [InlineData("""{"count":"10","converted":4.0,"conversion_rate":null}""", 10L, 4L, null)]
    [InlineData("""{"count":[],"converted":{},"conversion_rate":4e-1}""", null, null, 0.4)]
    [InlineData("""{"from_step":"a"}""", null, null, null)]
    [InlineData("""{"data":{"count":" 10 "}}""", 10L, null, null)]
    public async Task Number_that_is_missing_or_of_another_type_loses_no_answer(string body, long? count, long? converted, double? rate)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub);
        var answer = await client.Analytics.GetTransitionsAsync("tax_1", Sample.TransitionRequest);
        (answer.Count, answer.Converted, answer.ConversionRate).Should().Be((count, converted, rate));
    }

    [Theory]
    [InlineData("GetPaths", """{"total_sequences":0,"completed_sequences":0,"completion_rate":0,"paths":LIST}""", "paths")]
    [InlineData("GetAvailableSteps", """{"taxonomy_id":"t","total_events":0,"steps":LIST}""", "steps")]
    [InlineData("GetConfidence", """{"taxonomy_id":"t","low_confidence_count":"0","distribution":LIST}""", "distribution")]
    [InlineData("GetLabels", """{"taxonomy_id":"t","total_labels":0,"labels":LIST}""", "labels")]
    [InlineData("GetAssignments", """{"taxonomy_id":"t","time_range":{},"metrics":LIST}""", "metrics")]
    [InlineData("GetEnrichments", """{"taxonomy_id":"t","time_range":{},"metrics":LIST}""", "metrics")]
    public async Task Analytics_without_a_list_are_empty_and_with_another_type_of_it_are_none(string operation, string body, string list)
    {
        using var stub = StubHandler.Of(
            (HttpStatusCode.OK, body.Replace("LIST", "null", StringComparison.Ordinal)),
            (HttpStatusCode.OK, body.Replace($",\"{list}\":LIST", "", StringComparison.Ordinal)),
            (HttpStatusCode.OK, body.Replace("LIST", "{}", StringComparison.Ordinal)));
        using var client = Sample.Client(stub);
        var call = client.Awaiting(c => Sample.Calls[Sample.Operation(operation)](c, CancellationToken.None));
        await call.Should().NotThrowAsync();
        await call.Should().NotThrowAsync();
        (await call.Should().ThrowAsync<TaxonomySerializationException>()).Which.Message.Should().Contain($"has '{list}', but it is an object");
    }

    [Theory]
    [InlineData("""{"results":{}}""", "has 'results', but it is an object")]
    [InlineData("""{"results":"none"}""", "has 'results', but it is a text")]
    [InlineData("""{"results":null,"stats":{}}""", "has 'results', but it is null")]
    [InlineData("""{"results":0}""", "has 'results', but it is a number")]
    [InlineData("""{"results":false}""", "has 'results', but it is a flag")]
    [InlineData("""{"data":{"results":{}}}""", "has 'results', but it is an object")]
    [InlineData("""{"data":[]}""", "has no 'results'")]
    public async Task Message_tells_a_member_of_another_type_from_an_absent_one(string body, string fault)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub);
        (await client.Awaiting(c => c.Templates.ListAsync()).Should().ThrowAsync<TaxonomySerializationException>())
            .Which.Message.Should().StartWith($"ListTemplates was answered with 200, but its body {fault}. ");
    }

    [Theory]
    [InlineData("""{"taxonomy":[]}""", "has 'taxonomy', but it is a list")]
    [InlineData("""{"taxonomy":{"taxonomy_id":"t"}}""", "has no 'taxonomy.taxonomy_name'")]
    [InlineData("""{"taxonomy":{"taxonomy_name":""}}""", "has 'taxonomy.taxonomy_name', but it is an empty text")]
    [InlineData("""{"taxonomy":{"taxonomy_name":5}}""", "has 'taxonomy.taxonomy_name', but it is a number")]
    public async Task Message_names_the_innermost_member_that_is_missing(string body, string fault)
    {
        using var stub = StubHandler.Of((HttpStatusCode.Created, body));
        using var client = Sample.Client(stub, options => options.ReconcileByName = false);
        (await client.Awaiting(c => c.CloneAsync("t", Sample.CloneRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>())
            .Which.InnerException!.Message.Should().StartWith($"CloneTaxonomy was answered with 201, but its body {fault}. ");
    }

    [Theory]
    [InlineData("tax_0123456789ab")]
    [InlineData("")]
    public async Task Message_tells_another_version_from_another_taxonomy(string id)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, $$"""{"version":"2","taxonomy_id":"{{id}}","taxonomy_name":"product_tags"}"""));
        using var client = Sample.Client(stub);
        var failure = (await client.Awaiting(c => c.GetAsync(Sample.TaxonomyId, 7)).Should().ThrowAsync<TaxonomySerializationException>()).Which;
        failure.Message.Should().Be("GetTaxonomy was answered with version 2 of the taxonomy 'product_tags', and version 7 was asked for. Check a proxy or a cache in between.");
        failure.Attempts.Single().Failure.Should().Be("the answer is of another version");
    }

    [Fact]
    public async Task Instantiation_without_a_name_is_one_by_its_id()
    {
        using var stub = StubHandler.Of((HttpStatusCode.Created, """{"taxonomy_id":"tax_1","template_id":"tmpl_1"}"""));
        using var client = Sample.Client(stub);
        (await client.Templates.InstantiateAsync("tmpl_1", Sample.InstantiateRequest)).TaxonomyId.Should().Be("tax_1");
        stub.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("tax_1", null)]
    [InlineData("tax_0123456789ab", 7)]
    public async Task Read_that_is_answered_with_another_taxonomy_or_version_is_none(string address, int? version)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson.Replace("{\"taxonomy_id\"", "{\"version\":2,\"taxonomy_id\"", StringComparison.Ordinal)));
        using var client = Sample.Client(stub);
        await client.Awaiting(c => c.GetAsync(address, version)).Should().ThrowAsync<TaxonomySerializationException>();
        (await client.GetAsync(Sample.TaxonomyId, 2)).Version.Should().Be(2);
        (await client.GetAsync("Product_Tags")).TaxonomyId.Should().Be(Sample.TaxonomyId);
    }

    [Theory]
    [InlineData("tax_other", typeof(TaxonomyOutcomeUnknownException))]
    [InlineData("", null)]
    [InlineData("tax_0123456789ab", null)]
    public async Task Rename_is_that_of_the_taxonomy_that_was_addressed(string id, Type? expected)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, $$"""{"taxonomy_id":"{{id}}","taxonomy_name":"live"}"""));
        using var client = Sample.Client(stub);
        var rename = client.Awaiting(c => c.UpdateAsync(Sample.TaxonomyId, new UpdateTaxonomyRequest { TaxonomyName = "live" }));
        if (expected is null)
            await rename.Should().NotThrowAsync();
        else
            (await rename.Should().ThrowAsync<TaxonomyException>()).Which.Should().BeOfType(expected);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Not now"},"request_id":"r1"}""")]
    [InlineData("""{"error":"Not now"}""")]
    [InlineData("""{"detail":"Not now"}""")]
    [InlineData("""{"success":false,"detail":"Not now"}""")]
    [InlineData("""{"success":"false","detail":"Not now"}""")]
    [InlineData("""{"detail":"Not now","success":false}""")]
    public async Task Deletion_that_is_answered_with_an_error_beside_anything_is_none(string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub);
        (await client.Awaiting(c => c.DeleteAsync("t")).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which.Message.Should().Contain("Not now");
    }

    [Fact]
    public async Task Deletion_may_be_answered_at_any_length()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, $$"""{"message":"{{new string('x', 300_000)}}"}"""));
        using var client = Sample.Client(stub);
        await client.DeleteAsync("t");
        stub.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Rename_that_is_answered_with_another_name_is_unknown()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(stub);
        var failure = (await client.Awaiting(c => c.UpdateAsync(Sample.TaxonomyId, new UpdateTaxonomyRequest { TaxonomyName = "live" })).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.Message.Should().Contain("UpdateTaxonomy was answered with the taxonomy 'product_tags' (tax_0123456789ab), and 'live' was asked for.");
    }

    [Theory]
    [InlineData("""{"data":BARE}""")]
    [InlineData("""{"success":true,"status":200,"data":BARE}""")]
    public async Task Taxonomy_within_data_is_understood(string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body.Replace("BARE", Sample.TaxonomyJson, StringComparison.Ordinal)));
        using var client = Sample.Client(stub);
        (await client.GetAsync("t")).TaxonomyId.Should().Be(Sample.TaxonomyId);
        (await client.CreateAsync(Sample.CreateRequest)).TaxonomyId.Should().Be(Sample.TaxonomyId);
    }

    [Fact]
    public async Task Taxonomy_within_data_may_have_data_of_its_own()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"data":{"taxonomy_id":"tax_1","taxonomy_name":"t","data":{"taxonomy_id":"tax_2","taxonomy_name":"t"}}}"""));
        using var client = Sample.Client(stub);
        (await client.GetAsync("t")).TaxonomyId.Should().Be("tax_1");
    }

    [Theory]
    [InlineData("BARE", "")]
    [InlineData("""{"data":BARE}""", "")]
    [InlineData("""{"data":{"taxonomy":BARE,"source_taxonomy_id":"tax_0"}}""", "tax_0")]
    public async Task Clone_that_comes_bare_or_within_data_is_understood(string body, string source)
    {
        using var stub = StubHandler.Of((HttpStatusCode.Created, body.Replace("BARE", Created.Replace("NAME", "product_tags_v2", StringComparison.Ordinal), StringComparison.Ordinal)));
        using var client = Sample.Client(stub);
        var response = await client.CloneAsync("product_tags", Sample.CloneRequest);
        (response.Taxonomy.TaxonomyId, response.SourceTaxonomyId, response.Outcome).Should().Be(("tax_1", source, CreationOutcome.Created));
        stub.Requests.Should().ContainSingle();
    }

    [Theory]
    [InlineData("""{"results":[]}""")]
    [InlineData("""{"data":{"results":[],"pagination":{}}}""")]
    public async Task List_of_nothing_is_a_list(string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub);
        (await client.ListAsync().CountAsync()).Should().Be(0);
        (await client.Templates.ListAsync()).Results.Should().BeEmpty();
    }

    [Theory]
    [InlineData(404, "NotFoundError", typeof(TaxonomyNotFoundException))]
    [InlineData(422, "ValidationError", typeof(TaxonomyValidationException))]
    [InlineData(500, "InternalServerError", typeof(TaxonomyServerException))]
    [InlineData(400, "BadRequestError", typeof(TaxonomyBadRequestException))]
    [InlineData(599, "OddError", typeof(TaxonomyServerException))]
    [InlineData(200, "OddError", typeof(TaxonomyApiException))]
    [InlineData("404", "NotFoundError", typeof(TaxonomyNotFoundException))]
    public async Task Error_under_a_success_is_an_error(object status, string type, Type expected)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, $$$"""{"success":false,"status":{{{System.Text.Json.JsonSerializer.Serialize(status)}}},"error":{"message":"It is not there.","type":"{{{type}}}"}}"""));
        using var client = Sample.Client(stub, options => options.MaxRetries = 0);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomyApiException>()).Which;
        failure.Should().BeOfType(expected);
        var code = (HttpStatusCode)Convert.ToInt32(status, System.Globalization.CultureInfo.InvariantCulture);
        (failure.StatusCode, failure.ErrorType, failure.ServerMessage).Should().Be((code, type, "It is not there."));
        failure.Attempts.Single().StatusCode.Should().Be(code);
        await client.Awaiting(c => c.DeleteAsync("t")).Should().ThrowAsync<TaxonomyException>("a deletion that was refused is none");
    }

    [Theory]
    [InlineData("""{"error":{"message":"It is not there."}}""")]
    [InlineData("""{"error":{"message":"Not this."},"error":{"message":"It is not there."}}""")]
    [InlineData("""{"success":true,"status":200,"error":{"message":"It is not there."}}""")]
    [InlineData("""{"success":false,"status":399,"error":{"message":"It is not there."}}""")]
    [InlineData("""{"success":false,"status":600,"error":{"message":"It is not there."}}""")]
    [InlineData("""{"success":false,"status":"failed","error":{"message":"It is not there."}}""")]
    [InlineData("""{"success":false,"code":500,"error":{"message":"It is not there."}}""")]
    public async Task Error_under_a_success_that_names_no_status_of_an_error_has_that_of_the_answer(string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.Accepted, body));
        using var client = Sample.Client(stub);
        var failure = (await client.Awaiting(c => c.GetAsync("t")).Should().ThrowExactlyAsync<TaxonomyApiException>()).Which;
        (failure.StatusCode, failure.ServerMessage).Should().Be((HttpStatusCode.Accepted, "It is not there."));
    }

    [Theory]
    [InlineData("""{"error":null}""")]
    [InlineData("""{"error":"It is not there."}""")]
    [InlineData("""{"error":{"message":"It is not th""")]
    [InlineData("""["error",{"success":false}]""")]
    public async Task Answer_that_has_no_whole_envelope_of_an_error_cannot_be_read(string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub);
        await client.Awaiting(c => c.GetAsync("t")).Should().ThrowAsync<TaxonomySerializationException>();
    }

    [Fact]
    public async Task Error_under_a_success_is_repeated_as_its_status_would_be()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"success":false,"status":503,"error":{}}"""), (HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(stub);
        (await client.GetAsync("t")).TaxonomyId.Should().Be(Sample.TaxonomyId);
    }

    [Fact]
    public async Task Deletion_that_is_answered_with_no_success_is_unknown()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"message":"Not now","success":false}"""));
        using var client = Sample.Client(stub);
        var failure = (await client.Awaiting(c => c.DeleteAsync("t")).Should().ThrowAsync<TaxonomyOutcomeUnknownException>()).Which;
        failure.Message.Should().Contain("Not now");
    }

    [Theory]
    [InlineData("""{"taxonomy_id":"tax_1","taxonomy_name":"t","error":{"message":"inference failed"}}""")]
    [InlineData("""{"taxonomy_id":"tax_1","taxonomy_name":"t","metadata":{"success":false,"error":{}}}""")]
    [InlineData("""{"success":true,"taxonomy_id":"tax_1","taxonomy_name":"t","error":null}""")]
    public async Task Taxonomy_that_speaks_of_an_error_is_a_taxonomy(string body)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, body));
        using var client = Sample.Client(stub);
        (await client.GetAsync("t")).TaxonomyId.Should().Be("tax_1");
    }

    /// <summary>Answers the first POST with a body, and look-ups with what it made or with 404; all further requests as the service should.</summary>
    private static StubHandler Service(HttpStatusCode status, string body, bool exists) => new(async (request, index, token) =>
    {
        var name = request.Method == HttpMethod.Get
            ? Uri.UnescapeDataString(request.RequestUri!.Segments[^1])
            : System.Text.Json.Nodes.JsonNode.Parse(await request.Content!.ReadAsStringAsync(token))!["taxonomy_name"]!.GetValue<string>();
        var created = Created.Replace("NAME", name, StringComparison.Ordinal);
        var response = StubHandler.Json(request.Method.Method switch
        {
            "GET" when exists => (HttpStatusCode.OK, created),
            "GET" => (HttpStatusCode.NotFound, """{"error":{"type":"NotFoundError"}}"""),
            _ when index == 0 => (status, body.Replace("NAME", name, StringComparison.Ordinal)),
            _ => (HttpStatusCode.OK, request.RequestUri!.AbsolutePath.EndsWith("/clone", StringComparison.Ordinal) ? $$"""{"taxonomy":{{created}},"source_taxonomy_id":"tax_0"}""" : created),
        });
        response.Headers.Date = new DateTimeOffset(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
        return response;
    });

    private static async Task<TaxonomyCall> RunAsync(TaxonomyClient client, string operation)
    {
        var calls = new List<TaxonomyCall>();
        await Sample.Calls[Sample.Operation(operation)](client.WithOptions(new TaxonomyCallOptions { OnCompleted = calls.Add }), CancellationToken.None);
        return calls.Single();
    }
}
