namespace Mixpeek.Taxonomies.Client;

/// <summary>The source of one clone of many. It is read once at most.</summary>
internal sealed class CloneSource(ITaxonomyClient client, TaxonomyBulkClone clone)
{
    private Taxonomy? _source;
    private TaxonomyConfig? _config;

    /// <summary>Returns what the clone is made of.</summary>
    public async Task<string> DescribeAsync(CancellationToken cancellationToken)
    {
        var config = await ConfigAsync(cancellationToken).ConfigureAwait(false);
        return string.Join('\n', clone.Taxonomy, _source!.Description, config);
    }

    /// <summary>Clones the source, or takes the clone that is there, and returns its ID.</summary>
    public async Task<string> CloneAsync(CancellationToken cancellationToken)
    {
        var request = new CloneTaxonomyRequest { TaxonomyName = clone.NewName };
        if (clone.Change is not null)
            request = request with { Config = await ConfigAsync(cancellationToken).ConfigureAwait(false) };
        return (await client.GetOrCloneAsync(clone.Taxonomy, request, cancellationToken).ConfigureAwait(false)).TaxonomyId;
    }

    private async Task<TaxonomyConfig> ConfigAsync(CancellationToken cancellationToken)
    {
        _source ??= await client.GetAsync(clone.Taxonomy, cancellationToken: cancellationToken).ConfigureAwait(false);
        return _config ??= clone.Change is { } change
            ? TaxonomyClientExtensions.ChangedConfig(_source, change, new ArgumentPath(nameof(clone)).Member(nameof(clone.Change)))
            : _source.Config.WithoutInferred();
    }
}
