namespace Mixpeek.Taxonomies.Client;

/// <summary>One clone of many.</summary>
public sealed record TaxonomyBulkClone
{
    /// <summary>The source, by ID or name.</summary>
    public required string Taxonomy { get; init; }

    /// <summary>The clone's name.</summary>
    public required string NewName { get; init; }

    /// <summary>Makes the clone's config from the source's.</summary>
    /// <value>Defaults to null: the config is copied.</value>
    public Func<TaxonomyConfig, TaxonomyConfig>? Change { get; init; }

    /// <summary>
    /// Reads clones from a file of JSON: an object with the clone's name for each source. The file is read as strictly as
    /// <see cref="TaxonomyFile.ReadAsync(string, CancellationToken)"/> reads.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The clones, in the order of the file, without <see cref="Change"/>.</returns>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="TaxonomySerializationException">The file is not such a map, or two clones have the same name; the message names the file and what is wrong.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Task<IReadOnlyList<TaxonomyBulkClone>> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(path)).NotBlank(path);
        return ReadFileAsync(path, cancellationToken);
    }

    internal void Validate(ArgumentPath at)
    {
        Identifier.Check(Taxonomy, at.Member(nameof(Taxonomy)));
        Identifier.Check(NewName, at.Member(nameof(NewName)));
        at.Member(nameof(NewName)).OtherThanSource(NewName, Taxonomy);
    }

    private static async Task<IReadOnlyList<TaxonomyBulkClone>> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        var clones = new List<TaxonomyBulkClone>();
        foreach (var (source, name) in await TextMapFile.ReadAsync(path, cancellationToken).ConfigureAwait(false))
        {
            if (name == source)
                throw Refused($"'{source}' is the name of its own clone; a clone needs another");
            if (!names.Add(name))
                throw Refused($"'{name}' is the name of two clones");
            clones.Add(new TaxonomyBulkClone { Taxonomy = source, NewName = name });
        }

        return clones;

        TaxonomySerializationException Refused(string fault) => new($"{FileText.NameOf(path)}: {HeaderText.Printable(fault)}");
    }
}
