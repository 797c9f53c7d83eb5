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

    [Fact]
    public void Operation_of_a_request_is_that_of_its_method_and_route()
    {
        Of("CloneTaxonomyAsync", TaxonomyOperations.Clone.Route).Should().BeSameAs(TaxonomyOperations.Clone);
        Of("CloneTaxonomyAsync", TaxonomyOperations.Get.Route).Should().BeNull("a stranger's interface may have a method of the same name");
        Of("CloneTaxonomyAsync", null).Should().BeNull();
        Of("Clone", TaxonomyOperations.Clone.Route).Should().BeNull();
        Of(null, TaxonomyOperations.Clone.Route).Should().BeNull();
        using var own = Request("CloneTaxonomyAsync", TaxonomyOperations.Clone.Route);
        TaxonomyOperations.SetOn(own, TaxonomyOperations.Get);
        TaxonomyOperations.Of(own).Should().BeSameAs(TaxonomyOperations.Get, "what the caller says counts");

        static TaxonomyOperation? Of(string? method, string? route)
        {
            using var request = Request(method, route);
            return TaxonomyOperations.Of(request);
        }
    }

    [Fact]
    public void Operation_is_found_once_for_each_request_of_a_call()
    {
        var call = new CallRecord(TaxonomyOperations.Clone, Sample.Options(), null, CancellationToken.None);
        using var clone = Request("CloneTaxonomyAsync", TaxonomyOperations.Clone.Route);
        using var lookUp = Request("GetTaxonomyAsync", TaxonomyOperations.Get.Route);
        using var stranger = new HttpRequestMessage();
        TaxonomyOperations.Of(clone, call).Should().BeSameAs(TaxonomyOperations.Clone);
        TaxonomyOperations.Of(stranger, call).Should().BeNull();
        call.LastRequest.Should().Be(new CallRequest(clone, TaxonomyOperations.Clone));
        TaxonomyOperations.SetOn(clone, TaxonomyOperations.Delete);
        TaxonomyOperations.Of(clone, call).Should().BeSameAs(TaxonomyOperations.Clone, "it is not looked for again");
        TaxonomyOperations.Of(lookUp, call).Should().BeSameAs(TaxonomyOperations.Get);
        call.LastRequest!.Request.Should().BeSameAs(lookUp);
        TaxonomyOperations.Of(lookUp, null).Should().BeSameAs(TaxonomyOperations.Get);
    }

    [Fact]
    public void Every_operation_but_a_deletion_has_a_result()
    {
        TaxonomyOperations.All.Where(operation => !operation.HasResult).Should().Equal(TaxonomyOperations.Delete);
        TaxonomyOperations.Clone.ResultName.Should().Be("CloneTaxonomyResponse");
    }

    private static HttpRequestMessage Request(string? method, string? route)
    {
        var request = new HttpRequestMessage();
        if (method is not null)
            request.Options.Set(new HttpRequestOptionsKey<string>(Refit.HttpRequestMessageOptions.MethodName), method);
        if (route is not null)
            request.Options.Set(new HttpRequestOptionsKey<string>(Refit.HttpRequestMessageOptions.RelativePathTemplate), route);
        return request;
    }

    private static IEnumerable<string> Names(OperationSafety safety) =>
        TaxonomyOperations.All.Where(operation => operation.Safety == safety).Select(operation => operation.Name);
}
