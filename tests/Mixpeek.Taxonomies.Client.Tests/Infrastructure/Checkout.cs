namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Finds files of the repository, and those beside it, from the folder that the tests run in.</summary>
internal static class Checkout
{
    /// <summary>The repository's own folder.</summary>
    public static string Root { get; } = Path.GetDirectoryName(FindAbove("Mixpeek.Taxonomies.Client.sln"))!;

    /// <summary>The folder of payloads beside the checkout; null where it is not there.</summary>
    public static string? SharedPayloads { get; } = FindAbove(Path.Combine("shared", "contract", "payloads"));

    private static string? FindAbove(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Path.Combine(folder.FullName, path);
            if (Path.Exists(found))
                return found;
        }

        return null;
    }
}
