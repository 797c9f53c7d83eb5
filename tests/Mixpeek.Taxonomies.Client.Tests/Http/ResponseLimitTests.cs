using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>How much of a body is read, whatever its length is said to be.</summary>
public sealed class ResponseLimitTests
{
    private const int Limit = 300 * 1024;
    private const int ErrorLimit = 256 * 1024;
    private const string Error = """{"error":{"message":"It is gone."}}""";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_of_a_success_is_read_up_to_the_limit(bool isAnnounced)
    {
        (await GetAsync(Sample.TaxonomyJson, Limit, isAnnounced ? Limit : null)).TaxonomyId.Should().Be(Sample.TaxonomyId);
        var failure = (await FluentActions.Awaiting(() => GetAsync(Sample.TaxonomyJson, Limit + 1, isAnnounced ? Limit + 1 : null)).Should().ThrowAsync<TaxonomySerializationException>()).Which;
        failure.Message.Should().Be("GetTaxonomy was answered with 200, but its body is longer than TaxonomyClientOptions.MaxResponseBytes allows. Raise it where answers are that long.");
        failure.ResponseBody.Should().HaveLength(isAnnounced ? 0 : 16 * 1024);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(Limit)]
    public async Task Body_is_read_whole_whatever_length_was_announced(int? announced)
    {
        var description = new string('x', 100_000);
        var taxonomy = await GetAsync(Sample.TaxonomyJson.Replace("{\"taxonomy_id\"", $"{{\"description\":\"{description}\",\"taxonomy_id\"", StringComparison.Ordinal), 0, announced);
        taxonomy.Description.Should().Be(description);
    }

    [Theory]
    [InlineData(64 * 1024 * 1024, ErrorLimit, "It is gone.")]
    [InlineData(64 * 1024 * 1024, ErrorLimit + 1, "the service's message is too long to be read")]
    [InlineData(1024, 1024, "It is gone.")]
    [InlineData(1024, 1025, "the service's message is too long to be read")]
    public async Task Body_of_an_error_is_read_up_to_a_limit_of_its_own(int limit, int length, string message)
    {
        foreach (var announced in new long?[] { null, length })
        {
            var failure = (await FluentActions.Awaiting(() => GetAsync(Error, length, announced, HttpStatusCode.BadRequest, limit)).Should().ThrowAsync<TaxonomyBadRequestException>()).Which;
            failure.ServerMessage.Should().Be(message);
            failure.ResponseBody.Should().StartWith(Error).And.HaveLength(Math.Min(Math.Min(length, limit), 16 * 1024));
        }
    }

    [Theory]
    [InlineData("€")]
    [InlineData("x")]
    public async Task Start_of_a_body_is_told_in_characters(string character)
    {
        var body = string.Concat(Enumerable.Repeat(character, 50_000));
        var failure = (await FluentActions.Awaiting(() => GetAsync(body, 0, null, HttpStatusCode.BadRequest)).Should().ThrowAsync<TaxonomyBadRequestException>()).Which;
        failure.ResponseBody.Should().Be(body[..(16 * 1024)]);
    }

    /// <summary>Reads a taxonomy from a body that is filled up with spaces.</summary>
    private static async Task<Taxonomy> GetAsync(string body, int length, long? announced, HttpStatusCode status = HttpStatusCode.OK, int limit = Limit)
    {
        using var handler = new StubHandler(_ =>
        {
            var content = new StreamContent(new Unmeasured(Encoding.UTF8.GetBytes(body.PadRight(length)))) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
            content.Headers.ContentLength = announced;
            return new HttpResponseMessage(status) { Content = content };
        });
        using var client = Sample.Client(handler, options => (options.MaxResponseBytes, options.MaxRetries) = (limit, 0));
        return await client.GetAsync("t");
    }

    /// <summary>Does not tell how long it is.</summary>
    private sealed class Unmeasured(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
