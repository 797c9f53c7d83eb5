using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A whole list has each taxonomy once, although others are created and deleted while it is read.</summary>
public sealed class ListAllTests : EmulatedServiceTests
{
    private static readonly ListTaxonomiesRequest ByName = new() { Sort = new TaxonomySort { Field = "taxonomy_name" }, Limit = 10 };

    [Fact]
    public async Task Everything_that_is_listed_can_be_deleted_in_a_loop()
    {
        AddMany(45);
        foreach (var taxonomy in await Client.ListAllAsync(ByName))
            await Client.DeleteAsync(taxonomy.TaxonomyId);
        Emulator.Store.Taxonomies.Should().BeEmpty();
    }

    [Fact]
    public async Task List_of_one_page_takes_one_request_for_the_largest_page()
    {
        AddMany(45);
        (await Client.ListAllAsync()).Should().HaveCount(45);
        Emulator.Requests.Should().ContainSingle().Which.Query.Should().Be("?limit=1000");
    }

    [Fact]
    public async Task Taxonomy_that_a_deletion_hides_from_one_reading_is_in_the_list()
    {
        AddMany(45);
        var names = await ReadWhileAsync(async (page, other) =>
        {
            if (page == 1)
                await other.DeleteAsync("taxonomy_00");
        });
        names.Should().Equal(Enumerable.Range(1, 44).Select(i => $"taxonomy_{i:00}"));
    }

    [Fact]
    public async Task Taxonomy_that_a_creation_repeats_is_in_the_list_once()
    {
        AddMany(45);
        var names = await ReadWhileAsync(async (page, other) =>
        {
            if (page is 1 or 3)
                await other.CreateAsync(Sample.CreateRequest with { TaxonomyName = $"a{page}" });
        });
        names.Should().Equal([.. new[] { "a1", "a3" }, .. Enumerable.Range(0, 45).Select(i => $"taxonomy_{i:00}")]);
    }

    [Fact]
    public async Task Totals_that_stay_the_same_do_not_hide_a_change()
    {
        AddMany(45);
        var names = await ReadWhileAsync(async (page, other) =>
        {
            if (page != 2)
                return;
            await other.DeleteAsync("taxonomy_05");
            await other.CreateAsync(Sample.CreateRequest with { TaxonomyName = "z" });
        });
        names.Should().HaveCount(45).And.Contain("taxonomy_20").And.Contain("z").And.NotContain("taxonomy_05");
    }

    [Fact]
    public async Task Generated_changes_hide_none_that_is_there_all_the_time()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            await using var emulator = await TaxonomyEmulator.StartAsync();
            var names = Enumerable.Range(0, 33).Select(i => $"taxonomy_{i:00}").ToArray();
            foreach (var name in names)
                emulator.Store.Add(name, Sample.FlatConfig);
            var removed = new HashSet<string>();
            var read = await ReadWhileAsync(emulator, async (page, other) =>
            {
                if (page > 8 || random.Next(2) == 0)
                    return;
                var name = names[random.Next(names.Length)];
                if (removed.Add(name))
                    await other.DeleteAsync(name);
                else
                    await other.CreateAsync(Sample.CreateRequest with { TaxonomyName = $"new_{page}" });
            });
            read.Should().OnlyHaveUniqueItems().And.Contain(names.Except(removed), $"seed {seed}");
        }
    }

    [Fact]
    public async Task List_that_never_rests_ends_with_everything_that_was_seen()
    {
        AddMany(25);
        var pages = 0;
        var names = await ReadWhileAsync(async (page, other) =>
        {
            pages = page;
            await other.CreateAsync(Sample.CreateRequest with { TaxonomyName = $"a{page:000}" });
        });
        names.Should().OnlyHaveUniqueItems().And.Contain(Enumerable.Range(0, 25).Select(i => $"taxonomy_{i:00}"));
        pages.Should().BeLessThan(40);
    }

    [Fact]
    public async Task Request_that_is_not_valid_is_refused_at_once()
    {
        var call = () => { _ = Client.ListAllAsync(new ListTaxonomiesRequest { Limit = 1001 }); };
        call.Should().Throw<ArgumentException>().WithParameterName("request");
        Emulator.Requests.Should().BeEmpty();
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Client.Awaiting(client => client.ListAllAsync(cancellationToken: cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
    }

    private void AddMany(int count)
    {
        for (var i = 0; i < count; i++)
            Emulator.Store.Add($"taxonomy_{i:00}", Sample.FlatConfig);
    }

    private Task<string[]> ReadWhileAsync(Func<int, ITaxonomyClient, Task> change) => ReadWhileAsync(Emulator, change);

    /// <summary>Reads the whole list by name in pages of ten, with a change through another client after each page.</summary>
    private static async Task<string[]> ReadWhileAsync(TaxonomyEmulator emulator, Func<int, ITaxonomyClient, Task> change)
    {
        using var other = TaxonomyClient.Create(emulator.CreateClientOptions());
        using var handler = new AfterEach(page => change(page, other));
        using var reader = TaxonomyClient.Create(emulator.CreateClientOptions(), handler);
        return [.. (await reader.ListAllAsync(ByName)).Select(taxonomy => taxonomy.TaxonomyName)];
    }

    private sealed class AfterEach(Func<int, Task> then) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        private int _answers;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            await then(++_answers);
            return response;
        }
    }
}
