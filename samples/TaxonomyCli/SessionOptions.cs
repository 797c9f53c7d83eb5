using Mixpeek.Taxonomies.Client;

namespace TaxonomyCli;

/// <summary>What holds for every verb.</summary>
internal sealed record SessionOptions(bool IsDemo, bool IsJson, string? Namespace)
{
    public TaxonomyClientOptions ToClientOptions()
    {
        var options = TaxonomyClientOptions.FromEnvironment();
        options.Namespace = Namespace ?? options.Namespace;
        return options;
    }
}
