using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Every file is decoded strictly: a byte that is not of its encoding is reported with its place, never replaced.</summary>
public sealed class FileDecodingTests : IDisposable
{
    private const string Json = """{"taxonomy_name":"schuhe","description":"Schuhe für Männer 👞","config":{"taxonomy_type":"hierarchical"}}""";
    private const string Advice = "Save the file as UTF-8, with or without a byte order mark, or as UTF-16 with one.";

    private readonly string _folder = Directory.CreateTempSubdirectory("files").FullName;

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Json) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Json)] },
        { "UTF-16 little endian", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Json)] },
        { "UTF-16 big endian", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Json)] },
    };

    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "Windows-1252", Encoding.Latin1.GetBytes(Json.Replace(" 👞", "", StringComparison.Ordinal).Replace(",", ",\n", StringComparison.Ordinal)), "line 2, column 24: has the byte 0xFC, which is not UTF-8 text. " },
        { "after characters of many bytes", [.. "{\"ü👞\":\""u8, 0x80], "line 1, column 8: has the byte 0x80, " },
        { "overlong", [.. "{}"u8, 0xC0, 0xAF], "line 1, column 3: has the byte 0xC0, " },
        { "cut", [.. "{\n\n\""u8, 0xE4, 0xB8], "line 3, column 2: has the byte 0xE4, " },
        { "a surrogate in UTF-8", [.. "\""u8, 0xED, 0xA0, 0x80], "line 1, column 2: has the byte 0xED, " },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes(Json), "line 1, column 2: has the byte 0x00, " },
        { "UTF-16 big endian without a mark", Encoding.BigEndianUnicode.GetBytes(Json), "line 1, column 1: has the byte 0x00, " },
        { "zeros", new byte[100], "line 1, column 1: has the byte 0x00, " },
        { "UTF-32", [.. Encoding.UTF32.Preamble, .. Encoding.UTF32.GetBytes("{}")], "line 1, column 1: is UTF-32. " },
        { "UTF-32 big endian", [0, 0, 0xFE, 0xFF, 0, 0, 0, (byte)'{'], "line 1, column 1: is UTF-32. " },
        { "half of a pair in UTF-16", [0xFF, 0xFE, .. "{\0\n\0\"\0"u8, 0x3D, 0xD8, (byte)'"', 0], "line 2, column 2: holds half of a surrogate pair. " },
        { "half of a pair at the end of UTF-16", [0xFE, 0xFF, 0, (byte)'{', 0xD8, 0x3D], "line 1, column 2: holds half of a surrogate pair. " },
        { "half of a character", [0xFF, 0xFE, .. "{\0\n\0}"u8], "line 2, column 1: ends with half of a UTF-16 character. " },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task Unicode_is_read_whatever_its_form(string encoding, byte[] bytes)
    {
        var path = Write(bytes);
        await using var stream = new MemoryStream(bytes);
        var expected = TaxonomyFile.Read(Json);
        expected.Description.Should().Be("Schuhe für Männer 👞", encoding);
        (await TaxonomyFile.ReadAsync(path)).Should().Be(expected, encoding);
        (await TaxonomyFile.ReadAsync(stream)).Should().Be(expected, encoding);
        stream.CanRead.Should().BeTrue("the stream stays open");
        (await TaxonomyFile.ReadTextAsync(path)).Should().Be(Json, encoding);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_is_not_Unicode_is_refused_with_file_line_and_column(string encoding, byte[] bytes, string fault)
    {
        var path = Write(bytes);
        foreach (var read in (Func<Task>[])[() => TaxonomyFile.ReadAsync(path), () => TaxonomyFile.ReadTextAsync(path), () => TaxonomyIdMap.ReadAsync(path), () => TaxonomyBulkClone.ReadAsync(path)])
        {
            var refused = await FluentActions.Awaiting(read).Should().ThrowAsync<TaxonomySerializationException>(encoding);
            refused.Which.Message.Should().StartWith($"{path}, {fault}").And.EndWith(Advice);
        }

        await using var stream = new MemoryStream(bytes);
        (await FluentActions.Awaiting(() => TaxonomyFile.ReadAsync(stream)).Should().ThrowAsync<TaxonomySerializationException>()).Which.Message.Should().StartWith($"The text, {fault}");
        await using var file = File.OpenRead(path);
        (await FluentActions.Awaiting(() => TaxonomyFile.ReadAsync(file)).Should().ThrowAsync<TaxonomySerializationException>()).Which.Message.Should().StartWith($"{path}, {fault}");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \r\n\t")]
    [InlineData("\uFEFF")]
    public async Task Empty_file_is_reported_as_empty(string text)
    {
        var path = Write(Encoding.UTF8.GetBytes(text));
        (await FluentActions.Awaiting(() => TaxonomyFile.ReadAsync(path)).Should().ThrowAsync<TaxonomySerializationException>()).Which.Message
            .Should().MatchRegex("^.*, line [12]: is no JSON \\(it is empty\\)$").And.StartWith(path);
    }

    [Fact]
    public void Half_of_a_surrogate_pair_in_a_text_is_refused_with_its_place() =>
        FluentActions.Invoking(() => TaxonomyFile.Read("\uFEFF{\n  \"taxonomy_name\": \"a\uD83D\"", "a.json")).Should().Throw<TaxonomySerializationException>()
            .WithMessage("a.json, line 2, column 22: holds half of a surrogate pair. *");

    [Fact]
    public async Task File_is_replaced_whole_and_is_UTF_8_without_a_mark()
    {
        var path = Path.Combine(_folder, "tags.json");
        await File.WriteAllTextAsync(path, "before");
        var taxonomy = TaxonomyFile.Read(Json);
        await TaxonomyFile.WriteAsync(path, taxonomy);
        (await File.ReadAllBytesAsync(path)).Should().Equal(Encoding.UTF8.GetBytes(TaxonomyFile.Write(taxonomy)));

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await FluentActions.Awaiting(() => TaxonomyFile.WriteAsync(path, taxonomy with { Description = "after" }, cancellationToken: cancelled.Token)).Should().ThrowAsync<OperationCanceledException>();
        (await TaxonomyFile.ReadAsync(path)).Should().Be(taxonomy, "what was there is unchanged");
        Directory.GetFiles(_folder).Should().Equal([path], "nothing is left half written");
    }

    [Fact]
    public async Task Link_stays_a_link()
    {
        var (target, link) = (Path.Combine(_folder, "target.json"), Path.Combine(_folder, "link.json"));
        await File.WriteAllTextAsync(target, "before");
        File.CreateSymbolicLink(link, target);
        await TaxonomyFile.WriteAsync(link, TaxonomyFile.Read(Json));
        new FileInfo(link).LinkTarget.Should().Be(target);
        (await TaxonomyFile.ReadAsync(target)).TaxonomyName.Should().Be("schuhe");
    }

    [Fact]
    public void Missing_argument_is_refused_at_once()
    {
        FluentActions.Invoking(() => { _ = TaxonomyFile.ReadAsync(" "); }).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => { _ = TaxonomyFile.ReadAsync((Stream)null!); }).Should().Throw<ArgumentException>().WithParameterName("stream");
        FluentActions.Invoking(() => { _ = TaxonomyFile.ReadTextAsync(" "); }).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => { _ = TaxonomyFile.WriteAsync(" ", new Taxonomy()); }).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => { _ = TaxonomyFile.WriteAsync("a", null!); }).Should().Throw<ArgumentException>().WithParameterName("taxonomy");
        FluentActions.Invoking(() => { _ = TaxonomyIdMap.ReadAsync(" "); }).Should().Throw<ArgumentException>().WithParameterName("path");
        FluentActions.Invoking(() => { _ = TaxonomyBulkClone.ReadAsync(" "); }).Should().Throw<ArgumentException>().WithParameterName("path");
    }

    private string Write(byte[] bytes)
    {
        var path = Path.Combine(_folder, "a.json");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
