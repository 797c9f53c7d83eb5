using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyPageConverter : ModelConverter<TaxonomyPage>
{
    protected override TaxonomyPage ReadObject(ref Utf8JsonReader reader)
    {
        IReadOnlyList<Taxonomy>? results = null;
        JsonObject? pagination = null, rest = null;
        long? total = null;
        TaxonomyListStats? stats = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("results"u8))
                results = ReadResults(ref reader, ref rest);
            else if (reader.ValueTextEquals("pagination"u8))
                pagination = MemberReader.Map(ref reader, "pagination", ref rest);
            else if (reader.ValueTextEquals("total_count"u8))
                total = MemberReader.Count(ref reader, "total_count", ref rest);
            else if (reader.ValueTextEquals("stats"u8))
                stats = MemberReader.Model(ref reader, "stats", TaxonomyListStatsConverter.Instance, ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new TaxonomyPage
        {
            Results = results ?? [],
            Pagination = pagination ?? [],
            TotalCount = total,
            Stats = stats,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, TaxonomyPage value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.Models("results", value.Results, TaxonomyConverter.Instance);
        members.Map("pagination", value.Pagination);
        members.Integer("total_count", value.TotalCount);
        members.Model("stats", value.Stats, TaxonomyListStatsConverter.Instance);
        members.Rest();
    }

    /// <summary>One odd item must not cost the page: the others are read, and the whole member is kept beside them.</summary>
    private static List<Taxonomy>? ReadResults(ref Utf8JsonReader reader, ref JsonObject? rest)
    {
        var name = reader;
        reader.Read();
        var results = TaxonomyConverter.Instance.TryReadList(ref reader, out var skippedAny, skipOddItems: true);
        if (results is null || skippedAny)
        {
            reader = name;
            MemberReader.Unknown(ref reader, ref rest);
        }

        return results;
    }
}
