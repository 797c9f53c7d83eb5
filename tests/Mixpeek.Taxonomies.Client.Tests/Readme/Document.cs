using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A page of documentation: its programs, headings and links.</summary>
internal sealed partial record Document(string Path, string Text)
{
    /// <summary>All pages that a user reads.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        "README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "src/Mixpeek.Taxonomies.Emulator/README.md",
        .. Directory.GetFiles(System.IO.Path.Combine(Checkout.Root, "docs"), "*.md").Select(file => $"docs/{System.IO.Path.GetFileName(file)}").Order(StringComparer.Ordinal),
    ];

    public static Document Read(string path) =>
        new(path, File.ReadAllText(System.IO.Path.Combine(Checkout.Root, path)).ReplaceLineEndings("\n"));

    public int WordCount => Text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;

    public IReadOnlyList<DocumentProgram> Programs =>
        [.. ProgramBlock().Matches(Text).Select(match => new DocumentProgram(match.Groups["code"].Value, match.Groups["output"].Success ? match.Groups["output"].Value : null))];

    /// <summary>The names by which a link leads to a heading, as GitHub makes them.</summary>
    public IReadOnlyList<string> Anchors =>
        [.. Heading().Matches(Prose).Select(match => NoAnchor().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    public IReadOnlyList<string> Links => [.. Link().Matches(Prose).Select(match => match.Groups[1].Value)];

    /// <summary>The text below a heading of the second level.</summary>
    public string Section(string heading) => Text.Split($"\n## {heading}\n")[1].Split("\n## ")[0];

    /// <summary>The first cells of the rows of a table, without their marks of code, and the other cells.</summary>
    public static IReadOnlyList<string[]> Rows(string section) =>
        [.. section.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim().Replace("`", "", StringComparison.Ordinal)).ToArray())];

    private string Prose => AnyBlock().Replace(Text, "");

    [GeneratedRegex("```csharp\n(?<code>.*?)```\n(\n```\n(?<output>.*?)```\n)?", RegexOptions.Singleline)]
    private static partial Regex ProgramBlock();

    [GeneratedRegex("```.*?```", RegexOptions.Singleline)]
    private static partial Regex AnyBlock();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NoAnchor();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
