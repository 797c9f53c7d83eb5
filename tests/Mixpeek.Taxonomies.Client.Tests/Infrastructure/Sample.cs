using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Valid models and clients to start from.</summary>
internal static class Sample
{
    public const string ApiKey = "sk_test_planted_0123456789";

    public const string TaxonomyId = "tax_0123456789ab";

    public const string TaxonomyJson = """{"taxonomy_id":"tax_0123456789ab","taxonomy_name":"product_tags","config":{"taxonomy_type":"flat","retriever_id":"ret_clip_v1","input_mappings":[],"source_collection":{"collection_id":"col_products_v1"}}}""";

    public const string CloneJson = """{"taxonomy":{"taxonomy_id":"tax_ffffffffffff","taxonomy_name":"product_tags_v2","config":{"taxonomy_type":"flat","retriever_id":"ret_clip_v1","input_mappings":[],"source_collection":{"collection_id":"col_products_v1"}}},"source_taxonomy_id":"tax_0123456789ab"}""";

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

    public static InstantiateTemplateRequest InstantiateRequest { get; } = new()
    {
        TaxonomyName = "from_template",
        CollectionConfig = new Dictionary<string, string> { ["collection_id"] = "col_products_v1" },
    };

    public static StepTransitionRequest TransitionRequest { get; } = new()
    {
        CollectionId = "col_ads",
        FromStep = "inquiry",
        ToStep = "closed_won",
    };

    public static PathAnalysisRequest PathRequest { get; } = new()
    {
        CollectionId = "col_ads",
        FromStep = "inquiry",
        ToStep = "closed_won",
    };

    public static TaxonomyClientOptions Options(TimeProvider? clock = null) => new()
    {
        ApiKey = ApiKey,
        Namespace = "ns_test",
        TimeProvider = clock ?? new SkippingClock(),
        Randomizer = () => 1,
    };

    /// <summary>Options for a client of an emulator, on a test's clock and with the longest jitter.</summary>
    public static TaxonomyClientOptions OptionsOf(TaxonomyEmulator emulator, TimeProvider clock)
    {
        var options = emulator.CreateClientOptions();
        options.TimeProvider = clock;
        options.Randomizer = () => 1;
        return options;
    }

    public static TaxonomyClient ClientOf(TaxonomyEmulator emulator, TimeProvider clock, Action<TaxonomyClientOptions>? configure = null)
    {
        var options = OptionsOf(emulator, clock);
        configure?.Invoke(options);
        return TaxonomyClient.Create(options);
    }

    public static TaxonomyClient Client(HttpMessageHandler handler, Action<TaxonomyClientOptions>? configure = null)
    {
        var options = Options();
        configure?.Invoke(options);
        return TaxonomyClient.Create(options, handler);
    }

    /// <summary>Every operation, as a call with valid arguments.</summary>
    public static IReadOnlyDictionary<TaxonomyOperation, Func<ITaxonomyClient, CancellationToken, Task>> Calls { get; } =
        new Dictionary<TaxonomyOperation, Func<ITaxonomyClient, CancellationToken, Task>>
        {
            [TaxonomyOperations.Create] = (client, token) => client.CreateAsync(CreateRequest, token),
            [TaxonomyOperations.Get] = (client, token) => client.GetAsync("product_tags", cancellationToken: token),
            [TaxonomyOperations.Update] = (client, token) => client.UpdateAsync("product_tags", UpdateRequest, token),
            [TaxonomyOperations.Delete] = (client, token) => client.DeleteAsync("product_tags", token),
            [TaxonomyOperations.List] = (client, token) => client.ListAsync(cancellationToken: token).CountAsync(),
            [TaxonomyOperations.Clone] = (client, token) => client.CloneAsync("product_tags", CloneRequest, token),
            [TaxonomyOperations.CreateVersion] = (client, token) => client.CreateVersionAsync(TaxonomyId, FlatConfig, token),
            [TaxonomyOperations.ListVersions] = (client, token) => client.ListVersionsAsync(TaxonomyId, token),
            [TaxonomyOperations.Execute] = (client, token) => client.ExecuteAsync("product_tags", new ExecuteTaxonomyRequest(), token),
            [TaxonomyOperations.ApplyToCollection] = (client, token) => client.ApplyToCollectionAsync("col_ads", new ApplyTaxonomyRequest { TaxonomyId = "product_tags" }, token),
            [TaxonomyOperations.ListTemplates] = (client, token) => client.Templates.ListAsync(cancellationToken: token),
            [TaxonomyOperations.GetTemplate] = (client, token) => client.Templates.GetAsync("tmpl_products", token),
            [TaxonomyOperations.CreateTemplateFromTaxonomy] = (client, token) => client.Templates.CreateFromTaxonomyAsync(TaxonomyId, new CreateTemplateRequest { TemplateName = "Products" }, token),
            [TaxonomyOperations.InstantiateTemplate] = (client, token) => client.Templates.InstantiateAsync("tmpl_products", InstantiateRequest, token),
            [TaxonomyOperations.GetTransitions] = (client, token) => client.Analytics.GetTransitionsAsync(TaxonomyId, TransitionRequest, token),
            [TaxonomyOperations.GetPaths] = (client, token) => client.Analytics.GetPathsAsync(TaxonomyId, PathRequest, token),
            [TaxonomyOperations.GetAvailableSteps] = (client, token) => client.Analytics.GetAvailableStepsAsync(TaxonomyId, "col_ads", token),
            [TaxonomyOperations.GetAssignments] = (client, token) => client.Analytics.GetAssignmentsAsync(TaxonomyId, cancellationToken: token),
            [TaxonomyOperations.GetConfidence] = (client, token) => client.Analytics.GetConfidenceAsync(TaxonomyId, cancellationToken: token),
            [TaxonomyOperations.GetLabels] = (client, token) => client.Analytics.GetLabelsAsync(TaxonomyId, cancellationToken: token),
            [TaxonomyOperations.GetEnrichments] = (client, token) => client.Analytics.GetEnrichmentsAsync(TaxonomyId, cancellationToken: token),
        };

