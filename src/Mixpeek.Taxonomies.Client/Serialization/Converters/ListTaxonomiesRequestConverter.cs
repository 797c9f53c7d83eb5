using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The body of the request; its paging stands in the query.</summary>
internal sealed class ListTaxonomiesRequestConverter : ModelConverter<ListTaxonomiesRequest>
{
    protected override ListTaxonomiesRequest ReadObject(ref Utf8JsonReader reader)
    {
        string? search = null;
        TaxonomyFilter? filters = null;
        TaxonomySort? sort = null;
        bool? caseSensitive = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("search"u8))
                search = MemberReader.Text(ref reader, "search", ref rest);
            else if (reader.ValueTextEquals("filters"u8))
                filters = MemberReader.Map(ref reader, "filters", ref rest) is { } map ? TaxonomyFilter.Raw(map) : null;
            else if (reader.ValueTextEquals("sort"u8))
                sort = MemberReader.Model(ref reader, "sort", TaxonomySortConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("case_sensitive"u8))
                caseSensitive = MemberReader.Flag(ref reader, "case_sensitive", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new ListTaxonomiesRequest
        {
            Search = search,
            Filters = filters,
            Sort = sort,
            CaseSensitive = caseSensitive ?? false,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, ListTaxonomiesRequest value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.Text("search", value.Search);
        if (value.Filters is { } filters)
            filters.ToJson().WriteTo(members.WriteName("filters"));
        members.Model("sort", value.Sort, TaxonomySortConverter.Instance);
        members.FlagOrDefault("case_sensitive", value.CaseSensitive, false);
        members.Rest();
    }
}
