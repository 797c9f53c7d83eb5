using System.Net;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A page that says it is the last ends the list, and a contradiction in its paging data is logged.</summary>
public sealed class ListEndTests
{
    [Theory]
    [InlineData("""{"has_more":false}""", 25, "has_more: false", "total_count: 25")]
    [InlineData("""{"has_more":false,"limit":2}""", 25, "has_more: false", "total_count: 25")]
    [InlineData("""{"has_more":false,"total":25}""", null, "has_more: false", "total: 25")]
    [InlineData("""{"has_more":false,"total_count":25,"offset":0}""", null, "has_more: false", "total_count: 25")]
    [InlineData("""{"page":1,"page_size":2,"total_pages":1}""", 3, "page: 1, total_pages: 1", "total_count: 3")]
    [InlineData("""{"page":3,"total_pages":3,"total":100}""", null, "page: 3, total_pages: 3", "total: 100")]
    [InlineData("""{"page":1,"total_pages":1,"has_more":true}""", null, "page: 1, total_pages: 1", "has_more: true")]
    [InlineData("""{"has_more":false,"page":1,"total_pages":3}""", null, "has_more: false", "page: 1, total_pages: 3")]
    [InlineData("""{"has_more":"false","total":"25"}""", null, "has_more: false", "total: 25")]
    [InlineData("""{"page":"1","total_pages":1.0,"total":25.0}""", null, "page: 1, total_pages: 1", "total: 25")]
    [InlineData("""{"has_more":false,"next_cursor":"b"}""", null, "has_more: false", "next_cursor")]
    [InlineData("""{"has_more":false,"next_page":"/v1/taxonomies/list?page=2"}""", null, "has_more: false", "next_page")]
    public async Task Last_page_ends_the_list_whatever_else_it_says(string pagination, int? totalCount, string end, string more)
    {
        var log = new FakeLogCollector();
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, pagination, totalCount)), (HttpStatusCode.BadRequest, "{}"));
        using var client = Client(handler, log);
        (await client.ListAsync().CountAsync()).Should().Be(2);
        handler.Requests.Should().ContainSingle();
        Warnings(log).Should().Equal($"The list ends at its page 1 ({end}), although the service also says that it goes on ({more})");
    }

    [Theory]
    [InlineData("""{"has_more":false,"total":2}""", 2)]
    [InlineData("""{"has_more":false}""", null)]
    [InlineData("""{"has_more":false,"total":1}""", 0)]
    [InlineData("""{"page":1,"total_pages":1}""", 2)]
    [InlineData("""{"has_more":false,"next_cursor":null,"next_page":null}""", 2)]
    public async Task End_that_nothing_contradicts_is_not_logged(string pagination, int? totalCount)
    {
        var log = new FakeLogCollector();
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, pagination, totalCount)));
        using var client = Client(handler, log);
        (await client.ListAsync().CountAsync()).Should().Be(2);
        handler.Requests.Should().ContainSingle();
        Warnings(log).Should().BeEmpty();
    }

    [Fact]
    public async Task Address_of_a_next_page_goes_on()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, Page(0, 2, """{"page_size":10,"next_page":"/v1/taxonomies/list?page=2"}""")), (HttpStatusCode.OK, Page(2, 1, """{"page_size":10,"next_page":null}""")));
        using var client = Client(handler, new FakeLogCollector());
        (await client.ListAsync().CountAsync()).Should().Be(3);
    }

    [Fact]
    public async Task Total_counts_from_the_start_of_the_list()
    {
        var log = new FakeLogCollector();
        using var byCursor = StubHandler.Of(
            (HttpStatusCode.OK, Page(0, 2, """{"next_cursor":"b","total":4}""")), (HttpStatusCode.OK, Page(2, 2, """{"has_more":false,"total":4}""")));
        using var client = Client(byCursor, log);
        (await client.ListAsync().CountAsync()).Should().Be(4);
        using var byOffset = StubHandler.Of((HttpStatusCode.OK, Page(40, 2, """{"has_more":false,"total":42}""")));
        using var second = Client(byOffset, log);
        (await second.ListAsync(new ListTaxonomiesRequest { Offset = 40 }).CountAsync()).Should().Be(2);
        using var taken = StubHandler.Of((HttpStatusCode.OK, Page(40, 2, """{"has_more":false,"total":42}""")));
        using var third = Client(taken, log);
        (await third.ListAsync(new ListTaxonomiesRequest { Cursor = "c" }).CountAsync()).Should().Be(2);
        Warnings(log).Should().BeEmpty();
    }

    /// <summary>A service that says at every page that there are more gives an empty page at the end, or its last one again.</summary>
    [Theory]
    [InlineData("""{"has_more":true,"total":4}""", false)]
    [InlineData("""{"has_more":true,"total":4}""", true)]
    [InlineData("""{"has_more":true,"total":3}""", false)]
    public async Task List_whose_total_was_read_ends_without_an_exception(string pagination, bool repeatsLast)
    {
        var log = new FakeLogCollector();
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, Page(0, 2, pagination)), (HttpStatusCode.OK, Page(2, 2, pagination)), (HttpStatusCode.OK, repeatsLast ? Page(2, 2, pagination) : Page(4, 0, pagination)));
        using var client = Client(handler, log);
        var names = new List<string>();
        await foreach (var taxonomy in client.ListAsync())
            names.Add(taxonomy.TaxonomyName);
        names.Should().Equal("t0", "t1", "t2", "t3");
        handler.Requests.Should().HaveCount(3);
        Warnings(log).Should().ContainSingle().Which.Should().StartWith("The list ends at its page 3 (total: ").And.EndWith("(has_more: true)");
    }

    [Fact]
    public async Task Cursor_page_whose_total_was_read_ends_without_an_exception()
    {
        var log = new FakeLogCollector();
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, Page(0, 2, """{"next_cursor":"b","total":4}""")), (HttpStatusCode.OK, Page(2, 2, """{"has_more":true,"total":4}""")));
        using var client = Client(handler, log);
        (await client.ListAsync().CountAsync()).Should().Be(4);
        Warnings(log).Should().ContainSingle();
    }

    [Fact]
    public async Task Total_that_is_lower_than_what_came_ends_no_list()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, Page(0, 2, """{"has_more":true,"total":1}""")), (HttpStatusCode.OK, Page(2, 2, """{"has_more":true,"total":1}""")), (HttpStatusCode.OK, Page(4, 1, """{"has_more":false,"total":1}""")));
        using var client = Client(handler, new FakeLogCollector());
        (await client.ListAsync().CountAsync()).Should().Be(5);
    }

    [Fact]
    public async Task Server_that_ignores_the_offset_and_gives_no_ids_is_found_out_at_its_second_page()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, """{"results":[{"taxonomy_name":"a"},{"taxonomy_name":"b"}],"pagination":{}}"""));
        using var client = Client(handler, new FakeLogCollector());
        await client.Awaiting(c => c.ListAsync().CountAsync()).Should().ThrowAsync<TaxonomySerializationException>().WithMessage("Page 2 of the list has the items*");
        handler.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Number_of_pages_that_was_not_counted_ends_no_list()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, Page(0, 2, """{"page":1,"page_size":2,"total_pages":0}""")), (HttpStatusCode.OK, Page(2, 1, """{"page":2,"page_size":2,"total_pages":0}""")));
        using var client = Client(handler, new FakeLogCollector());
        (await client.ListAsync().CountAsync()).Should().Be(3);
    }

    [Theory]
    [InlineData("""{"has_more":false,"total":25}""")]
    [InlineData("""{"page":1,"page_size":2,"total_pages":1,"total":25}""")]
    [InlineData("""{"has_more":false,"next_cursor":"b"}""")]
    public async Task Versions_end_where_the_service_says_so(string pagination)
    {
        var log = new FakeLogCollector();
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, pagination)));
        using var client = Client(handler, log);
        (await client.ListVersionsAsync("t")).Should().HaveCount(2);
        Warnings(log).Should().ContainSingle();
    }

    private static IEnumerable<string> Warnings(FakeLogCollector log) =>
        log.GetSnapshot().Where(line => line.Level == LogLevel.Warning).Select(line => line.Message);

    private static TaxonomyClient Client(HttpMessageHandler handler, FakeLogCollector log)
    {
        var loggers = new LoggerFactory([new FakeLoggerProvider(log)]);
        return TaxonomyClient.Create(Sample.Options(), handler, loggers);
    }

    private static string Page(int first, int count, string pagination, int? totalCount = null)
    {
        var items = Enumerable.Range(first, count).Select(i => $$"""{"taxonomy_id":"tax_{{i}}","taxonomy_name":"t{{i}}"}""");
        var total = totalCount is null ? "" : $"\"total_count\":{totalCount},";
        return $$"""{{{total}}"results":[{{string.Join(',', items)}}],"pagination":{{pagination}} }""";
    }
}
