namespace Mixpeek.Taxonomies.Client;

/// <summary>Every operation of the API, each declared once. Requests, retries and the emulator's routes all read this table.</summary>
public static class TaxonomyOperations
{
    /// <summary>Creates a taxonomy.</summary>
    public static TaxonomyOperation Create { get; } = new("CreateTaxonomy", HttpMethod.Post, "/v1/taxonomies", OperationSafety.CreatesByName);

    /// <summary>Reads a taxonomy, or one version of it.</summary>
    public static TaxonomyOperation Get { get; } = new("GetTaxonomy", HttpMethod.Get, "/v1/taxonomies/{taxonomy_identifier}", OperationSafety.Read);

    /// <summary>Changes a name, a description or metadata.</summary>
    public static TaxonomyOperation Update { get; } = new("UpdateTaxonomy", HttpMethod.Patch, "/v1/taxonomies/{taxonomy_identifier}", OperationSafety.Idempotent);

    /// <summary>Deletes a taxonomy with all its versions.</summary>
    public static TaxonomyOperation Delete { get; } = new("DeleteTaxonomy", HttpMethod.Delete, "/v1/taxonomies/{taxonomy_identifier}", OperationSafety.Idempotent);

    /// <summary>Lists taxonomies, a page at a time.</summary>
    public static TaxonomyOperation List { get; } = new("ListTaxonomies", HttpMethod.Post, "/v1/taxonomies/list", OperationSafety.Read);

    /// <summary>Adds a version with another config.</summary>
    public static TaxonomyOperation CreateVersion { get; } = new("CreateTaxonomyVersion", HttpMethod.Post, "/v1/taxonomies/{taxonomy_id}/versions", OperationSafety.Creates);

    /// <summary>Lists the versions of a taxonomy.</summary>
    public static TaxonomyOperation ListVersions { get; } = new("ListTaxonomyVersions", HttpMethod.Get, "/v1/taxonomies/{taxonomy_id}/versions", OperationSafety.Read);

    /// <summary>Makes a new taxonomy from another.</summary>
    public static TaxonomyOperation Clone { get; } = new("CloneTaxonomy", HttpMethod.Post, "/v1/taxonomies/{taxonomy_identifier}/clone", OperationSafety.CreatesByName);

    /// <summary>Tries a taxonomy on sample documents; nothing is stored.</summary>
    public static TaxonomyOperation Execute { get; } = new("ExecuteTaxonomy", HttpMethod.Post, "/v1/taxonomies/execute/{taxonomy_identifier}", OperationSafety.Read);

    /// <summary>Lists taxonomy templates.</summary>
    public static TaxonomyOperation ListTemplates { get; } = new("ListTemplates", HttpMethod.Post, "/v1/templates/taxonomies", OperationSafety.Read);

    /// <summary>Reads a taxonomy template.</summary>
    public static TaxonomyOperation GetTemplate { get; } = new("GetTemplate", HttpMethod.Get, "/v1/templates/taxonomies/{template_id}", OperationSafety.Read);

    /// <summary>Makes a template from a taxonomy.</summary>
    public static TaxonomyOperation CreateTemplateFromTaxonomy { get; } = new("CreateTemplateFromTaxonomy", HttpMethod.Post, "/v1/templates/taxonomies/from-taxonomy/{taxonomy_id}", OperationSafety.Creates);

    /// <summary>Makes a taxonomy from a template.</summary>
    public static TaxonomyOperation InstantiateTemplate { get; } = new("InstantiateTemplate", HttpMethod.Post, "/v1/templates/taxonomies/{template_id}/instantiate", OperationSafety.CreatesByName);

    /// <summary>Starts a task that enriches the documents of a collection.</summary>
    public static TaxonomyOperation ApplyToCollection { get; } = new("ApplyTaxonomyToCollection", HttpMethod.Post, "/v1/collections/{collection_identifier}/apply-taxonomy", OperationSafety.Creates);

    /// <summary>Measures the transition from one step to another.</summary>
    public static TaxonomyOperation GetTransitions { get; } = new("GetTransitions", HttpMethod.Post, "/v1/taxonomies/{taxonomy_id}/analytics/transitions", OperationSafety.Read);

    /// <summary>Finds the paths between two steps.</summary>
    public static TaxonomyOperation GetPaths { get; } = new("GetPaths", HttpMethod.Post, "/v1/taxonomies/{taxonomy_id}/analytics/paths", OperationSafety.Read);

    /// <summary>Lists the steps that analytics can name.</summary>
    public static TaxonomyOperation GetAvailableSteps { get; } = new("GetAvailableSteps", HttpMethod.Get, "/v1/taxonomies/{taxonomy_id}/analytics/available-steps", OperationSafety.Read);

    /// <summary>Counts assignments over time.</summary>
    public static TaxonomyOperation GetAssignments { get; } = new("GetAssignments", HttpMethod.Get, "/v1/analytics/taxonomies/{taxonomy_id}/assignments", OperationSafety.Read);

    /// <summary>Gives the distribution of confidence.</summary>
    public static TaxonomyOperation GetConfidence { get; } = new("GetConfidence", HttpMethod.Get, "/v1/analytics/taxonomies/{taxonomy_id}/confidence", OperationSafety.Read);

    /// <summary>Gives the distribution of labels.</summary>
    public static TaxonomyOperation GetLabels { get; } = new("GetLabels", HttpMethod.Get, "/v1/analytics/taxonomies/{taxonomy_id}/labels", OperationSafety.Read);

    /// <summary>Counts enrichments over time.</summary>
    public static TaxonomyOperation GetEnrichments { get; } = new("GetEnrichments", HttpMethod.Get, "/v1/analytics/taxonomies/{taxonomy_id}/enrichments", OperationSafety.Read);

    /// <summary>All operations.</summary>
    public static IReadOnlyList<TaxonomyOperation> All { get; } =
    [
        Create,
        Get,
        Update,
        Delete,
        List,
        CreateVersion,
        ListVersions,
        Clone,
        Execute,
        ListTemplates,
        GetTemplate,
        CreateTemplateFromTaxonomy,
        InstantiateTemplate,
        ApplyToCollection,
        GetTransitions,
        GetPaths,
        GetAvailableSteps,
        GetAssignments,
        GetConfidence,
        GetLabels,
        GetEnrichments,
    ];
}
