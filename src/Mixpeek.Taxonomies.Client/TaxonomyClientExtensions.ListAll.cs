namespace Mixpeek.Taxonomies.Client;

/// <content>Whole lists.</content>
public static partial class TaxonomyClientExtensions
{
    /// <summary>
    /// Reads a whole list before it returns, each taxonomy once: <c>POST /v1/taxonomies/list</c>. The taxonomies can
    /// then be changed and deleted in a loop over the result:
    /// <code>
    /// foreach (var taxonomy in await client.ListAllAsync())
    ///     await client.DeleteAsync(taxonomy.TaxonomyId);
    /// </code>
    /// </summary>
    /// <remarks>
    /// A list of one page is read with one request. A longer one is read again until two readings in a row have the same
    /// taxonomies, because a deletion between two pages can hide a taxonomy from one reading. Every taxonomy that exists
    /// the whole time is then in the result. If five readings all differ, the result has every taxonomy that one of them
    /// saw; some of these may have been deleted since.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="request">What to look for and where to begin; <c>null</c> for all. Without a <see cref="ListTaxonomiesRequest.Limit"/>, each request asks for 1,000 taxonomies.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The taxonomies, in the order of the list.</returns>
    /// <exception cref="ArgumentException">The request is not valid; nothing was sent.</exception>
    /// <exception cref="TaxonomySerializationException">The list goes on and can't be followed.</exception>
    public static Task<IReadOnlyList<Taxonomy>> ListAllAsync(
        this ITaxonomyClient client, ListTaxonomiesRequest? request = null, CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        request ??= new ListTaxonomiesRequest();
        request.Validate(new ArgumentPath(nameof(request)));
        request = request with { Limit = request.Limit ?? ListTaxonomiesRequest.MaxLimit };
        return TaxonomyLists.ReadAllAsync(() => client.ListPagesAsync(request, cancellationToken), cancellationToken);
    }
}
