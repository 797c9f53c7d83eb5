namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Clones, exports and imports many taxonomies, some at a time. One that fails stops no other; what was done before an
/// interruption is found and not done twice, with a journal or without. It works over any <see cref="ITaxonomyClient"/>.
/// </summary>
public static class TaxonomyBulkExtensions
{
    /// <summary>
    /// Clones taxonomies, each as <see cref="TaxonomyClientExtensions.GetOrCloneAsync"/> does: a clone that is there as
    /// asked for is taken. The key of each item is the clone's name, and its result the clone's ID.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="clones">The sources and the clones' names.</param>
    /// <param name="options">How it goes; null for the defaults. With a journal, each source is read, and a clone that is done is made again only if what it is made of has changed.</param>
    /// <param name="progress">Is told of each clone as it ends; null for nobody. What it throws is ignored.</param>
    /// <param name="cancellationToken">Cancels the clones under way and begins no other.</param>
    /// <returns>Every clone once, in the given order.</returns>
    /// <exception cref="ArgumentException">Two different clones have the same name, a name or an option is not valid, or the journal is no journal or that of another run; nothing was begun.</exception>
    /// <exception cref="IOException">The journal can't be read or written, or another run has it open.</exception>
    public static Task<IReadOnlyList<TaxonomyBulkItem>> CloneManyAsync(
        this ITaxonomyClient client,
        IEnumerable<TaxonomyBulkClone> clones,
        TaxonomyBulkOptions? options = null,
        IProgress<TaxonomyBulkItem>? progress = null,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(clones);
        options?.Validate(new ArgumentPath(nameof(options)));
        BulkPurpose.Check(client, options);
        var byName = new Dictionary<string, TaxonomyBulkClone>(StringComparer.Ordinal);
        var at = new ArgumentPath(nameof(clones));
        foreach (var (clone, i) in clones.Select(static (clone, i) => (clone, i)))
        {
            at.Item(i).NotNull(clone);
            clone.Validate(at.Item(i));
            if (!byName.TryAdd(clone.NewName, clone) && byName[clone.NewName] != clone)
                throw at.Item(i).Member(nameof(clone.NewName)).Invalid($"is '{HeaderText.Printable(clone.NewName)}' once more");
        }

        var tasks = byName.Values.Select(clone =>
        {
            var source = new CloneSource(client, clone);
            return new BulkTask(clone.NewName, source.CloneAsync) { Input = source.DescribeAsync };
        });
        return TaxonomyBulk.RunTasksAsync(tasks, BulkPurpose.Of(client, "clone", folder: null, options), options, progress, cancellationToken);
    }

    /// <summary>
    /// Writes taxonomies into a folder, each as <see cref="TaxonomyFile"/> has it and in a file of its name, such as
    /// <c>product_tags.json</c>. What is there under that name is replaced, whole or not at all. A name that is long, or
    /// has upper case or characters that are not ASCII, is followed by a hash, such as <c>Tags~1331275bc537b4c2.json</c>,
    /// so that each taxonomy has the same file in every run and on every system. The key of each item is the taxonomy as
    /// it was given, and its result the path of the file.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="taxonomies">The taxonomies, by ID or name.</param>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="options">How it goes; null for the defaults. With a journal, each taxonomy is read, and a file that is there is written again only if it would differ.</param>
    /// <param name="progress">Is told of each taxonomy as it ends; null for nobody. What it throws is ignored.</param>
    /// <param name="cancellationToken">Cancels the exports under way and begins no other.</param>
    /// <returns>Every taxonomy once, in the given order. One that was deleted meanwhile is a failure with a <see cref="TaxonomyNotFoundException"/>.</returns>
    /// <exception cref="ArgumentException">A taxonomy or an option is not valid, or the journal is no journal or that of another run; nothing was begun.</exception>
    /// <exception cref="IOException">The folder can't be made, or the journal can't be read or written, or another run has it open.</exception>
    public static Task<IReadOnlyList<TaxonomyBulkItem>> ExportManyAsync(
        this ITaxonomyClient client,
        IEnumerable<string> taxonomies,
        string folder,
        TaxonomyBulkOptions? options = null,
        IProgress<TaxonomyBulkItem>? progress = null,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(taxonomies);
        new ArgumentPath(nameof(folder)).NotBlank(folder);
        string[] all = [.. taxonomies];
        for (var i = 0; i < all.Length; i++)
            Identifier.Check(all[i], new ArgumentPath(nameof(taxonomies)).Item(i));
        options?.Validate(new ArgumentPath(nameof(options)));
        BulkPurpose.Check(client, options);
        return ExportAsync(client, all, folder, options, progress, cancellationToken);
    }

