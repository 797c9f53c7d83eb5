using System.Collections.Concurrent;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A folder with a file for each taxonomy.</summary>
internal sealed class ExportFolder(string path)
{
    /// <summary>The taxonomies by the names of their files, which some systems do not tell apart by case.</summary>
    private readonly ConcurrentDictionary<string, Taxonomy> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a taxonomy, and returns the path of its file.</summary>
    /// <exception cref="IOException">The file can't be written, or is that of another taxonomy.</exception>
    public async Task<string> WriteAsync(Taxonomy taxonomy, CancellationToken cancellationToken)
    {
        var name = FileNameOf(taxonomy.TaxonomyName);
        var first = _files.GetOrAdd(name, taxonomy);
        if (first.TaxonomyName != taxonomy.TaxonomyName)
            throw new IOException($"'{HeaderText.Printable(first.TaxonomyName)}' and '{HeaderText.Printable(taxonomy.TaxonomyName)}' would be the same file, {name}.");
        var file = Path.Combine(path, name);
        var unfinished = Path.Combine(path, $".{taxonomy.TaxonomyId}.{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllTextAsync(unfinished, TaxonomyFile.Write(taxonomy), cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, file, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return file;
    }

    /// <summary>The name as a file has it on every system: what one of them refuses is escaped as in an address.</summary>
    private static string FileNameOf(string name)
    {
        var escaped = string.Concat(name.EnumerateRunes().Select(static rune =>
            rune.Value is < ' ' or '%' or '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' ? $"%{rune.Value:X2}" : rune.ToString()));
        return $"{(escaped.StartsWith('.') ? $"%2E{escaped[1..]}" : escaped)}.json";
    }
}
