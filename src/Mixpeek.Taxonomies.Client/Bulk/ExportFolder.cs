using System.Collections.Concurrent;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A folder with a file for each taxonomy.</summary>
internal sealed class ExportFolder(string path, bool includeInferred)
{
    /// <summary>The taxonomies that were written, by the names of their files.</summary>
    private readonly ConcurrentDictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the path of a file that an earlier run wrote into this folder; null where it is gone.</summary>
    public string? Find(string written) => Path.Combine(path, Path.GetFileName(written)) is var file && File.Exists(file) ? file : null;

    /// <summary>Returns what the file of a taxonomy has.</summary>
    /// <exception cref="ArgumentException">A file can't hold the taxonomy.</exception>
    public string TextOf(Taxonomy taxonomy) => TaxonomyFile.Write(taxonomy, includeInferred);

    /// <summary>Writes the text of a taxonomy, and returns the path of its file.</summary>
    /// <exception cref="IOException">The file can't be written, or is that of another taxonomy.</exception>
    public async Task<string> WriteAsync(Taxonomy taxonomy, string text, CancellationToken cancellationToken)
    {
        var name = ExportFileName.Of(taxonomy.TaxonomyName);
        var first = _files.GetOrAdd(name, taxonomy.TaxonomyId);
        if (first != taxonomy.TaxonomyId)
            throw new IOException(HeaderText.Printable($"'{first}' and '{taxonomy.TaxonomyId}' both had the name '{taxonomy.TaxonomyName}' while they were exported. Export them again."));
        var file = Path.Combine(path, name);
        await FileText.WriteAsync(file, text, cancellationToken).ConfigureAwait(false);
        return file;
    }
}
