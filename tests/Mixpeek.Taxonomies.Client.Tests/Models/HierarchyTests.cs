namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class HierarchyTests
{
    [Fact]
    public async Task Valid_trees_are_sent_whatever_the_order_of_their_nodes()
    {
        using var handler = StubHandler.Of((System.Net.HttpStatusCode.OK, Sample.TaxonomyJson));
        using var client = Sample.Client(handler);
        HierarchicalTaxonomyConfig[] configs =
        [
            Sample.HierarchicalConfig,
            Sample.HierarchicalConfig with { HierarchicalNodes = Sample.HierarchicalConfig.HierarchicalNodes!.Reverse().ToArray() },
            new() { InferenceStrategy = HierarchyInferenceStrategy.Cluster, ClusterIds = ["c"] },
            // A given node may hang below a collection whose node the service infers.
            new()
            {
                InferenceStrategy = HierarchyInferenceStrategy.Cluster,
                InferenceCollections = ["col_products_v1"],
                HierarchicalNodes = [new() { CollectionId = "col_special", ParentCollectionId = "col_products_v1" }],
            },
            new() { HierarchicalNodes = Chain(2000) },
        ];
        foreach (var config in configs)
            await client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "product_tags", Config = config });
        handler.Requests.Should().HaveCount(configs.Length);
    }

    private static HierarchicalNode[] Chain(int length) =>
        [.. Enumerable.Range(0, length).Select(i => new HierarchicalNode
        {
            CollectionId = $"col_{i}",
            ParentCollectionId = i == length - 1 ? null : $"col_{i + 1}",
        })];
}
