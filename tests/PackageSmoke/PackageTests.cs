using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace PackageSmoke;

/// <summary>Each package says what it is, and holds what it says.</summary>
public sealed partial class PackageTests
{
    public static TheoryData<string> Ids => [.. Package.Ids];

    [Fact]
    public void Packages_are_those_that_are_meant() =>
        Directory.GetFiles(Package.Folder, $"*.{Checkout.Version}.nupkg").Should().BeEquivalentTo(Package.Ids.Select(id => Package.Of(id).File));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Package_describes_itself(string id)
    {
        var (metadata, contents) = (Package.Of(id).Metadata, Package.Of(id).Contents);
        metadata["id"].Single().Value.Should().Be(id);
        metadata["version"].Single().Value.Should().Be(Checkout.Version);
        metadata["description"].Single().Value.Length.Should().BeInRange(40, 300);
        metadata["tags"].Single().Value.Split(' ').Should().Contain(["mixpeek", "taxonomy"]).And.HaveCountGreaterThan(3);
        metadata["license"].Single().Value.Should().Be("MIT");
        metadata["repository"].Single().Attribute("commit")!.Value.Should().MatchRegex("^[0-9a-f]{40}$");
        contents.Should().ContainKey("LICENSE");
        Encoding.UTF8.GetString(contents[metadata["readme"].Single().Value]).Should().StartWith("# ");
        PixelsOf(contents[metadata["icon"].Single().Value]).Should().Be((128, 128));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Release_notes_are_the_changelogs_section_of_the_version(string id)
    {
        var changelog = File.ReadAllText(Checkout.PathOf("CHANGELOG.md")).ReplaceLineEndings("\n");
        var section = changelog.Split($"## [{Checkout.Version}]")[1].Split("\n## ")[0];
        var notes = Package.Of(id).Metadata["releaseNotes"].Single().Value.ReplaceLineEndings("\n");
        notes.Should().Be(section[section.IndexOf('\n', StringComparison.Ordinal)..].Trim());
        notes.Split('\n').Should().Contain(line => line.StartsWith("- ", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Place_of_publication_is_named_everywhere_or_nowhere(string id)
    {
        var metadata = Package.Of(id).Metadata;
        var isKnown = metadata["projectUrl"].Any();
        metadata["repository"].Single().Attributes("url").Any().Should().Be(isKnown);
        if (isKnown)
            LinksOf(Package.Of(id)).Should().OnlyContain(link => link.IsAbsoluteUri);
    }

    [Fact]
    public async Task Links_are_absolute_where_the_place_of_publication_is_known()
    {
        var folder = Directory.CreateTempSubdirectory("published-").FullName;
        await DotNet.RunAsync(Checkout.Root, new Dictionary<string, string>(), "pack", $"src/{Package.Client}", "--no-build", "-c", "Release", "-o", folder, "-p:RepositoryUrl=https://example.org/taxonomies");
        var package = new Package(Path.Combine(folder, Path.GetFileName(Package.Of(Package.Client).File)));
        package.Metadata["projectUrl"].Single().Value.Should().Be("https://example.org/taxonomies");
        var repository = package.Metadata["repository"].Single();
        repository.Attribute("url")!.Value.Should().Be("https://example.org/taxonomies");
        var files = $"https://example.org/taxonomies/blob/{repository.Attribute("commit")!.Value}/";
        var links = LinksOf(package);
        links.Should().NotBeEmpty().And.OnlyContain(link => link.IsAbsoluteUri);
        foreach (var link in links.Where(link => link.Host == "example.org"))
        {
            link.AbsoluteUri.Should().StartWith(files);
            Path.Exists(Checkout.PathOf(link.AbsoluteUri[files.Length..].Split('#')[0])).Should().BeTrue($"{link} is there");
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The links of the package's README, but for those within it.</summary>
    private static Uri[] LinksOf(Package package)
    {
        var readme = Encoding.UTF8.GetString(package.Contents["README.md"]);
        return [.. Link().Matches(readme).Select(match => new Uri(match.Groups[1].Value, UriKind.RelativeOrAbsolute)).Where(link => !link.OriginalString.StartsWith('#'))];
    }

    private static (int Width, int Height) PixelsOf(byte[] png)
    {
        Encoding.ASCII.GetString(png, 1, 3).Should().Be("PNG");
        return (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
