using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

await using var emulator = await TaxonomyEmulator.StartAsync();
emulator.Store.Add("product_tags", TaxonomyConfig.From("col_products", "ret_clip_v1", InputMapping.Vector("image_vector", "features.clip")));
emulator.Faults.Add(TaxonomyFault.DropAfterProcessing() with { Operation = TaxonomyOperations.Clone });

using var client = TaxonomyClient.Create(emulator.CreateClientOptions());
var clone = await client.CloneAsync("product_tags", "product_tags_v2", config => config.WithRetriever("ret_clip_v2"));
Console.WriteLine($"{clone.Taxonomy.TaxonomyName}: {clone.Outcome}");
