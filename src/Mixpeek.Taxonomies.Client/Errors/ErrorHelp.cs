using System.Reflection;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Where docs/errors.md has an exception's entry: in the repository that the package was built from.</summary>
internal static class ErrorHelp
{
    private static readonly string? Page = PageOf(typeof(ErrorHelp).Assembly);

    /// <summary>The address of a type's entry, or of that of the client's type that it derives from; null where the place of publication is not known.</summary>
    public static string? LinkTo(Type exception) => LinkTo(exception, Page);

    public static string? LinkTo(Type exception, string? page)
    {
        var known = exception;
        while (known.Assembly != typeof(ErrorHelp).Assembly)
            known = known.BaseType!;
        return page is null ? null : $"{page}#{known.Name.ToLowerInvariant()}";
    }

    /// <summary>The page at the commit that an assembly was built from; null where it does not name its repository.</summary>
    public static string? PageOf(Assembly assembly)
    {
        var metadata = assembly.GetCustomAttributes<AssemblyMetadataAttribute>();
        var repository = metadata.FirstOrDefault(entry => entry.Key == "RepositoryUrl")?.Value;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var commit = version.Contains('+', StringComparison.Ordinal) ? version[(version.IndexOf('+', StringComparison.Ordinal) + 1)..] : "HEAD";
        return string.IsNullOrEmpty(repository) ? null : $"{repository.TrimEnd('/')}/blob/{commit}/docs/errors.md";
    }
}
