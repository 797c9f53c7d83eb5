using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary><c>POST /v1/taxonomies/list</c>: the paging stands in the query, the search and the sort in the body.</summary>
internal static class ListEndpoint
{
    private const int DefaultLimit = 10;
    private const int MaxLimit = 1000;
    private const int MaxOffset = 10_000;

    public static EmulatorAnswer Handle(EmulatorCall call)
    {
        var query = new QueryValidator(call.Query);
        var limit = query.Integer("limit", 1, MaxLimit) ?? DefaultLimit;
        var offset = query.Integer("offset", 0, MaxOffset) ?? 0;
        var includeTotal = query.Flag("include_total");
        if (query.Text("cursor") is { } cursor && !TryReadCursor(cursor, out offset))
            return EmulatorAnswer.BadRequest("Invalid cursor");
        var faults = call.Validate(CheckBody, isRequired: false);
        if (faults.Count + query.Faults.Count > 0)
            return EmulatorAnswer.Invalid([.. query.Faults, .. faults]);
        var matches = call.Store.List(call.Namespace, new TaxonomyQuery(call.Read<ListTaxonomiesRequest>(), call.Stop));
        var results = matches.Page(offset, limit);
        return EmulatorAnswer.Model(HttpStatusCode.OK, new TaxonomyPage
        {
            Results = results,
            TotalCount = includeTotal ? matches.Count : results.Length,
            Stats = matches.Stats,
            Pagination = Paging(matches.Count, limit, offset, includeTotal),
        });
    }

    private static void CheckBody(BodyValidator validator, JsonObject body)
    {
        validator.Text(body, "search", BodyLocation.Body);
        validator.Object(body, "filters", BodyLocation.Body, FilterValidator.Check);
        validator.Flag(body, "case_sensitive", BodyLocation.Body);
        validator.Object(body, "sort", BodyLocation.Body, static (validator, sort, at) =>
        {
            validator.Text(sort, "field", at, isRequired: true);
            validator.OneOf(sort, "direction", at, ["asc", "desc"]);
        });
    }

    private static JsonObject Paging(int total, int limit, int offset, bool includeTotal)
    {
        var paging = new JsonObject { ["page"] = (offset / limit) + 1, ["page_size"] = limit };
        if (includeTotal)
        {
            paging["total"] = total;
            paging["total_pages"] = (total + limit - 1) / limit;
        }

        if (offset < total - limit)
            paging["next_cursor"] = CursorAt(offset + limit);
        return paging;
    }

    private static string CursorAt(int offset) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"offset:{offset}"));

    private static bool TryReadCursor(string cursor, out int offset)
    {
        offset = 0;
        Span<byte> bytes = stackalloc byte[64];
        if (cursor.Length > 80 || !Convert.TryFromBase64String(cursor, bytes, out var length))
            return false;
        var parts = Encoding.ASCII.GetString(bytes[..length]).Split(':');
        return parts is ["offset", var text]
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out offset);
    }
}
