using Microsoft.AspNetCore.Http.HttpResults;
using Mixpeek.Taxonomies.Client;

namespace TenantApi;

/// <summary>
/// What a tenant may do with its taxonomies. Here the route names the tenant; where callers sign in, it is theirs.
/// </summary>
internal static class TaxonomyEndpoints
{
    private const int PageLength = 50;

    public static void MapTaxonomies(this IEndpointRouteBuilder routes, string tenant)
    {
        // A client is a singleton that any number of requests may use.
        var client = routes.ServiceProvider.GetRequiredKeyedService<ITaxonomyClient>(tenant);
        var group = routes.MapGroup($"/{tenant}/taxonomies").AddEndpointFilter<RefusedArguments>();

        group.MapGet("", async (string? search, string? cursor, CancellationToken cancellationToken) =>
        {
            var page = await client.ListPagesAsync(new ListTaxonomiesRequest { Search = search, Cursor = cursor, Limit = PageLength }, cancellationToken).FirstAsync(cancellationToken);
            return new TaxonomyListing([.. page.Results.Select(TaxonomySummary.Of)], page.NextCursor);
        });

        // A taxonomy that is not there is an answer, and not a failure.
        group.MapGet("{taxonomy}", async Task<Results<Ok<TaxonomySummary>, ProblemHttpResult>> (string taxonomy, CancellationToken cancellationToken) =>
            await client.TryGetAsync(taxonomy, cancellationToken: cancellationToken) is { } found
                ? TypedResults.Ok(TaxonomySummary.Of(found))
                : TypedResults.Problem("There is no such taxonomy.", statusCode: StatusCodes.Status404NotFound));

        group.MapPost("{taxonomy}/clones", async (string taxonomy, NewClone clone, CancellationToken cancellationToken) =>
        {
            var made = await client.CloneAsync(taxonomy, clone.Name, clone.Change, cancellationToken);
            return TypedResults.Created($"/{tenant}/taxonomies/{made.Taxonomy.TaxonomyId}", TaxonomySummary.Of(made.Taxonomy));
        });
    }
}
