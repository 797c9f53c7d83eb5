using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Taxonomies as files that live in a repository: name, description, metadata and config as JSON in one form. Members,
/// nodes, inputs and fields are in a fixed order, a default is never stated, and each value is on a line of its own, so
/// that two files differ where their taxonomies do. What the service assigns (ID, version, date, readiness) is left out, and
/// so is what the library itself keeps in metadata (<c>taxonomy_promotion</c>).
/// </summary>
public static class TaxonomyFile
{
    private static readonly JsonWriterOptions Form = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a taxonomy as text.</summary>
    /// <param name="taxonomy">The taxonomy, as the service returned it or as it is desired.</param>
    /// <param name="includeInferred">
    /// Whether the file has the nodes that the service inferred (<see cref="TaxonomyConfig.WithoutInferred"/>). Defaults to
    /// false: an import infers them again.
    /// </param>
    /// <returns>JSON with an indentation of two spaces, <c>\n</c> at each line's end, the last one's too.</returns>
    /// <exception cref="ArgumentException">The taxonomy has something that a file can't hold, such as half of a surrogate pair. The message names the member.</exception>
    public static string Write(Taxonomy taxonomy, bool includeInferred = false)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        if (!includeInferred)
            taxonomy = taxonomy with { Config = taxonomy.Config.WithoutInferred() };
        var fault = FileFaults.OfWriting(taxonomy);
        var json = fault is null ? DesignTree.ToJson(DesignTree.Of(taxonomy)) : [];
        fault ??= json.Select(static member => FileFaults.OfValue(member.Key, member.Value)).FirstOrDefault(static found => found is not null);
        return fault is null ? Indented(json) : throw new ArgumentException($"A file can't hold the taxonomy: {HeaderText.Printable(fault)}.", nameof(taxonomy));
    }

    /// <summary>
    /// Writes a taxonomy to a file, in UTF-8 without a byte order mark. A file that has the path is replaced, whole or
    /// not at all.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="taxonomy">The taxonomy, as the service returned it or as it is desired.</param>
    /// <param name="includeInferred">Whether the file has the nodes that the service inferred. Defaults to false.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    /// <exception cref="ArgumentException">The path is blank, or the taxonomy has something that a file can't hold; see <see cref="Write"/>.</exception>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static Task WriteAsync(string path, Taxonomy taxonomy, bool includeInferred = false, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(path)).NotBlank(path);
        return FileText.WriteAsync(path, Write(taxonomy, includeInferred), cancellationToken);
    }

    /// <summary>
    /// Reads a taxonomy from a text: what <see cref="Write"/> wrote, or what the service answered with, in any order. It
    /// is read strictly: an unknown member beside the config and a repeated member are refused. Unknown members of the
    /// config are kept, and a <see cref="TaxonomyPlan"/> shows them.
    /// </summary>
    /// <param name="json">The text. To read a file, use <see cref="ReadAsync(string, CancellationToken)"/>, which refuses what is not UTF-8.</param>
    /// <param name="fileName">The name of the file, for errors; null for none.</param>
    /// <returns>The taxonomy, for a <see cref="TaxonomyPlan"/>, or for a creation from its name, description and config.</returns>
    /// <exception cref="TaxonomySerializationException">
    /// The text is no JSON, or not that of a taxonomy with a name and a valid config. The message names the file, and the
    /// line or the member.
    /// </exception>
    public static Taxonomy Read(string json, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var file = FileText.NameOf(fileName);
        return Parse(FileText.Encode(json, file).Span, file);
    }

    /// <summary>
    /// Reads a taxonomy from a file, as <see cref="Read"/> does. The file is UTF-8, with or without a byte order mark, or
    /// UTF-16 with one; anything else is refused.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="TaxonomySerializationException">
    /// The file is not text in one of these encodings, or not a taxonomy. The message names the file, and the line and the
    /// column of the first byte that is not valid, or the line or the member.
    /// </exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Task<Taxonomy> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(path)).NotBlank(path);
        return ReadFileAsync(path, cancellationToken);
    }

    /// <summary>Reads a taxonomy from a stream, as <see cref="ReadAsync(string, CancellationToken)"/> does from a file.</summary>
    /// <param name="stream">The stream, which is read from its position to its end and stays open.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="TaxonomySerializationException">The content is not text in a known encoding, or not a taxonomy.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public static Task<Taxonomy> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadStreamAsync(stream, cancellationToken);
    }

    /// <summary>
    /// Reads the text of any file strictly, for files of your own: UTF-8, with or without a byte order mark, or UTF-16
    /// with one.
    /// </summary>
    /// <param name="path">The path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="ArgumentException">The path is blank.</exception>
    /// <exception cref="TaxonomySerializationException">The file is not text in one of these encodings. The message names the file, and the line and the column of the first byte that is not valid.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static Task<string> ReadTextAsync(string path, CancellationToken cancellationToken = default)
    {
        new ArgumentPath(nameof(path)).NotBlank(path);
        return DecodeAsync(path, cancellationToken);
    }

    private static async Task<Taxonomy> ReadFileAsync(string path, CancellationToken cancellationToken) =>
        Parse((await FileText.ReadAsync(path, cancellationToken).ConfigureAwait(false)).Span, FileText.NameOf(path));

    private static async Task<Taxonomy> ReadStreamAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, cancellationToken).ConfigureAwait(false);
        var file = FileText.NameOf((stream as FileStream)?.Name);
        return Parse(FileText.Decode(content.ToArray(), file).Span, file);
    }

    private static async Task<string> DecodeAsync(string path, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString((await FileText.ReadAsync(path, cancellationToken).ConfigureAwait(false)).Span);

    private static Taxonomy Parse(ReadOnlySpan<byte> utf8, string file)
    {
        if (FileFaults.OfText(utf8) is { } noFile)
            throw new TaxonomySerializationException($"{file}, {noFile}");
        var taxonomy = TaxonomyJson.Deserialize<Taxonomy>(utf8);
        return FileFaults.Of(taxonomy) is { } fault ? throw new TaxonomySerializationException($"{file}: {fault}") : taxonomy;
    }

    private static string Indented(JsonObject json)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Form))
            JsonNodes.Write(writer, json);
        return $"{Encoding.UTF8.GetString(buffer.WrittenSpan).Replace("\r\n", "\n", StringComparison.Ordinal)}\n";
    }
}
