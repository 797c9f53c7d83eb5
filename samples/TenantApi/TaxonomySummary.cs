using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>What callers of this API see of a taxonomy: a shape of its own, which stays as it is when the service's grows. A description that is not set is empty.</summary>
internal sealed record TaxonomySummary(string Id, string Name, string Description, string Type, int Version, bool IsReady)
{
    public static TaxonomySummary Of(Taxonomy taxonomy) =>
        new(taxonomy.TaxonomyId, taxonomy.TaxonomyName, taxonomy.Description ?? "", taxonomy.Config.TaxonomyType.ToString(), taxonomy.Version, taxonomy.Ready);
}
