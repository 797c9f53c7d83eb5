using System.Xml.Linq;

namespace PackageSmoke;

/// <summary>
/// An empty folder, far from the repository and its settings, where applications are made that use the packed packages.
/// These come from <c>artifacts</c> alone and all others from what the repository has restored, so that neither a
/// registry nor an older build of the same version takes their place; they are unpacked here, and not for the machine.
/// </summary>
public sealed class NewApplications : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("packages-").FullName;
    private readonly XDocument _versions = XDocument.Load(Checkout.PathOf("Directory.Packages.props"));

    private Dictionary<string, string> Environment => new()
    {
        ["NUGET_PACKAGES"] = Path.Combine(_folder, "unpacked"),
        ["DOTNET_ROLL_FORWARD"] = "Major",
        ["DOTNET_CLI_UI_LANGUAGE"] = "en",
    };

    public async ValueTask InitializeAsync() => await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
        <configuration>
          <packageSources>
            <clear />
            <add key="packed" value="{Package.Folder}" />
            <add key="restored" value="{Checkout.RestoredPackages}" />
          </packageSources>
          <fallbackPackageFolders>
            <clear />
          </fallbackPackageFolders>
          <packageSourceMapping>
            <packageSource key="packed">
              <package pattern="Mixpeek.*" />
            </packageSource>
            <packageSource key="restored">
              <package pattern="*" />
            </packageSource>
          </packageSourceMapping>
        </configuration>
        """);

    /// <summary>Makes an application of a template and builds it, without a warning.</summary>
    /// <returns>Its folder.</returns>
    internal async Task<string> BuildAsync(string template, string targetFramework)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, $"{template}-{targetFramework}")).FullName;
        foreach (var source in Directory.GetFiles(Checkout.PathOf($"tests/PackageSmoke/Applications/{template}"), "*.cs"))
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        var project = XDocument.Load(Checkout.PathOf($"tests/PackageSmoke/Applications/{template}/{template}.csproj"));
        project.Descendants("TargetFramework").Single().Value = targetFramework;
        foreach (var reference in project.Descendants("PackageReference"))
            reference.SetAttributeValue("Version", VersionOf(reference.Attribute("Include")!.Value));
        project.Save(Path.Combine(folder, "Application.csproj"));
        await RunAsync(folder, "build", "-warnaserror", "-o", "built");
        return folder;
    }

    internal Task<string> RunAsync(string folder, params string[] arguments) => DotNet.RunAsync(folder, Environment, arguments);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private string VersionOf(string package) => package.StartsWith("Mixpeek.", StringComparison.Ordinal)
        ? $"[{Checkout.Version}]"
        : _versions.Descendants("PackageVersion").Single(version => version.Attribute("Include")!.Value == package).Attribute("Version")!.Value;
}
