using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>A taxonomy of the service or of a file.</summary>
internal static class TaxonomySource
{
    public const string Description = "a taxonomy by ID or name, or a file of JSON, whose name ends with .json";

    public static Task<Taxonomy> ReadAsync(Session session, string source, CancellationToken cancellationToken) =>
        source.EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? TaxonomyFile.ReadAsync(source, cancellationToken)
            : session.Client.GetAsync(source, cancellationToken: cancellationToken);
}
