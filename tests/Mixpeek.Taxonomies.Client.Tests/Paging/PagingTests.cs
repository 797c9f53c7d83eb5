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

    [Fact]
    public async Task Paging_without_any_hint_stops_at_a_short_page()
    {
        using var handler = StubHandler.Of(
            (HttpStatusCode.OK, """{"results":[{},{}],"total_count":2}"""),
            (HttpStatusCode.OK, """{"results":[{}]}"""));
        using var client = Sample.Client(handler);
        (await client.ListAsync(new ListTaxonomiesRequest { Limit = 2 }).CountAsync()).Should().Be(3);
        handler.Requests.Should().HaveCount(2);
    }

    [Fact]
    public async Task Paging_ends_where_the_server_never_would()
    {
        using var repeated = new StubHandler((_, index, _) => index < 10
            ? Task.FromResult(StubHandler.Json((HttpStatusCode.OK, $$"""{"results":[{}],"pagination":{"next_cursor":"{{index % 3}}"} }""")))
            : throw new InvalidOperationException("The list goes round and round."));
        using var client = Sample.Client(repeated);
        await client.Awaiting(c => c.ListAsync().CountAsync()).Should().ThrowAsync<TaxonomySerializationException>();
        repeated.Requests.Should().HaveCount(4);

        using var endless = StubHandler.Of((HttpStatusCode.OK, $$"""{"pagination":{"has_more":true},"results":[{{string.Join(',', Enumerable.Repeat("{}", 1000))}}]}"""));
        using var second = Sample.Client(endless);
        (await second.ListAsync(new ListTaxonomiesRequest { Limit = 1000 }).CountAsync()).Should().Be(11_000, "an offset goes up to 10,000");
    }
}
