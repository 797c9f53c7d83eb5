using System.Runtime.CompilerServices;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Reads lists page by page, with one page in memory.</summary>
internal static class TaxonomyLists
{
    public static async IAsyncEnumerable<Taxonomy> FlattenAsync(
        IAsyncEnumerable<TaxonomyPage> pages, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var taxonomy in page.Results)
                yield return taxonomy;
        }
    }

    /// <summary>The items of a list that has no pages.</summary>
    /// <exception cref="TaxonomySerializationException">The service says that there are more.</exception>
    public static IReadOnlyList<Taxonomy> Whole(TaxonomyPage page) => TaxonomyPager.SaysMore(page) != true && !(TaxonomyPager.PagesTotal(page) > page.Results.Count)
        ? page.Results
        : throw new TaxonomySerializationException("The service gives a part of the versions and says that there are more, which its API has no way to ask for.")
        {
            Operation = TaxonomyOperations.ListVersions,
            ResponseBody = page.Pagination.ToJsonString(),
        };

    public static async IAsyncEnumerable<TaxonomyPage> ReadPagesAsync(
        Func<ListTaxonomiesRequest, CancellationToken, Task<TaxonomyPage>> read,
        ListTaxonomiesRequest first,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pager = new TaxonomyPager();
        for (ListTaxonomiesRequest? request = first; request is not null;)
        {
            var page = await read(request, cancellationToken).ConfigureAwait(false);
            pager.Accept(page);
            yield return page;
            request = pager.NextAfter(request, page);
        }
    }
}
