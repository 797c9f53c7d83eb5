using System.Text;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>Bodies as the service writes them.</summary>
internal static class Answers
{
    public static byte[] Clone { get; } = Utf8(new JsonObject { ["taxonomy"] = Taxonomy(0, typeFirst: true), ["source_taxonomy_id"] = "tax_0123456789ab" });

    public static byte[] Taxonomy1 { get; } = Utf8(Taxonomy(0, typeFirst: true));

    public static byte[] NotFound { get; } = Encoding.UTF8.GetBytes(
        """{"success":false,"status":404,"error":{"message":"Taxonomy not found: product_tags","type":"NotFoundError","details":{"resource":"taxonomy","id":"product_tags"}}}""");

    /// <summary>A page of 100 taxonomies; the next one follows it where it has a cursor.</summary>
    public static byte[] Page(bool typeFirst, string? cursor = null) => Utf8(new JsonObject
    {
        ["results"] = new JsonArray([.. Enumerable.Range(0, 100).Select(number => (JsonNode)Taxonomy(number, typeFirst))]),
        ["pagination"] = cursor is null ? new JsonObject { ["page_size"] = 100 } : new JsonObject { ["page_size"] = 100, ["next_cursor"] = cursor },
        ["total_count"] = 100,
    });

    /// <summary>A taxonomy with so many nodes, of about 100 bytes each.</summary>
    public static byte[] Tree(int nodes, bool typeFirst)
    {
        var list = new JsonArray();
        for (var i = 0; i < nodes; i++)
        {
            list.Add(new JsonObject
            {
                ["collection_id"] = $"col_products_{i:000000}",
                ["parent_collection_id"] = $"col_products_{i / 10:000000}",
                ["label"] = $"Products of kind {i}",
            });
        }

        var taxonomy = Taxonomy(0, typeFirst);
        taxonomy["config"] = Typed("hierarchical", typeFirst, new JsonObject { ["retriever_id"] = "ret_clip_v1", ["hierarchical_nodes"] = list });
        return Utf8(taxonomy);
    }

    private static JsonObject Taxonomy(int number, bool typeFirst) => new()
    {
        ["taxonomy_id"] = $"tax_0123456789{number:00}",
        ["version"] = 1,
        ["taxonomy_name"] = number == 0 ? "product_tags_v2" : $"product_tags_{number}",
        ["description"] = "Tags of products by what their pictures show",
        ["config"] = Typed("flat", typeFirst, new JsonObject
        {
            ["retriever_id"] = "ret_clip_v1",
            ["input_mappings"] = new JsonArray(new JsonObject { ["input_key"] = "image_vector", ["source_type"] = "vector", ["path"] = "features.clip_vit_l_14" }),
            ["source_collection"] = new JsonObject
            {
                ["collection_id"] = "col_products_v1",
                ["enrichment_fields"] = new JsonArray(
                    new JsonObject { ["field_path"] = "metadata.tags", ["merge_mode"] = "append" },
                    new JsonObject { ["field_path"] = "metadata.category", ["merge_mode"] = "replace" }),
            },
        }),
        ["ready"] = true,
        ["created_at"] = "2025-10-13T13:58:06.664000Z",
        ["metadata"] = new JsonObject { ["team"] = "search", ["tier"] = 2 },
    };

    private static JsonObject Typed(string type, bool first, JsonObject config)
    {
        config.Insert(first ? 0 : config.Count, "taxonomy_type", type);
        return config;
    }

    private static byte[] Utf8(JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
