using System.Collections.Frozen;
using Refit;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Every operation of the API, read from <see cref="ITaxonomiesApi"/>, <see cref="ITaxonomyTemplatesApi"/> and
/// <see cref="ITaxonomyAnalyticsApi"/>. Retries, settlements and the emulator's routes all read this table.
/// </summary>
public static class TaxonomyOperations
{
    private static readonly HttpRequestOptionsKey<string> MethodKey = new(HttpRequestMessageOptions.MethodName);
    private static readonly HttpRequestOptionsKey<string> RouteKey = new(HttpRequestMessageOptions.RelativePathTemplate);

    private static readonly FrozenDictionary<string, TaxonomyOperation> ByMethod = ApiMethods.All.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Creates a taxonomy.</summary>
    public static TaxonomyOperation Create { get; } = ByMethod[nameof(ITaxonomiesApi.CreateTaxonomyAsync)];

    /// <summary>Reads a taxonomy, or one version of it.</summary>
    public static TaxonomyOperation Get { get; } = ByMethod[nameof(ITaxonomiesApi.GetTaxonomyAsync)];

    /// <summary>Changes a name, a description or metadata.</summary>
    public static TaxonomyOperation Update { get; } = ByMethod[nameof(ITaxonomiesApi.UpdateTaxonomyAsync)];

    /// <summary>Deletes a taxonomy with all its versions.</summary>
    public static TaxonomyOperation Delete { get; } = ByMethod[nameof(ITaxonomiesApi.DeleteTaxonomyAsync)];

    /// <summary>Lists taxonomies, a page at a time.</summary>
    public static TaxonomyOperation List { get; } = ByMethod[nameof(ITaxonomiesApi.ListTaxonomiesAsync)];

    /// <summary>Adds a version with another config.</summary>
    public static TaxonomyOperation CreateVersion { get; } = ByMethod[nameof(ITaxonomiesApi.CreateTaxonomyVersionAsync)];

    /// <summary>Lists the versions of a taxonomy.</summary>
    public static TaxonomyOperation ListVersions { get; } = ByMethod[nameof(ITaxonomiesApi.ListTaxonomyVersionsAsync)];

    /// <summary>Makes a new taxonomy from another.</summary>
    public static TaxonomyOperation Clone { get; } = ByMethod[nameof(ITaxonomiesApi.CloneTaxonomyAsync)];

    /// <summary>Tries a taxonomy on sample documents; nothing is stored.</summary>
    public static TaxonomyOperation Execute { get; } = ByMethod[nameof(ITaxonomiesApi.ExecuteTaxonomyAsync)];

    /// <summary>Lists taxonomy templates.</summary>
    public static TaxonomyOperation ListTemplates { get; } = ByMethod[nameof(ITaxonomyTemplatesApi.ListTemplatesAsync)];

    /// <summary>Reads a taxonomy template.</summary>
    public static TaxonomyOperation GetTemplate { get; } = ByMethod[nameof(ITaxonomyTemplatesApi.GetTemplateAsync)];

    /// <summary>Makes a template from a taxonomy.</summary>
    public static TaxonomyOperation CreateTemplateFromTaxonomy { get; } = ByMethod[nameof(ITaxonomyTemplatesApi.CreateTemplateFromTaxonomyAsync)];

    /// <summary>Makes a taxonomy from a template.</summary>
    public static TaxonomyOperation InstantiateTemplate { get; } = ByMethod[nameof(ITaxonomyTemplatesApi.InstantiateTemplateAsync)];

    /// <summary>Starts a task that enriches the documents of a collection.</summary>
    public static TaxonomyOperation ApplyToCollection { get; } = ByMethod[nameof(ITaxonomiesApi.ApplyTaxonomyToCollectionAsync)];

    /// <summary>Measures the transition from one step to another.</summary>
    public static TaxonomyOperation GetTransitions { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetTransitionsAsync)];

    /// <summary>Finds the paths between two steps.</summary>
    public static TaxonomyOperation GetPaths { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetPathsAsync)];

    /// <summary>Lists the steps that analytics can name.</summary>
    public static TaxonomyOperation GetAvailableSteps { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetAvailableStepsAsync)];

    /// <summary>Counts assignments over time.</summary>
    public static TaxonomyOperation GetAssignments { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetAssignmentsAsync)];

    /// <summary>Gives the distribution of confidence.</summary>
    public static TaxonomyOperation GetConfidence { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetConfidenceAsync)];

    /// <summary>Gives the distribution of labels.</summary>
    public static TaxonomyOperation GetLabels { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetLabelsAsync)];

    /// <summary>Counts enrichments over time.</summary>
    public static TaxonomyOperation GetEnrichments { get; } = ByMethod[nameof(ITaxonomyAnalyticsApi.GetEnrichmentsAsync)];

    private static HttpRequestOptionsKey<TaxonomyOperation> OwnKey { get; } = new("Mixpeek.Taxonomies.Operation");

    /// <summary>All operations.</summary>
    public static IReadOnlyList<TaxonomyOperation> All { get; } =
        [.. ApiMethods.All.Select(static method => method.Value)];

    /// <summary>The operation that a request of one of the interfaces is for; null for any other request.</summary>
    internal static TaxonomyOperation? Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(OwnKey, out var own) ? own
        : request.Options.TryGetValue(MethodKey, out var method)
        && ByMethod.TryGetValue(method, out var operation)
        && request.Options.TryGetValue(RouteKey, out var route)
        && operation.Route == route
            ? operation
            : null;

    /// <summary>The same of a request whose call is known, which keeps what was found: every handler asks.</summary>
    internal static TaxonomyOperation? Of(HttpRequestMessage request, CallRecord? call)
    {
        if (call?.LastRequest is { } last && last.Request == request)
            return last.Operation;
        var operation = Of(request);
        if (call is not null && operation is not null)
            call.LastRequest = new CallRequest(request, operation);
        return operation;
    }

    /// <summary>Says what a request of the caller's own is for.</summary>
    internal static void SetOn(HttpRequestMessage request, TaxonomyOperation operation) => request.Options.Set(OwnKey, operation);
}
