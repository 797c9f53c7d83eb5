namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Bodies that the service's documentation shows or that were captured from it; each is a file in <c>Data</c>.</summary>
internal static class Payload
{
    public static IEnumerable<string> Names => typeof(Payload).Assembly.GetManifestResourceNames();

    public static string Read(string name)
    {
        using var stream = typeof(Payload).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"There is no payload '{name}'.", nameof(name));
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
