using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace CloneTaxonomy;

/// <summary>The two taxonomies of the API's own examples.</summary>
internal static class SampleData
{
    public static async Task<TaxonomyEmulator> StartEmulatorAsync()
    {
        var emulator = await TaxonomyEmulator.StartAsync();
        emulator.Store.Add("product_tags", new FlatTaxonomyConfig
        {
            RetrieverId = "ret_clip_v1",
            InputMappings = [InputMapping.Vector("image_vector", "features.clip_vit_l_14")],
            SourceCollection = new SourceCollection
            {
                CollectionId = "col_products_v1",
                EnrichmentFields = [new EnrichmentField { FieldPath = "metadata.tags", MergeMode = EnrichmentMergeMode.Append }],
            },
        });
        emulator.Store.Add("org_hierarchy", new HierarchicalTaxonomyConfig
        {
            RetrieverId = "ret_face_v1",
            InputMappings = [InputMapping.Vector("face_vec", "features.face")],
            HierarchicalNodes =
            [
                new HierarchicalNode { CollectionId = "col_employees_v1" },
                new HierarchicalNode { CollectionId = "col_executives_v1", ParentCollectionId = "col_employees_v1" },
            ],
        });
        return emulator;
    }
}
