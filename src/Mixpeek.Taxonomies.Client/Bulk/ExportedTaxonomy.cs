namespace Mixpeek.Taxonomies.Client;

/// <summary>One taxonomy of an export. It is read once.</summary>
internal sealed class ExportedTaxonomy(ITaxonomyClient client, string taxonomy, ExportFolder folder)
{
    private Taxonomy? _read;

    /// <summary>Returns what its file has.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken) =>
        folder.TextOf(await ReadAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>Writes its file, and returns the path.</summary>
    public async Task<string> WriteAsync(CancellationToken cancellationToken) =>
        await folder.WriteAsync(await ReadAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    private async Task<Taxonomy> ReadAsync(CancellationToken cancellationToken) =>
        _read ??= await client.GetAsync(taxonomy, cancellationToken: cancellationToken).ConfigureAwait(false);
}
