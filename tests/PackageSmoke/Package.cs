using System.IO.Compression;
using System.Xml.Linq;

namespace PackageSmoke;

/// <summary>A package or a package of symbols, as it was packed.</summary>
internal sealed record Package(string File)
{
    public const string Client = "Mixpeek.Taxonomies.Client";
    public const string Emulator = "Mixpeek.Taxonomies.Emulator";
    public const string EmulatorTool = "Mixpeek.Taxonomies.Emulator.Tool";
    public const string Cli = "Mixpeek.Taxonomies.Cli";

    public static IReadOnlyList<string> Ids { get; } = [Client, Emulator, EmulatorTool, Cli];

    /// <summary>The folder that <c>.ci/run</c> packs to.</summary>
    public static string Folder { get; } = Checkout.PathOf("artifacts");

    public static Package Of(string id) => new(Path.Combine(Folder, $"{id}.{Checkout.Version}.nupkg"));

    public Package Symbols => new(Path.ChangeExtension(File, ".snupkg"));

    /// <summary>The contents by their path in the package.</summary>
    public IReadOnlyDictionary<string, byte[]> Contents
    {
        get
        {
            using var archive = ZipFile.OpenRead(File);
            return archive.Entries.ToDictionary(entry => entry.FullName, Read);
        }
    }

    /// <summary>What the package says of itself, by the element's name.</summary>
    public ILookup<string, XElement> Metadata
    {
        get
        {
            using var specification = new MemoryStream(Contents.Single(content => content.Key.EndsWith(".nuspec", StringComparison.Ordinal)).Value);
            return XDocument.Load(specification).Root!.Elements().Single().Elements().ToLookup(element => element.Name.LocalName);
        }
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
