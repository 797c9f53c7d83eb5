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

    public static async IAsyncEnumerable<TaxonomyPage> ReadPagesAsync(
        Func<ListTaxonomiesRequest, CancellationToken, Task<TaxonomyPage>> read,
        ListTaxonomiesRequest first,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pager = new TaxonomyPager();
        for (ListTaxonomiesRequest? request = first; request is not null;)
        {
            var page = await read(request, cancellationToken).ConfigureAwait(false);
            yield return page;
            request = pager.NextAfter(request, page);
        }
    }
}
