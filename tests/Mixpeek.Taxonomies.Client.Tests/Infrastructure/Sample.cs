namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Valid models and clients to start from.</summary>
internal static class Sample
{
    public const string ApiKey = "sk_test_planted_0123456789";

    public const string TaxonomyJson = """{"taxonomy_id":"tax_0123456789ab","taxonomy_name":"product_tags","config":{"taxonomy_type":"flat","retriever_id":"ret_clip_v1","input_mappings":[],"source_collection":{"collection_id":"col_products_v1"}}}""";

    public const string CloneJson = $$"""{"taxonomy":{{TaxonomyJson}},"source_taxonomy_id":"tax_ffffffffffff"}""";

    public static FlatTaxonomyConfig FlatConfig { get; } = new()
    {
        RetrieverId = "ret_clip_v1",
        InputMappings = [InputMapping.Vector("image_vector", "features.clip_vit_l_14")],
        SourceCollection = new SourceCollection { CollectionId = "col_products_v1" },
    };

    public static HierarchicalTaxonomyConfig HierarchicalConfig { get; } = new()
    {
        RetrieverId = "ret_face_v1",
        InputMappings = [InputMapping.Vector("face_vec", "features.face")],
        HierarchicalNodes =
        [
            new HierarchicalNode { CollectionId = "col_employees_v1" },
            new HierarchicalNode { CollectionId = "col_executives_v1", ParentCollectionId = "col_employees_v1" },
        ],
    };

    public static CloneTaxonomyRequest CloneRequest { get; } = new() { TaxonomyName = "product_tags_v2" };

    public static CreateTaxonomyRequest CreateRequest { get; } = new() { TaxonomyName = "product_tags", Config = FlatConfig };

    public static UpdateTaxonomyRequest UpdateRequest { get; } = new() { Description = "new" };

    public static TaxonomyClientOptions Options(TimeProvider? clock = null) => new()
    {
        ApiKey = ApiKey,
        Namespace = "ns_test",
        TimeProvider = clock ?? new ManualClock(),
        Randomizer = () => 1,
    };

    public static TaxonomyClient Client(HttpMessageHandler handler, Action<TaxonomyClientOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return TaxonomyClient.Create(options, handler);
    }

    /// <summary>Every operation that the client has, as a call with valid arguments.</summary>
    public static IReadOnlyDictionary<TaxonomyOperation, Func<ITaxonomyClient, CancellationToken, Task>> Calls { get; } =
        new Dictionary<TaxonomyOperation, Func<ITaxonomyClient, CancellationToken, Task>>
        {
            [TaxonomyOperations.Create] = (client, token) => client.CreateAsync(CreateRequest, token),
            [TaxonomyOperations.Get] = (client, token) => client.GetAsync("product_tags", cancellationToken: token),
            [TaxonomyOperations.Update] = (client, token) => client.UpdateAsync("product_tags", UpdateRequest, token),
            [TaxonomyOperations.Delete] = (client, token) => client.DeleteAsync("product_tags", token),
            [TaxonomyOperations.List] = (client, token) => client.ListAsync(cancellationToken: token).CountAsync(),
            [TaxonomyOperations.Clone] = (client, token) => client.CloneAsync("product_tags", CloneRequest, token),
        };

    public static async Task<int> CountAsync<T>(this IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items)
            count++;
        return count;
    }
}
