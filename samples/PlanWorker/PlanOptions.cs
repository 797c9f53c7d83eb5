namespace PlanWorker;

/// <summary>Where the plans are, and how often they are applied.</summary>
internal sealed class PlanOptions
{
    /// <summary>The folder of JSON files, one for each taxonomy, in the form of <c>TaxonomyFile</c>.</summary>
    public string Folder { get; set; } = "plans";

    /// <summary>The time from the beginning of one round to that of the next.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>After how many rounds the worker ends; null for never.</summary>
    public int? Rounds { get; set; }
}
