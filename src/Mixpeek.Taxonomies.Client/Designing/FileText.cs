using System.Text;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The text of a file. It is decoded strictly: a byte that is not of the encoding is an error with its place, and never
/// replaced by another character.
/// </summary>
internal static class FileText
{
    private const string Advice = "Save the file as UTF-8, with or without a byte order mark, or as UTF-16 with one.";

    /// <summary>Reads a file and returns its text in UTF-8, without a byte order mark.</summary>
    /// <exception cref="TaxonomySerializationException">The file is not text in a known encoding.</exception>
    /// <exception cref="IOException">The file can't be read.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken) =>
        Decode(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), NameOf(path));

    /// <summary>Returns the text of a file in UTF-8, without a byte order mark.</summary>
    /// <param name="bytes">The content of the file: UTF-8, or UTF-16 with a byte order mark.</param>
    /// <param name="file">The name of the file, for errors.</param>
    /// <exception cref="TaxonomySerializationException">The bytes are not text in a known encoding.</exception>
    public static ReadOnlyMemory<byte> Decode(ReadOnlyMemory<byte> bytes, string file)
    {
        var content = bytes.Span;
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE, 0, 0]) || content.StartsWith((ReadOnlySpan<byte>)[0, 0, 0xFE, 0xFF]))
            throw Refused(file, [], "is UTF-32");
        if (content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return DecodeUtf16(content[2..], isBigEndian: content[0] == 0xFE, file);
        var utf8 = bytes[^JsonBody.WithoutByteOrderMark(content).Length..];
        return LengthOfValid(utf8.Span) is var length && length == utf8.Length
            ? utf8
            : throw Refused(file, utf8.Span[..length], $"has the byte 0x{utf8.Span[length]:X2}, which is not UTF-8 text");
    }

    /// <summary>Returns a text in UTF-8, without a byte order mark.</summary>
    /// <exception cref="TaxonomySerializationException">The text holds half of a surrogate pair.</exception>
    public static ReadOnlyMemory<byte> Encode(string text, string file)
    {
        var length = 0;
        while (length < text.Length && (!char.IsSurrogate(text[length]) || char.IsSurrogatePair(text, length)))
            length += char.IsSurrogate(text[length]) ? 2 : 1;
        return length == text.Length
            ? Decode(Encoding.UTF8.GetBytes(text), file)
            : throw Refused(file, Encoding.UTF8.GetBytes(text[..length].TrimStart('\uFEFF')), "holds half of a surrogate pair");
    }

    /// <summary>Writes a text as UTF-8 without a byte order mark. What has the path is replaced whole or not at all.</summary>
    /// <exception cref="IOException">The file can't be written; what had the path is unchanged.</exception>
    public static async Task WriteAsync(string path, string text, CancellationToken cancellationToken)
    {
        var target = new FileInfo(path);
        // A link stays one, and a device is not a file that could be replaced.
        if (target.LinkTarget is not null || target.FullName.StartsWith("/dev/", StringComparison.Ordinal))
        {
            await File.WriteAllTextAsync(path, text, cancellationToken).ConfigureAwait(false);
            return;
        }

        var unfinished = Path.Combine(target.DirectoryName!, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllTextAsync(unfinished, text, cancellationToken).ConfigureAwait(false);
            File.Move(unfinished, target.FullName, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>The name of a file, for errors.</summary>
    public static string NameOf(string? file) => HeaderText.Printable(string.IsNullOrWhiteSpace(file) ? "The text" : file);

    /// <summary>The number of a line, from 1.</summary>
    public static int LineOf(ReadOnlySpan<byte> before) => before.Count((byte)'\n') + 1;

    private static ReadOnlyMemory<byte> DecodeUtf16(ReadOnlySpan<byte> content, bool isBigEndian, string file)
    {
        var text = new char[content.Length / 2];
        for (var i = 0; i < text.Length; i++)
            text[i] = (char)(isBigEndian ? (content[2 * i] << 8) | content[(2 * i) + 1] : content[2 * i] | (content[(2 * i) + 1] << 8));
        var utf8 = Encode(new string(text), file);
        return content.Length % 2 == 0 ? utf8 : throw Refused(file, utf8.Span, "ends with half of a UTF-16 character");
    }

    /// <summary>How many bytes are valid UTF-8 text; a zero byte is none, and stands in UTF-16 without a byte order mark.</summary>
    private static int LengthOfValid(ReadOnlySpan<byte> utf8)
    {
        var length = utf8.IndexOf((byte)0) is >= 0 and var zero ? zero : utf8.Length;
        if (System.Text.Unicode.Utf8.IsValid(utf8[..length]))
            return length;
        length = 0;
        while (Rune.DecodeFromUtf8(utf8[length..], out _, out var count) == System.Buffers.OperationStatus.Done)
            length += count;
        return length;
    }

    private static TaxonomySerializationException Refused(string file, ReadOnlySpan<byte> before, string fault)
    {
        var column = 1;
        foreach (var unit in before[(before.LastIndexOf((byte)'\n') + 1)..])
            column += (unit & 0xC0) == 0x80 ? 0 : 1;
        return new TaxonomySerializationException($"{file}, line {LineOf(before)}, column {column}: {fault}. {Advice}");
    }
}
