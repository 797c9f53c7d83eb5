using System.Text.RegularExpressions;

namespace Mixpeek.Taxonomies.Conventions;

/// <summary>The repository's own source files.</summary>
internal static partial class SourceTree
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Client { get; } = Load("src/Mixpeek.Taxonomies.Client");

    public static IReadOnlyList<SourceFile> Emulator { get; } = Load("src/Mixpeek.Taxonomies.Emulator");

    public static IReadOnlyList<SourceFile> Libraries { get; } = [.. Client, .. Emulator];

    public static IReadOnlyList<SourceFile> Tests { get; } = Load("tests");

    private static SourceFile[] Load(string folder)
    {
        var root = Path.Combine(Root, folder);
        return [.. Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !BuildOutput().IsMatch(path))
            .Select(path => new SourceFile(path, File.ReadAllText(Path.Combine(root, path))))];
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Mixpeek.Taxonomies.Client.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException("The solution is not above the tests.");
    }

    [GeneratedRegex("(^|/)(bin|obj)/")]
    private static partial Regex BuildOutput();
}