    /// <summary>
    /// Makes taxonomies from files, each as <see cref="TaxonomyClientExtensions.ImportAsync"/> does. All files are read
    /// and mapped before anything is sent. The key of each item is the file's name, and its result the taxonomy's ID.
    /// </summary>
    /// <param name="client">The client.</param>
    /// <param name="files">The files.</param>
    /// <param name="idMap">What stands for the IDs of the files in the client's namespace; null where they are the same.</param>
    /// <param name="options">How it goes; null for the defaults.</param>
    /// <param name="progress">Is told of each file as it ends; null for nobody. What it throws is ignored.</param>
    /// <param name="cancellationToken">Cancels the imports under way and begins no other.</param>
    /// <returns>Every file once, in the given order.</returns>
    /// <exception cref="ArgumentException">Two files have a taxonomy of the same name, the map lacks an ID, an option is not valid, or the journal is no journal or that of another run; nothing was begun.</exception>
    /// <exception cref="TaxonomySerializationException">A file has no taxonomy; nothing was begun.</exception>
    /// <exception cref="IOException">A file can't be read, and nothing was begun; or the journal can't be read or written, or another run has it open.</exception>
    public static Task<IReadOnlyList<TaxonomyBulkItem>> ImportManyAsync(
        this ITaxonomyClient client,
        IEnumerable<string> files,
        TaxonomyIdMap? idMap = null,
        TaxonomyBulkOptions? options = null,
        IProgress<TaxonomyBulkItem>? progress = null,
        CancellationToken cancellationToken = default)
    {
        client = client.Checked();
        ArgumentNullException.ThrowIfNull(files);
        string[] paths = [.. files];
        new ArgumentPath(nameof(files)).EachNotBlank(paths);
        options?.Validate(new ArgumentPath(nameof(options)));
        BulkPurpose.Check(client, options);
        return ImportAsync(client, paths, idMap, options, progress, cancellationToken);
    }

    private static async Task<IReadOnlyList<TaxonomyBulkItem>> ExportAsync(
        ITaxonomyClient client, string[] taxonomies, string folder, TaxonomyBulkOptions? options, IProgress<TaxonomyBulkItem>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var files = new ExportFolder(folder, options?.IncludeInferred ?? false);
        var tasks = taxonomies.Select(taxonomy =>
        {
            var export = new ExportedTaxonomy(client, taxonomy, files);
            return new BulkTask(taxonomy, export.WriteAsync) { Input = export.DescribeAsync, Recall = files.Find };
        });
        return await TaxonomyBulk.RunTasksAsync(tasks, BulkPurpose.Of(client, "export", folder, options), options, progress, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<IReadOnlyList<TaxonomyBulkItem>> ImportAsync(
        ITaxonomyClient client, string[] files, TaxonomyIdMap? idMap, TaxonomyBulkOptions? options, IProgress<TaxonomyBulkItem>? progress, CancellationToken cancellationToken)
    {
        var taxonomies = await ImportFiles.ReadAsync(files, idMap, cancellationToken).ConfigureAwait(false);
        var tasks = taxonomies.Select(read => new BulkTask(read.File, async token => (await client.ImportAsync(read.Taxonomy, token).ConfigureAwait(false)).TaxonomyId)
        {
            Input = _ => Task.FromResult(read.Taxonomy.ToString()),
        });
        return await TaxonomyBulk.RunTasksAsync(tasks, BulkPurpose.Of(client, "import", folder: null, options), options, progress, cancellationToken).ConfigureAwait(false);
    }
}
