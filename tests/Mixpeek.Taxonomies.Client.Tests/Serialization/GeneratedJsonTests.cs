using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Properties of the converters over generated models and damaged documents. A failure prints its seed.</summary>
public sealed class GeneratedJsonTests
{
    [Fact]
    public void Valid_model_is_written_and_read_back_the_same() => Check(2000, GeneratedModels.Taxonomy, taxonomy =>
    {
        var json = TaxonomyJson.Serialize(taxonomy);
        return TaxonomyJson.Serialize(TaxonomyJson.Deserialize<Taxonomy>(json)) == json
            && TaxonomyJson.Deserialize<Taxonomy>(json).Config.GetType() == taxonomy.Config.GetType();
    });

    [Fact]
    public void Order_of_members_does_not_matter() => Check(1000, GeneratedModels.Taxonomy, taxonomy =>
    {
        var json = TaxonomyJson.Serialize(taxonomy);
        var reversed = Reverse(JsonNode.Parse(json))!.ToJsonString();
        return JsonNode.DeepEquals(JsonNode.Parse(TaxonomyJson.Serialize(TaxonomyJson.Deserialize<Taxonomy>(reversed))), JsonNode.Parse(json));
    });

    [Fact]
    public void Damaged_document_gives_a_value_or_a_serialization_error()
    {
        var damage = Gen.Choose(0, int.MaxValue);
        Check(5000, GeneratedModels.Taxonomy.Zip(damage), pair =>
        {
            var (taxonomy, seed) = pair;
            var json = JsonDamage.Apply(TaxonomyJson.Serialize(taxonomy), seed);
            try
            {
                var read = TaxonomyJson.Deserialize<Taxonomy>(json);
                return read.Config is not null && read.Metadata is not null && TaxonomyJson.Serialize(read).Length > 0;
            }
            catch (TaxonomySerializationException)
            {
                return true;
            }
        });
    }

    private static void Check<T>(int cases, Gen<T> gen, Func<T, bool> property) =>
        Prop.ForAll(gen.ToArbitrary(), property).Check(Generated.Cases(cases));

    private static JsonNode? Reverse(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Reverse().Select(member => KeyValuePair.Create(member.Key, Reverse(member.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Reverse)]),
        _ => node?.DeepClone(),
    };
}
