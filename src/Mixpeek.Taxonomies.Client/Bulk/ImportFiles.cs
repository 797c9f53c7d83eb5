namespace Mixpeek.Taxonomies.Client;

/// <summary>Files with a taxonomy each.</summary>
internal static class ImportFiles
{
    /// <summary>Reads all files, and gives their configs the IDs of another namespace. A file that is given twice is there once.</summary>
    /// <exception cref="ArgumentException">Two files have a taxonomy of the same name, or the map lacks an ID.</exception>
    /// <exception cref="TaxonomySerializationException">A file has no taxonomy.</exception>
    public static async Task<IReadOnlyList<(string File, Taxonomy Taxonomy)>> ReadAsync(string[] files, TaxonomyIdMap? idMap, CancellationToken cancellationToken)
    {
        var taxonomies = new List<(string, Taxonomy)>();
        var fileOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in files.DistinctBy(Path.GetFullPath, StringComparer.Ordinal))
        {
            var taxonomy = await TaxonomyFile.ReadAsync(path, cancellationToken).ConfigureAwait(false);
            if (!fileOf.TryAdd(taxonomy.TaxonomyName, path))
                throw new ArgumentException($"{path}: taxonomy_name is '{HeaderText.Printable(taxonomy.TaxonomyName)}', as in {fileOf[taxonomy.TaxonomyName]}.", nameof(files));
            taxonomies.Add((path, idMap is null ? taxonomy : taxonomy with { Config = Map(path, taxonomy.Config, idMap) }));
        }

        return taxonomies;
    }

    private static TaxonomyConfig Map(string path, TaxonomyConfig config, TaxonomyIdMap idMap)
    {
        try
        {
            return idMap.Apply(config);
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException($"{path}: {ArgumentPath.ReasonOf(fault)}", nameof(idMap), fault);
        }
    }
}
