using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace TaxonomyCli;

/// <summary>What the emulator of <c>--demo</c> holds.</summary>
internal static class Demo
{
    public static async Task<TaxonomyEmulator> StartAsync()
    {
        var emulator = await TaxonomyEmulator.StartAsync(new TaxonomyEmulatorOptions { TimeProvider = new DemoClock() });
        var config = new FlatTaxonomyConfig
        {
            RetrieverId = "ret_clip_v1",
            InputMappings = [InputMapping.Vector("image_vector", "features.clip_vit_l_14")],
            SourceCollection = new SourceCollection
            {
                CollectionId = "col_products_v1",
                EnrichmentFields = [new EnrichmentField { FieldPath = "metadata.tags", MergeMode = EnrichmentMergeMode.Append }],
            },
        };
        emulator.Store.Add("product_tags", config, "Tags of products", id: "tax_products0001", metadata: new JsonObject { ["owner"] = "search-team" });
        emulator.Store.Add("product_tags_v2", config with { RetrieverId = "ret_clip_v2" }, "Tags of products", id: "tax_products0002");
        emulator.Store.Add("org_hierarchy", Organisation(), "Who is in a picture", id: "tax_people000001");
        emulator.Store.Collections.Add("col_products_v1", Product([1, 0], "shoes", "leather"), Product([0, 1], "shirts", "cotton"));
        emulator.Store.Assignments.Add(Assignment("shoes", 0.97, hoursAgo: 2), Assignment("shoes", 0.91, hoursAgo: 3), Assignment("shirts", 0.64, hoursAgo: 26));
        return emulator;
    }

    private static JsonObject Product(JsonArray vector, params string[] tags) => new()
    {
        ["features"] = new JsonObject { ["clip_vit_l_14"] = vector },
        ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
    };

    private static TaxonomyAssignment Assignment(string label, double confidence, int hoursAgo) => new()
    {
        TaxonomyId = "tax_products0001",
        CollectionId = "col_products_v1",
        SequenceId = "seq_1",
        Label = label,
        Confidence = confidence,
        At = new DemoClock().GetUtcNow().AddHours(-hoursAgo),
        Latency = TimeSpan.FromMilliseconds(40),
        Succeeded = true,
    };

    /// <summary>It is always the same day, so that what is shown here is what anyone sees.</summary>
    private sealed class DemoClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    }

    private static HierarchicalTaxonomyConfig Organisation() => new()
    {
        RetrieverId = "ret_face_v1",
        InputMappings = [InputMapping.Vector("face_vec", "features.face")],
        HierarchicalNodes =
        [
            new HierarchicalNode
            {
                CollectionId = "col_employees",
                Label = "Employees",
                EnrichmentFields = [new EnrichmentField { FieldPath = "name" }, new EnrichmentField { FieldPath = "department" }],
            },
            new HierarchicalNode
            {
                CollectionId = "col_executives",
                ParentCollectionId = "col_employees",
                Label = "Executives",
                EnrichmentFields = [new EnrichmentField { FieldPath = "title" }],
            },
            new HierarchicalNode { CollectionId = "col_board", ParentCollectionId = "col_executives", Label = "Board", RetrieverId = "ret_face_v2" },
            new HierarchicalNode { CollectionId = "col_contractors", ParentCollectionId = "col_employees", Label = "Contractors" },
        ],
    };
}
