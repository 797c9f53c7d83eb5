using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;

namespace PackageSmoke;

/// <summary>Nothing that is packed says where it was built.</summary>
public sealed class PathTests
{
    /// <summary>Of the kind that holds the text of a source within the symbols, as the format of portable symbols numbers it.</summary>
    private static readonly Guid EmbeddedSource = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");

    private static readonly string[] Places = [.. ((string[])
    [
        Checkout.Root, Checkout.RestoredPackages, Path.GetTempPath(), Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + Path.DirectorySeparatorChar,
    ]).SelectMany(place => (string[])[place, place.Replace('\\', '/')]).Distinct()];

    public static TheoryData<string, string> Assemblies => new()
    {
        { Package.Client, "lib/net8.0/Mixpeek.Taxonomies.Client" },
        { Package.Client, "lib/net10.0/Mixpeek.Taxonomies.Client" },
        { Package.Emulator, "lib/net8.0/Mixpeek.Taxonomies.Emulator" },
        { Package.Emulator, "lib/net10.0/Mixpeek.Taxonomies.Emulator" },
        { Package.EmulatorTool, "tools/net8.0/any/Mixpeek.Taxonomies.Client" },
        { Package.EmulatorTool, "tools/net8.0/any/Mixpeek.Taxonomies.Emulator" },
        { Package.EmulatorTool, "tools/net8.0/any/Mixpeek.Taxonomies.Emulator.Tool" },
        { Package.Cli, "tools/net8.0/any/Mixpeek.Taxonomies.Client" },
        { Package.Cli, "tools/net8.0/any/Mixpeek.Taxonomies.Emulator" },
        { Package.Cli, "tools/net8.0/any/TaxonomyCli" },
    };

    [Fact]
    public void Every_assembly_of_this_repository_is_looked_at()
    {
        var packed = Package.Ids.SelectMany(id => Package.Of(id).Contents.Keys.Where(IsOfThisRepository).Select(path => $"{id}: {path}"));
        packed.Should().BeEquivalentTo(Assemblies.Select(row => $"{row.Data.Item1}: {row.Data.Item2}.dll"));
    }

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Assembly_and_symbols_name_no_path_of_the_machine(string id, string assembly)
    {
        var package = Package.Of(id);
        var image = package.Contents[assembly + ".dll"];
        var symbols = package.Symbols.Contents[assembly + ".pdb"];

        using var portable = new PEReader(new MemoryStream(image));
        var symbolsOf = portable.ReadDebugDirectory().Where(entry => entry.Type == DebugDirectoryEntryType.CodeView)
            .Select(entry => portable.ReadCodeViewDebugDirectoryData(entry).Path).Should().ContainSingle().Which;
        using var provider = MetadataReaderProvider.FromPortablePdbImage([.. symbols]);
        var reader = provider.GetMetadataReader();
        var documents = reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name)).ToArray();

        documents.Should().HaveCountGreaterThan(2).And.OnlyContain(document => document.StartsWith("/_", StringComparison.Ordinal));
        symbolsOf.Should().StartWith("/_");
        foreach (var text in (byte[][])[image, symbols, .. EmbeddedIn(reader)])
            Places.Where(place => IsIn(text, place)).Should().BeEmpty($"{assembly} does not say where it was built");
    }

    private static bool IsOfThisRepository(string path) =>
        path.EndsWith(".dll", StringComparison.Ordinal) && Path.GetFileName(path) is { } name && (name.StartsWith("Mixpeek.", StringComparison.Ordinal) || name == "TaxonomyCli.dll");

    private static IEnumerable<byte[]> EmbeddedIn(MetadataReader reader)
    {
        foreach (var information in reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Where(information => reader.GetGuid(information.Kind) == EmbeddedSource))
        {
            var content = reader.GetBlobBytes(information.Value);
            // Its first four bytes are its length; 0 where it is not compressed.
            using var rest = new MemoryStream(content, 4, content.Length - 4);
            using var source = BitConverter.ToInt32(content) == 0 ? (Stream)rest : new DeflateStream(rest, CompressionMode.Decompress);
            using var text = new MemoryStream();
            source.CopyTo(text);
            yield return text.ToArray();
        }
    }

    private static bool IsIn(byte[] bytes, string text) =>
        bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0 || bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(text)) >= 0;
}
