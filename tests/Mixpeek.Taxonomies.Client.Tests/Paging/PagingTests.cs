using System.Net;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Lists go on over their pages, in each shape that the service is known to answer with, and end.</summary>
public sealed class PagingTests : EmulatedServiceTests
{
    [Fact]
    public async Task List_reads_every_page_and_one_page_at_a_time()
    {
        for (var i = 0; i < 25; i++)
            Emulator.Store.Add($"taxonomy_{i:00}", Sample.FlatConfig);
        var byName = new TaxonomySort { Field = "taxonomy_name" };

        var names = new List<string>();
        await foreach (var taxonomy in Client.ListAsync(new ListTaxonomiesRequest { Sort = byName, Limit = 10 }))
        {
            names.Add(taxonomy.TaxonomyName);
            Emulator.Requests.Count.Should().Be(((names.Count - 1) / 10) + 1, "the next page is asked for when it is needed");
        }

        names.Should().Equal(Enumerable.Range(0, 25).Select(i => $"taxonomy_{i:00}"));
        Emulator.Requests.Should().HaveCount(3);
    }

    [Fact]
    public async Task List_can_be_taken_up_at_a_cursor()
    {
        for (var i = 0; i < 7; i++)
            Emulator.Store.Add($"taxonomy_{i}", Sample.FlatConfig);
        var request = new ListTaxonomiesRequest { Sort = new TaxonomySort { Field = "taxonomy_name", Direction = SortDirection.Descending }, Limit = 3, IncludeTotal = true };
        await using var pages = Client.ListPagesAsync(request).GetAsyncEnumerator();
        (await pages.MoveNextAsync()).Should().BeTrue();
        pages.Current.TotalCount.Should().Be(7);
        pages.Current.Stats!.FlatTaxonomies.Should().Be(7);
        var rest = new List<string>();
        await foreach (var taxonomy in Client.ListAsync(request with { Cursor = pages.Current.NextCursor }))
            rest.Add(taxonomy.TaxonomyName);
        rest.Should().Equal("taxonomy_3", "taxonomy_2", "taxonomy_1", "taxonomy_0");
    }

    public static TheoryData<string, string[]> PagingShapes => new()
    {
        { "cursor", ["""{"next_cursor":"b"}""", """{"next_cursor":"c","page":1,"total_pages":1}""", """{"next_cursor":null}"""] },
        { "page numbers", ["""{"page":1,"page_size":2,"total_pages":3}""", """{"page":2,"total_pages":3}""", """{"page":3,"total_pages":3}"""] },
        { "flag", ["""{"has_more":true,"limit":2,"skip":0}""", """{"has_more":true}""", """{"has_more":false}"""] },
    };

    [Theory]
    [MemberData(nameof(PagingShapes))]
    public async Task Paging_follows_each_shape_to_its_end(string shape, string[] pages)
    {
        using var handler = StubHandler.Of(
            [.. pages.Select((page, index) => (HttpStatusCode.OK, $$"""{"results":[{"taxonomy_name":"{{index}}a"},{"taxonomy_name":"{{index}}b"}],"total_count":0,"pagination":{{page}} }"""))]);
        using var client = Sample.Client(handler);
        (await client.ListAsync().CountAsync()).Should().Be(6, shape);
        handler.Requests.Select(request => request.Address.Query).Should().Equal(
            shape == "cursor" ? ["", "?cursor=b", "?cursor=c"] : ["", "?offset=2", "?offset=4"]);
    }

    [Theory]
    [InlineData("""{"total":5}""")]
    [InlineData("""{"total_count":5,"limit":1000}""")]
    [InlineData("""{"page_size":2}""")]
    [InlineData("""{"next_cursor":null,"total":5}""")]
    [InlineData("""{"total":null,"page":1,"page_size":2,"total_pages":null,"next_page":"/v1/taxonomies/list?page=2","next_cursor":null}""")]
    [InlineData("""{"page_size":2,"next_cursor":null}""")]
    [InlineData("{}")]
    public async Task Page_that_the_server_makes_smaller_than_was_asked_for_does_not_end_the_list(string pagination)
    {
        using var handler = Offsets(5, 2, pagination);
        using var client = Sample.Client(handler);
        var names = new List<string>();
        await foreach (var taxonomy in client.ListAsync(new ListTaxonomiesRequest { Limit = 1000 }))
            names.Add(taxonomy.TaxonomyName);
        names.Should().Equal("t0", "t1", "t2", "t3", "t4");
    }

