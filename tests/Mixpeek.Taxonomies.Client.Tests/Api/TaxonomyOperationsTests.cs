namespace Mixpeek.Taxonomies.Client.Tests;

public sealed class TaxonomyOperationsTests
{
    [Fact]
    public void Table_holds_the_operations_of_the_contract()
    {
        TaxonomyOperations.All.Select(operation => $"{operation.Method} {operation.Route}").Should().BeEquivalentTo(
            "POST /v1/taxonomies",
            "GET /v1/taxonomies/{taxonomy_identifier}",
            "PATCH /v1/taxonomies/{taxonomy_identifier}",
            "DELETE /v1/taxonomies/{taxonomy_identifier}",
            "POST /v1/taxonomies/list",
            "POST /v1/taxonomies/{taxonomy_id}/versions",
            "GET /v1/taxonomies/{taxonomy_id}/versions",
            "POST /v1/taxonomies/{taxonomy_identifier}/clone",
            "POST /v1/taxonomies/execute/{taxonomy_identifier}",
            "POST /v1/templates/taxonomies",
            "GET /v1/templates/taxonomies/{template_id}",
            "POST /v1/templates/taxonomies/from-taxonomy/{taxonomy_id}",
            "POST /v1/templates/taxonomies/{template_id}/instantiate",
            "POST /v1/collections/{collection_identifier}/apply-taxonomy",
            "POST /v1/taxonomies/{taxonomy_id}/analytics/transitions",
            "POST /v1/taxonomies/{taxonomy_id}/analytics/paths",
            "GET /v1/taxonomies/{taxonomy_id}/analytics/available-steps",
            "GET /v1/analytics/taxonomies/{taxonomy_id}/assignments",
            "GET /v1/analytics/taxonomies/{taxonomy_id}/confidence",
            "GET /v1/analytics/taxonomies/{taxonomy_id}/labels",
            "GET /v1/analytics/taxonomies/{taxonomy_id}/enrichments");
        TaxonomyOperations.All.Select(operation => operation.Name).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void What_creates_is_known_to_create()
    {
        Names(OperationSafety.CreatesByName).Should().BeEquivalentTo("CreateTaxonomy", "CloneTaxonomy", "InstantiateTemplate");
        Names(OperationSafety.Creates).Should().BeEquivalentTo("CreateTaxonomyVersion", "CreateTemplateFromTaxonomy", "ApplyTaxonomyToCollection");
        Names(OperationSafety.Idempotent).Should().BeEquivalentTo("UpdateTaxonomy", "DeleteTaxonomy");
        TaxonomyOperations.All.Where(operation => operation.Method == HttpMethod.Get)
            .Should().OnlyContain(operation => operation.Safety == OperationSafety.Read);
    }

    private static IEnumerable<string> Names(OperationSafety safety) =>
        TaxonomyOperations.All.Where(operation => operation.Safety == safety).Select(operation => operation.Name);
}
