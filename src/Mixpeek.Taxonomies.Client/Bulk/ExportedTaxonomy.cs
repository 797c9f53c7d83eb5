namespace Mixpeek.Taxonomies.Client;

/// <summary>One taxonomy of an export. It is read once, and its file is made once.</summary>
internal sealed class ExportedTaxonomy(ITaxonomyClient client, string taxonomy, ExportFolder folder)
{
    private Taxonomy? _read;
    private string? _text;

    /// <summary>Returns what its file has.</summary>
    /// <exception cref="ArgumentException">A file can't hold the taxonomy.</exception>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        _read ??= await client.GetAsync(taxonomy, cancellationToken: cancellationToken).ConfigureAwait(false);
        return _text ??= folder.TextOf(_read);
    }

    /// <summary>Writes its file, and returns the path.</summary>
    /// <exception cref="ArgumentException">A file can't hold the taxonomy.</exception>
    public async Task<string> WriteAsync(CancellationToken cancellationToken)
    {
        var text = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return await folder.WriteAsync(_read!, text, cancellationToken).ConfigureAwait(false);
    }
}