    public static TaxonomyOperation Operation(string name) => Calls.Keys.Single(operation => operation.Name == name);

    /// <summary>The same calls, with every parameter of the query set.</summary>
    public static IReadOnlyDictionary<TaxonomyOperation, Func<ITaxonomyClient, Task>> CallsWithEveryParameter
    {
        get
        {
            var metrics = new MetricsRequest { StartDate = DateTimeOffset.UnixEpoch, EndDate = DateTimeOffset.UnixEpoch.AddDays(1), GroupBy = "hour" };
            var calls = Calls.ToDictionary(call => call.Key, call => (Func<ITaxonomyClient, Task>)(client => call.Value(client, CancellationToken.None)));
            calls[TaxonomyOperations.Get] = client => client.GetAsync("t", 1);
            calls[TaxonomyOperations.Execute] = client => client.ExecuteAsync("t", new ExecuteTaxonomyRequest { Version = 1 });
            calls[TaxonomyOperations.List] = async client =>
            {
                await client.ListAsync(new ListTaxonomiesRequest { Limit = 1, Offset = 1, IncludeTotal = true }).CountAsync();
                await client.ListAsync(new ListTaxonomiesRequest { Limit = 1, Cursor = "c", IncludeTotal = true }).CountAsync();
            };
            calls[TaxonomyOperations.GetAssignments] = client => client.Analytics.GetAssignmentsAsync("t", metrics);
            calls[TaxonomyOperations.GetEnrichments] = client => client.Analytics.GetEnrichmentsAsync("t", metrics);
            calls[TaxonomyOperations.GetConfidence] = client => client.Analytics.GetConfidenceAsync("t", 1);
            calls[TaxonomyOperations.GetLabels] = client => client.Analytics.GetLabelsAsync("t", new LabelsRequest { Hours = 1, Limit = 1 });
            return calls;
        }
    }

    /// <summary>Puts into an emulator what an operation's call needs to succeed.</summary>
    public static void Seed(TaxonomyEmulator emulator, TaxonomyOperation operation)
    {
        emulator.Store.Collections.ListTaxonomy("col_ads", TaxonomyId);
        if (emulator.Store.Templates.All.Count == 0)
        {
            var configuration = (JsonObject)JsonNode.Parse(Mixpeek.Taxonomies.Client.TaxonomyJson.Serialize<TaxonomyConfig>(FlatConfig))!;
            emulator.Store.Templates.Add(new TaxonomyTemplate { TemplateId = "tmpl_products", Configuration = configuration });
        }

        if (operation != TaxonomyOperations.Create && emulator.Store.Find(TaxonomyId) is null)
            emulator.Store.Add("product_tags", FlatConfig, id: TaxonomyId);
    }

    public static async Task<T> FirstAsync<T>(this IAsyncEnumerable<T> items)
    {
        await foreach (var item in items)
            return item;
        throw new InvalidOperationException("There is no item.");
    }

    public static async Task<int> CountAsync<T>(this IAsyncEnumerable<T> items)
    {
        var count = 0;
        await foreach (var _ in items)
            count++;
        return count;
    }
}
