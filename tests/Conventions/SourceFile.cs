using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Conventions;

/// <summary>A source file: its path from the project's folder, and its text.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    /// <summary>The folder right below the project's; empty for a file beside the project.</summary>
    public string TopFolder => Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    public int LineCount => Text.Count(c => c == '\n');

    /// <summary>The text without comments, attributes that name a converter, and the contents of strings.</summary>
    public string Code => Strings().Replace(Comments().Replace(ConverterAttributes().Replace(Text, ""), ""), "\"\"");

    public IReadOnlyList<string> PublicTypes => TypeNames(PublicType());

    public IReadOnlyList<string> DeclaredTypes => TypeNames(AnyType());

    public override string ToString() => Path;

    private string[] TypeNames(Regex declaration) => [.. declaration.Matches(Code).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"\[JsonConverter\([^\n]*")]
    private static partial Regex ConverterAttributes();

    [GeneratedRegex("\"\"\".*?\"\"\"|\"(\\\\.|[^\"\\\\\\n])*\"", RegexOptions.Singleline)]
    private static partial Regex Strings();

    [GeneratedRegex(@"^public [\w ]*\b(?:class|struct|record|interface|enum) (?:struct )?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex(@"^(?:public|internal) [\w ]*\b(?:class|struct|record|interface|enum) (?:struct )?(?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex AnyType();
}
