using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Against a mock that answers with examples, the answers can be taken as they are.</summary>
public sealed class VerifyAnswersTests
{
    /// <summary>An answer of another name, and one without an ID, as examples of the contract have them.</summary>
    public static TheoryData<string, string> Answers
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var taxonomy in new[] { """{"taxonomy_id":"tax_example","taxonomy_name":"example","version":7}""", """{"taxonomy_name":"example"}""" })
            {
                data.Add(TaxonomyOperations.Create.Name, taxonomy);
                data.Add(TaxonomyOperations.Update.Name, taxonomy);
                data.Add(TaxonomyOperations.Get.Name, taxonomy);
                data.Add(TaxonomyOperations.CreateVersion.Name, taxonomy);
                data.Add(TaxonomyOperations.Clone.Name, $$"""{"taxonomy":{{taxonomy}},"source_taxonomy_id":"tax_1"}""");
            }

            data.Add(TaxonomyOperations.InstantiateTemplate.Name, """{"taxonomy_id":"tax_example","taxonomy_name":"example","template_id":"tmpl_1"}""");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Answer_of_an_example_is_taken_as_it_is(string operation, string answer)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, answer));
        using var client = Sample.Client(stub, options => options.VerifyAnswers = false);
        await Sample.Calls[Sample.Operation(operation)](client, CancellationToken.None);
        stub.Requests.Should().ContainSingle("nothing is looked up");
    }

    [Fact]
    public async Task Result_is_what_the_mock_answered()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"taxonomy_id":"tax_example","taxonomy_name":"example","version":7}"""));
        using var client = Sample.Client(stub, options => options.VerifyAnswers = false);
        (await client.CreateAsync(Sample.CreateRequest)).TaxonomyName.Should().Be("example");
        (await client.UpdateAsync("product_tags", new UpdateTaxonomyRequest { TaxonomyName = "product_tags_v2" })).TaxonomyId.Should().Be("tax_example");
        (await client.GetAsync(Sample.TaxonomyId, version: 2)).Version.Should().Be(7);
    }

    [Theory]
    [InlineData("""{"results":[{"taxonomy_name":"example"}],"pagination":{}}""", 1)]
    [InlineData("""{"results":[{"taxonomy_name":"a"},{"taxonomy_name":"b"}],"pagination":{"has_more":true}}""", 2)]
    [InlineData("""{"results":[],"pagination":{},"total_count":0}""", 0)]
    public async Task List_of_a_mock_that_answers_every_page_alike_has_its_items_once(string page, int count)
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, page));
        using var client = Sample.Client(stub, options => options.VerifyAnswers = false);
        (await client.ListAsync().CountAsync()).Should().Be(count);
        (await client.ListAllAsync()).Should().HaveCount(count);
        stub.Requests.Count.Should().BeLessThan(5);
    }

    [Fact]
    public async Task Answer_is_verified_by_default()
    {
        new TaxonomyClientOptions().VerifyAnswers.Should().BeTrue();
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"taxonomy_id":"tax_example","taxonomy_name":"example"}"""));
        using var client = Sample.Client(stub);
        await client.Awaiting(c => c.CreateAsync(Sample.CreateRequest)).Should().ThrowAsync<TaxonomyOutcomeUnknownException>();
        await client.Awaiting(c => c.GetAsync(Sample.TaxonomyId)).Should().ThrowAsync<TaxonomySerializationException>();
    }

    [Fact]
    public async Task What_is_no_answer_at_all_still_fails()
    {
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"error":{"message":"no","type":"BadRequestError"},"success":false,"status":400}"""));
        using var client = Sample.Client(stub, options => options.VerifyAnswers = false);
        await client.Awaiting(c => c.GetAsync("product_tags")).Should().ThrowAsync<TaxonomyException>();
    }

    [Fact]
    public async Task Warning_is_logged_once()
    {
        var log = new FakeLogCollector();
        using var stub = StubHandler.Of((HttpStatusCode.OK, """{"taxonomy_id":"tax_example","taxonomy_name":"example"}"""));
        var options = Sample.Options();
        options.VerifyAnswers = false;
        using var loggers = new LoggerFactory([new FakeLoggerProvider(log)]);
        using var client = TaxonomyClient.Create(options, stub, loggers);
        await client.GetAsync("product_tags");
        options.MaxRetries = 1;
        await client.GetAsync("product_tags");
        log.GetSnapshot().Where(line => line.Level == LogLevel.Warning).Should().ContainSingle().Which.Id.Name.Should().Be("AnswersNotVerified");
    }
}
