namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Files that are built into the tests.</summary>
internal static class Embedded
{
    public static async Task<string> ReadAsync(string name)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
