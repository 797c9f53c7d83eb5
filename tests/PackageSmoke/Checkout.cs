using System.Reflection;

namespace PackageSmoke;

/// <summary>The repository that the packages were made of.</summary>
internal static class Checkout
{
    /// <summary>The repository's folder, with a separator at its end.</summary>
    public static string Root { get; } = Metadata("Root");

    /// <summary>The version that is packed.</summary>
    public static string Version { get; } = Metadata("Version");

    /// <summary>Where the repository's own restore keeps the packages that it depends on.</summary>
    public static string RestoredPackages { get; } = Metadata("NuGetPackageRoot");

    public static string PathOf(string path) => Path.Combine(Root, path);

    private static string Metadata(string key) =>
        typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(metadata => metadata.Key == key).Value!;
}
