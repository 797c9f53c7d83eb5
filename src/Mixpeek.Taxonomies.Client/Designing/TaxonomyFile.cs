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

    /// <summary>Writes a taxonomy.</summary>
    /// <param name="taxonomy">The taxonomy, as the service returned it or as it is desired.</param>
    /// <param name="includeInferred">
    /// Whether the file has the nodes that the service inferred (<see cref="TaxonomyConfig.WithoutInferred"/>). Defaults to
    /// false: an import infers them again.
    /// </param>
    /// <returns>JSON with an indentation of two spaces, <c>\n</c> at each line's end, the last one's too.</returns>
    public static string Write(Taxonomy taxonomy, bool includeInferred = false)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        return Indented(DesignTree.ToJson(DesignTree.Of(includeInferred ? taxonomy : taxonomy with { Config = taxonomy.Config.WithoutInferred() })));
    }

    /// <summary>
    /// Reads a taxonomy: what <see cref="Write"/> wrote, or what the service answered with, in any order. Members that
    /// this version does not know are kept.
    /// </summary>
    /// <param name="json">The text.</param>
    /// <param name="fileName">The name of the file, for errors; null for none.</param>
    /// <returns>The taxonomy, for a <see cref="TaxonomyPlan"/>, or for a creation from its name, description and config.</returns>
    /// <exception cref="TaxonomySerializationException">
    /// The text is no JSON, or not that of a taxonomy with a name and a valid config. The message names the file, and the
    /// line or the member.
    /// </exception>
    public static Taxonomy Read(string json, string? fileName = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        var file = HeaderText.Printable(string.IsNullOrWhiteSpace(fileName) ? "The text" : fileName);
        var utf8 = Encoding.UTF8.GetBytes(json);
        if (FileFaults.OfJson(utf8) is { } noJson)
            throw new TaxonomySerializationException($"{file}, {noJson}");
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
