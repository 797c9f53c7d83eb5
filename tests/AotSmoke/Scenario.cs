using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Mixpeek.Taxonomies.Client;
using Mixpeek.Taxonomies.Emulator;

namespace AotSmoke;

/// <summary>Calls with answers that can be told beforehand.</summary>
internal static class Scenario
{
    private const string Collection = "col_orders";

    private static readonly FlatTaxonomyConfig Config = new()
    {
        RetrieverId = "ret_1",
        InputMappings = [InputMapping.Payload("title", "title")],
        SourceCollection = new SourceCollection
        {
            CollectionId = "col_products",
            EnrichmentFields = [new EnrichmentField { FieldPath = "tags", MergeMode = EnrichmentMergeMode.Append }],
        },
    };

    /// <summary>Calls all 21 operations, one with a repeat and one with a look-up.</summary>
    /// <returns>The ID of a taxonomy that is there at the end.</returns>
    public static async Task<string> CallEveryOperationAsync(ITaxonomyClient client, TaxonomyEmulator emulator)
    {
        var id = await CallTaxonomiesAsync(client, emulator);
        await CallTemplatesAsync(client.Templates, id);
        await CallAnalyticsAsync(client.Analytics, emulator, id);
        return id;
    }

    /// <summary>Calls the Refit interfaces that <c>AddTaxonomyClient</c> registers.</summary>
    public static async Task CallInterfacesAsync(IServiceProvider services, string id)
    {
        var taxonomy = await services.GetRequiredService<ITaxonomiesApi>().GetTaxonomyAsync(id, version: 2);
        Check(taxonomy.Version == 2);
        var templates = await services.GetRequiredService<ITaxonomyTemplatesApi>().ListTemplatesAsync(new ListTemplatesRequest());
        Check(templates.TotalCount == 1);
        var labels = await services.GetRequiredService<ITaxonomyAnalyticsApi>().GetLabelsAsync(id);
        Check(labels.TotalLabels == 2);
    }

    private static async Task<string> CallTaxonomiesAsync(ITaxonomyClient client, TaxonomyEmulator emulator)
    {
        var created = await client.CreateAsync(new CreateTaxonomyRequest { TaxonomyName = "products", Config = Config });
        var id = created.TaxonomyId;

        var read = await client.GetAsync("products");
        Check(read.Config is FlatTaxonomyConfig { RetrieverId: "ret_1", InputMappings.Count: 1 });

        emulator.Faults.Add(TaxonomyFault.Answer(HttpStatusCode.TooManyRequests).WithHeader("Retry-After", "0"));
        var updated = await client.UpdateAsync(id, new UpdateTaxonomyRequest { Metadata = new JsonObject { ["stage"] = "trial" } });
        Check(updated.Metadata["stage"]!.GetValue<string>() == "trial");
        Check(emulator.Faults.Pending == 0);

        var version = await client.CreateVersionAsync(id, Config with { RetrieverId = "ret_2" });
        Check(version.Version == 2);
        var versions = await client.ListVersionsAsync(id);
        Check(versions.Count == 2);

        emulator.Faults.Add(TaxonomyFault.DropAfterProcessing());
        var cloned = await client.CloneAsync("products", new CloneTaxonomyRequest { TaxonomyName = "products_v2" });
        Check(cloned.Outcome == CreationOutcome.Recovered);
        Check(emulator.Store.Taxonomies.Count == 2);

        var names = new List<string>();
        await foreach (var taxonomy in client.ListAsync(new ListTaxonomiesRequest { Filters = TaxonomyFilter.Where("taxonomy_name", FilterOperator.StartsWith, "prod") }))
            names.Add(taxonomy.TaxonomyName);
        Check(names.Count == 2);

        await client.DeleteAsync(cloned.Taxonomy.TaxonomyId);
        Check(emulator.Store.Taxonomies.Count == 1);

        emulator.Store.Collections.Add("col_products", new JsonObject { ["title"] = "red shoe", ["tags"] = "footwear" });
        var executed = await client.ExecuteAsync(id, new ExecuteTaxonomyRequest { SourceDocuments = [new JsonObject { ["title"] = "red shoe" }] });
        Check(executed.Results![0]["tags"] is not null);

        emulator.Store.Collections.ListTaxonomy(Collection, id);
        var applied = await client.ApplyToCollectionAsync(Collection, new ApplyTaxonomyRequest { TaxonomyId = id });
        Check(applied.TaskId.Length > 0);
        return id;
    }

    private static async Task CallTemplatesAsync(ITaxonomyTemplatesClient client, string id)
    {
        var created = await client.CreateFromTaxonomyAsync(id, new CreateTemplateRequest { TemplateName = "Products" });
        var listed = await client.ListAsync();
        Check(listed.TotalCount == 1);
        var template = await client.GetAsync(created.TemplateId);
        Check(template.Configuration["retriever_id"]!.GetValue<string>() == "ret_2");
        var instance = await client.InstantiateAsync(created.TemplateId, new InstantiateTemplateRequest
        {
            TaxonomyName = "from_template",
            CollectionConfig = new Dictionary<string, string> { ["collection_id"] = "col_products" },
        });
        Check(instance.TaxonomyName == "from_template");
    }

    private static async Task CallAnalyticsAsync(ITaxonomyAnalyticsClient client, TaxonomyEmulator emulator, string id)
    {
        var start = DateTimeOffset.UtcNow.AddHours(-12);
        foreach (var (label, hours) in new[] { ("inquiry", 0), ("closed", 6) })
        {
            emulator.Store.Assignments.Add(new TaxonomyAssignment
            {
                TaxonomyId = id,
                CollectionId = Collection,
                SequenceId = "customer_1",
                Label = label,
                At = start.AddHours(hours),
                Confidence = 0.9,
            });
        }

        var transitions = await client.GetTransitionsAsync(
            id, new StepTransitionRequest { CollectionId = Collection, FromStep = "inquiry", ToStep = "closed" });
        Check(transitions.Converted == 1);
        var paths = await client.GetPathsAsync(
            id, new PathAnalysisRequest { CollectionId = Collection, FromStep = "inquiry", ToStep = "closed", MinSupport = 1 });
        Check(paths.Paths[0].Path.Count == 2);
        var steps = await client.GetAvailableStepsAsync(id, Collection);
        Check(steps.Steps.Count == 2);
        var metrics = new MetricsRequest { StartDate = start.AddDays(-1), EndDate = start.AddDays(1), GroupBy = "hour" };
        var assignments = await client.GetAssignmentsAsync(id, metrics);
        Check(assignments.Metrics.Sum(metric => metric.AssignmentCount) == 2);
        var confidence = await client.GetConfidenceAsync(id, hours: 24);
        Check(confidence.AvgConfidence is > 0.89 and < 0.91);
        var labels = await client.GetLabelsAsync(id, new LabelsRequest { Limit = 1 });
        Check(labels.Labels.Count == 1);
        var enrichments = await client.GetEnrichmentsAsync(id, metrics);
        Check(enrichments.Metrics.Sum(metric => metric.EnrichmentCount) == 2);
    }

    private static void Check(bool holds, [CallerArgumentExpression(nameof(holds))] string text = "")
    {
        if (!holds)
            throw new InvalidOperationException($"This does not hold: {text}");
    }
}
