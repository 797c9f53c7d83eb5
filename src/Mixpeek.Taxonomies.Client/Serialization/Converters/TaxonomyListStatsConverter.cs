using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyListStatsConverter : ModelConverter<TaxonomyListStats>
{
    public static TaxonomyListStatsConverter Instance { get; } = new();

    protected override TaxonomyListStats ReadObject(ref Utf8JsonReader reader)
    {
        int? total = null, flat = null, hierarchical = null, withRetrievers = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("total_taxonomies"u8))
                total = MemberReader.Integer(ref reader, "total_taxonomies", ref rest);
            else if (reader.ValueTextEquals("flat_taxonomies"u8))
                flat = MemberReader.Integer(ref reader, "flat_taxonomies", ref rest);
            else if (reader.ValueTextEquals("hierarchical_taxonomies"u8))
                hierarchical = MemberReader.Integer(ref reader, "hierarchical_taxonomies", ref rest);
            else if (reader.ValueTextEquals("taxonomies_with_retrievers"u8))
                withRetrievers = MemberReader.Integer(ref reader, "taxonomies_with_retrievers", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new TaxonomyListStats
        {
            TotalTaxonomies = total ?? 0,
            FlatTaxonomies = flat ?? 0,
            HierarchicalTaxonomies = hierarchical ?? 0,
            TaxonomiesWithRetrievers = withRetrievers ?? 0,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, TaxonomyListStats value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.IntegerOrDefault("total_taxonomies", value.TotalTaxonomies, 0);
        members.IntegerOrDefault("flat_taxonomies", value.FlatTaxonomies, 0);
        members.IntegerOrDefault("hierarchical_taxonomies", value.HierarchicalTaxonomies, 0);
        members.IntegerOrDefault("taxonomies_with_retrievers", value.TaxonomiesWithRetrievers, 0);
        members.Rest();
    }
}
