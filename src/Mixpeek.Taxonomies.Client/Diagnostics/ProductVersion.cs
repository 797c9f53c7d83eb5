using System.Reflection;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The library's version, as it is packed.</summary>
internal static class ProductVersion
{
    public static string Text { get; } =
        typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}
