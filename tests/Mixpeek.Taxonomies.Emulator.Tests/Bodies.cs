namespace Mixpeek.Taxonomies.Emulator.Tests;

internal static class Bodies
{
    public const string Flat = """{"taxonomy_type":"flat","retriever_id":"ret_1","input_mappings":[{"input_key":"k","source_type":"payload","path":"p"}],"source_collection":{"collection_id":"col_1"}}""";

    public const string Hierarchical = """{"taxonomy_type":"hierarchical","retriever_id":"ret_1","hierarchical_nodes":[{"collection_id":"col_a"},{"collection_id":"col_b","parent_collection_id":"col_a"}]}""";

    public static string Create(string name, string config = Flat) => $$"""{"taxonomy_name":"{{name}}","config":{{config}} }""";
}
