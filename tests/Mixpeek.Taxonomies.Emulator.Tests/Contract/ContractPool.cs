using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>What an emulator holds before requests are generated, so that many of them find what they name.</summary>
internal static class ContractPool
{
    public static readonly string[] Taxonomies = ["tax_flat", "tax_tree", "tax_llm"];

    public static readonly string[] Names = ["flat", "tree", "llm", "other", "and another"];

    public static readonly string[] Collections = ["col_a", "col_b", "col_c"];

    public static readonly string[] Templates = ["tmpl_flat", "tmpl_tree"];

    public static readonly string[] Steps = ["start", "middle", "end"];

    private static readonly InputMapping Mapping = InputMapping.Payload("text", "text");

    private static readonly TaxonomyConfig[] Configs =
    [
        new FlatTaxonomyConfig { RetrieverId = "ret_1", InputMappings = [Mapping], SourceCollection = new SourceCollection { CollectionId = "col_a" } },
        new HierarchicalTaxonomyConfig
        {
            InputMappings = [Mapping],
            HierarchicalNodes = [new HierarchicalNode { CollectionId = "col_a" }, new HierarchicalNode { CollectionId = "col_b", ParentCollectionId = "col_a" }],
        },
        new HierarchicalTaxonomyConfig { InferenceStrategy = HierarchyInferenceStrategy.Llm, InferenceCollections = ["col_a", "col_b"] },
    ];

    /// <summary>Puts back what an earlier request has deleted.</summary>
    public static void Refill(TaxonomyStore store)
    {
        for (var index = 0; index < Taxonomies.Length; index++)
        {
            var name = store.Find(Names[index]) is null ? Names[index] : $"{Names[index]} {Guid.NewGuid()}";
            if (store.Find(Taxonomies[index]) is null)
                store.Add(name, Configs[index], "Described", id: Taxonomies[index], metadata: new JsonObject { ["rank"] = index });
        }
    }

    public static void Fill(TaxonomyStore store)
    {
        Refill(store);
        store.Templates.Add(new TaxonomyTemplate { TemplateId = Templates[0], Configuration = Json(Configs[0]) });
        store.Templates.Add(new TaxonomyTemplate { TemplateId = Templates[1], Configuration = Json(Configs[1]), Tags = ["a"], Category = "c" });
        foreach (var collection in Collections)
        {
            store.Collections.Add(collection, new JsonObject { ["text"] = "a text", ["label"] = collection, ["vector"] = new JsonArray(1, 0) });
            store.Collections.ListTaxonomy(collection, Taxonomies[0]);
        }

        var time = new DateTimeOffset(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);
        store.Assignments.Add([.. Enumerable.Range(0, 60).Select(index => new TaxonomyAssignment
        {
            TaxonomyId = Taxonomies[index % 2],
            CollectionId = Collections[index % 2],
            SequenceId = $"s{index / 6}",
            Label = Steps[index / 2 % 3],
            At = time.AddHours(7 * index),
            Confidence = index % 11 / 10.0,
            Succeeded = index % 5 > 0,
            Covariates = new Dictionary<string, string> { ["k"] = $"{index % 3}" },
        })]);
    }

    private static JsonObject Json(TaxonomyConfig config) => JsonNode.Parse(TaxonomyJson.Serialize(config))!.AsObject();
}
