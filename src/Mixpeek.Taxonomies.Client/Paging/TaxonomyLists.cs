using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads lists page by page, with one page in memory.</summary>
internal static class TaxonomyLists
{
    private const int MostReadings = 5;

    public static async IAsyncEnumerable<Taxonomy> FlattenAsync(
        IAsyncEnumerable<TaxonomyPage> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var taxonomy in page.Results)
                yield return taxonomy;
        }
    }

    /// <summary>Reads a whole list, each taxonomy once. One of several pages is read until two readings agree.</summary>
    /// <param name="open">Begins to read the list.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<IReadOnlyList<Taxonomy>> ReadAllAsync(Func<IAsyncEnumerable<TaxonomyPage>> open, CancellationToken cancellationToken)
    {
        var all = new Reading();
        Reading? previous = null;
        for (var i = 0; i < MostReadings; i++)
        {
            var reading = new Reading();
            var pages = 0;
            await foreach (var page in open().WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                pages++;
                foreach (var taxonomy in page.Results)
                {
                    reading.Add(taxonomy);
                    all.Add(taxonomy);
                }
            }

            if (pages <= 1 || reading.HasSame(previous))
                return reading.Taxonomies;
            previous = reading;
        }

        return all.Taxonomies;
    }

    /// <summary>The items of a list that has no pages.</summary>
    /// <exception cref="TaxonomySerializationException">The service says that there are more.</exception>
    public static IReadOnlyList<Taxonomy> Whole(TaxonomyPage page, bool isVerified, ILogger log)
    {
        if (!isVerified)
            return page.Results;
        var count = page.Results.Count;
        var paging = new PagingData(page);
        var more = paging.More() ?? (paging.OwnTotal() > count ? paging.MoreThan(count) : null);
        if (more is null)
            return page.Results;
        if (paging.End() is not { } end)
        {
            throw new TaxonomySerializationException("The service gives a part of the versions and says that there are more, which its API has no way to ask for.")
            {
                Operation = TaxonomyOperations.ListVersions,
                ResponseBody = page.Pagination.ToJsonString(),
            };
        }

        log.PagingContradicted("list of versions", 1, end, more);
        return page.Results;
    }

    public static async IAsyncEnumerable<TaxonomyPage> ReadPagesAsync(
        Func<ListTaxonomiesRequest, CancellationToken, Task<TaxonomyPage>> read,
        ListTaxonomiesRequest first,
        bool verifies,
        ILogger log,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pager = new TaxonomyPager(verifies, log);
        for (ListTaxonomiesRequest? request = first; request is not null;)
        {
            var page = await read(request, cancellationToken).ConfigureAwait(false);
            if (!pager.Accept(request, page))
                break;
            yield return page;
            request = pager.NextAfter(request, page);
        }
    }

    /// <summary>The taxonomies that were read, by ID, or by name where the service gives no ID.</summary>
    private sealed class Reading
    {
        private readonly HashSet<(string Id, string Name)> _keys = [];
        private readonly List<Taxonomy> _taxonomies = [];

        public IReadOnlyList<Taxonomy> Taxonomies => _taxonomies;

        public void Add(Taxonomy taxonomy)
        {
            if (_keys.Add((taxonomy.TaxonomyId, taxonomy.TaxonomyId.Length == 0 ? taxonomy.TaxonomyName : "")))
                _taxonomies.Add(taxonomy);
        }

        public bool HasSame(Reading? other) => other is not null && _keys.SetEquals(other._keys);
    }
}