    [Fact]
    public async Task Total_that_the_root_gives_goes_on_and_never_ends_a_list()
    {
        using var more = Offsets(5, 2, """{"limit":10},"total_count":5,"x":{}""");
        using var client = Sample.Client(more);
        (await client.ListAsync().CountAsync()).Should().Be(5);
        using var less = Offsets(5, 2, """{"limit":2},"total_count":0,"x":{}""");
        using var second = Sample.Client(less);
        (await second.ListAsync().CountAsync()).Should().Be(5);
    }

    [Theory]
    [InlineData("""{"has_more":true}""")]
    [InlineData("""{"page":1,"total_pages":3}""")]
    [InlineData("""{"total":15000}""")]
    [InlineData("{}")]
    public async Task List_that_goes_on_beyond_the_last_offset_fails(string pagination)
    {
        using var handler = Offsets(15_000, 1000, pagination);
        using var client = Sample.Client(handler);
        var read = 0;
        var failure = (await FluentActions.Awaiting(async () =>
        {
            await foreach (var taxonomy in client.ListAsync(new ListTaxonomiesRequest { Limit = 1000 }))
                read++;
        }).Should().ThrowAsync<TaxonomySerializationException>()).Which;
        failure.Message.Should().Be("Page 11 of the list is the last that an offset reaches (up to 10,000), and the list goes on; narrow it with a search or a filter.");
        read.Should().Be(11_000);
    }

    [Fact]
    public async Task List_that_ends_at_the_last_offset_is_whole()
    {
        using var handler = Offsets(11_000, 1000, """{"limit":1000,"total":11000,"has_more":false}""", """{"has_more":true}""");
        using var client = Sample.Client(handler);
        (await client.ListAsync(new ListTaxonomiesRequest { Limit = 1000 }).CountAsync()).Should().Be(11_000);
    }

