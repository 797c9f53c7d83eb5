using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>What answers each operation.</summary>
internal static class EmulatorEndpoints
{
    public static IReadOnlyDictionary<TaxonomyOperation, Func<EmulatorCall, EmulatorAnswer>> All { get; } =
        new Dictionary<TaxonomyOperation, Func<EmulatorCall, EmulatorAnswer>>
        {
            [TaxonomyOperations.Create] = TaxonomyEndpoints.Create,
            [TaxonomyOperations.Get] = TaxonomyEndpoints.Get,
            [TaxonomyOperations.Update] = UpdateEndpoint.Handle,
            [TaxonomyOperations.Delete] = TaxonomyEndpoints.Delete,
            [TaxonomyOperations.List] = ListEndpoint.Handle,
            [TaxonomyOperations.CreateVersion] = VersionEndpoints.Create,
            [TaxonomyOperations.ListVersions] = VersionEndpoints.List,
            [TaxonomyOperations.Clone] = TaxonomyEndpoints.Clone,
            [TaxonomyOperations.Execute] = ExecuteEndpoint.Handle,
            [TaxonomyOperations.ListTemplates] = TemplateEndpoints.List,
            [TaxonomyOperations.GetTemplate] = TemplateEndpoints.Get,
            [TaxonomyOperations.CreateTemplateFromTaxonomy] = TemplateEndpoints.CreateFromTaxonomy,
            [TaxonomyOperations.InstantiateTemplate] = TemplateEndpoints.Instantiate,
            [TaxonomyOperations.ApplyToCollection] = ApplyEndpoint.Handle,
            [TaxonomyOperations.GetTransitions] = StepEndpoints.Transitions,
            [TaxonomyOperations.GetPaths] = StepEndpoints.Paths,
            [TaxonomyOperations.GetAvailableSteps] = StepEndpoints.Available,
            [TaxonomyOperations.GetAssignments] = MetricEndpoints.Assignments,
            [TaxonomyOperations.GetConfidence] = MetricEndpoints.Confidence,
            [TaxonomyOperations.GetLabels] = MetricEndpoints.Labels,
            [TaxonomyOperations.GetEnrichments] = MetricEndpoints.Enrichments,
        };
}