    [Theory]
    [InlineData("""{"has_more":true}""")]
    [InlineData("""{"page":1,"total_pages":7}""")]
    [InlineData("{}")]
    public async Task Server_that_ignores_the_offset_is_found_out_at_its_second_page(string pagination)
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 10, pagination)));
        using var client = Sample.Client(handler);
        var read = new List<string>();
        var failure = (await FluentActions.Awaiting(async () =>
        {
            await foreach (var taxonomy in client.ListAsync())
                read.Add(taxonomy.TaxonomyId);
        }).Should().ThrowAsync<TaxonomySerializationException>()).Which;
        failure.Message.Should().Be("Page 2 of the list has the items of the one before, so that the service does not page.");
        read.Should().HaveCount(10).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Cursor_may_be_a_number()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, """{"next_cursor":20}""")), (HttpStatusCode.OK, Page(2, 2, "{}")));
        using var client = Sample.Client(handler);
        (await client.ListAsync().CountAsync()).Should().Be(4);
        handler.Requests[1].Address.Query.Should().Be("?cursor=20");
    }

    [Theory]
    [InlineData("""{"has_more":true}""")]
    [InlineData("""{"page":2,"total_pages":3}""")]
    public async Task Page_that_promises_more_and_shows_no_way_to_it_fails(string pagination)
    {
        using var byCursor = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, """{"next_cursor":"b"}""")), (HttpStatusCode.OK, Page(2, 2, pagination)));
        using var client = Sample.Client(byCursor);
        await client.Awaiting(c => c.ListAsync().CountAsync()).Should().ThrowAsync<TaxonomySerializationException>().WithMessage("Page 2 of the list says*");
        using var empty = StubHandler.Of((HttpStatusCode.OK, Page(0, 0, pagination)));
        using var second = Sample.Client(empty);
        await second.Awaiting(c => c.ListAsync().CountAsync()).Should().ThrowAsync<TaxonomySerializationException>().WithMessage("Page 1 of the list says*");
    }

    [Fact]
    public async Task List_by_cursor_ends_without_one_even_where_its_last_page_is_full()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, """{"next_cursor":"b","page_size":2}""")), (HttpStatusCode.OK, Page(2, 2, """{"page_size":2}""")));
        using var client = Sample.Client(handler);
        (await client.ListAsync().CountAsync()).Should().Be(4);
    }

    [Fact]
    public async Task Item_that_is_no_taxonomy_counts_for_the_next_page()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, """{"results":[{"taxonomy_name":"a"},null],"pagination":{"limit":2}}"""),
            (HttpStatusCode.OK, """{"results":[{"taxonomy_name":"b"}],"pagination":{"limit":2}}"""));
        using var client = Sample.Client(handler);
        (await client.ListAsync().CountAsync()).Should().Be(2);
        handler.Requests[1].Address.Query.Should().Be("?offset=2");
    }

    [Fact]
    public async Task Cursor_that_is_no_text_fails_the_list()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, """{"next_cursor":{"id":1}}""")));
        using var client = Sample.Client(handler);
        await client.Awaiting(c => c.ListAsync().CountAsync()).Should().ThrowAsync<TaxonomySerializationException>().WithMessage("Page 1 of the list names a cursor that is no text.");
    }

    [Fact]
    public async Task Page_of_one_item_may_come_again_once()
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(1, 1, """{"has_more":true}""")), (HttpStatusCode.OK, Page(1, 1, """{"has_more":true}""")), (HttpStatusCode.OK, Page(2, 1, """{"has_more":false}""")));
        using var client = Sample.Client(handler);
        (await client.ListAsync().CountAsync()).Should().Be(3);
    }

    [Fact]
    public async Task Cursor_that_comes_again_ends_the_list()
    {
        using var repeated = new StubHandler((_, index, _) => index < 10
            ? Task.FromResult(StubHandler.Json((HttpStatusCode.OK, $$"""{"results":[{}],"pagination":{"next_cursor":"{{index % 3}}"} }""")))
            : throw new InvalidOperationException("The list goes round and round."));
        using var client = Sample.Client(repeated);
        await client.Awaiting(c => c.ListAsync().CountAsync()).Should().ThrowAsync<TaxonomySerializationException>();
        repeated.Requests.Should().HaveCount(4);
    }

    [Theory]
    [InlineData(99, true)]
    [InlineData(100, false)]
    public async Task Empty_pages_with_ever_new_cursors_end(int empty, bool isRead)
    {
        using var handler = new StubHandler((_, index, _) => Task.FromResult(StubHandler.Json((HttpStatusCode.OK, index < empty
            ? Page(0, 0, $$"""{"next_cursor":"c{{index}}"}""")
            : Page(0, 3, "{}")))));
        using var client = Sample.Client(handler);
        var count = client.Awaiting(c => c.ListAsync().CountAsync());
        if (isRead)
            (await count.Should().NotThrowAsync()).Which.Should().Be(3);
        else
            await count.Should().ThrowAsync<TaxonomySerializationException>().WithMessage("Page 100 of the list is the 100th empty one in a row*");
    }

    [Theory]
    [InlineData("""{"next_cursor":"b"}""", false)]
    [InlineData("""{"has_more":true}""", false)]
    [InlineData("""{"page":1,"total_pages":2}""", false)]
    [InlineData("""{"total":25}""", false)]
    [InlineData("""{"page":1,"page_size":2,"total_pages":1}""", true)]
    [InlineData("""{"limit":2}""", true)]
    [InlineData("{}", true)]
    public async Task Versions_that_are_not_all_there_are_no_list_of_versions(string pagination, bool isWhole)
    {
        using var handler = StubHandler.Of((HttpStatusCode.OK, Page(0, 2, pagination)));
        using var client = Sample.Client(handler);
        var versions = client.Awaiting(c => c.ListVersionsAsync("t"));
        if (isWhole)
            (await versions.Should().NotThrowAsync()).Which.Should().HaveCount(2);
        else
            await versions.Should().ThrowAsync<TaxonomySerializationException>().WithMessage("*a part of the versions*");
    }

    /// <summary>A service with so many taxonomies that gives pages of a size of its own by offset, with the same paging data for each but the last, if that has its own.</summary>
    private static StubHandler Offsets(int total, int size, string pagination, string? before = null) => new(request =>
    {
        var offset = int.Parse(System.Web.HttpUtility.ParseQueryString(request.RequestUri!.Query)["offset"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var count = Math.Clamp(total - offset, 0, size);
        return StubHandler.Json((HttpStatusCode.OK, Page(offset, count, offset + count < total ? before ?? pagination : pagination)));
    });

    private static string Page(int first, int count, string pagination)
    {
        var items = Enumerable.Range(first, count).Select(i => $$"""{"taxonomy_id":"tax_{{i}}","taxonomy_name":"t{{i}}"}""");
        return $$"""{"results":[{{string.Join(',', items)}}],"pagination":{{pagination}} }""";
    }
}
