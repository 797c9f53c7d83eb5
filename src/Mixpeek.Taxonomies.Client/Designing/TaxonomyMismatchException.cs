namespace Mixpeek.Taxonomies.Client;

/// <summary>A taxonomy has the name that was asked for, and is another than was asked for. Nothing was changed.</summary>
public sealed class TaxonomyMismatchException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="found">The taxonomy that has the name.</param>
    /// <param name="diff">What would make it the one that was asked for.</param>
    public TaxonomyMismatchException(Taxonomy found, TaxonomyDiff diff)
        : this(found, diff, MessageFor(found, diff, "is there, but is not as asked for", "Use another name, or change what is there."))
    {
    }

    private TaxonomyMismatchException(Taxonomy found, TaxonomyDiff diff, string message)
        : base(message)
    {
        Found = found;
        Diff = diff;
    }

    /// <summary>The taxonomy that has the name.</summary>
    public Taxonomy Found { get; }

    /// <summary>What would make it the one that was asked for.</summary>
    public TaxonomyDiff Diff { get; }

    /// <summary>Makes the error of a plan whose taxonomy is no longer what the plan was made for.</summary>
    /// <param name="found">The taxonomy as it is.</param>
    /// <param name="changed">What was changed since.</param>
    /// <param name="diff">What would make it what the plan was to make.</param>
    internal static TaxonomyMismatchException OfPlan(Taxonomy found, TaxonomyDiff changed, TaxonomyDiff diff) =>
        new(found, diff, MessageFor(found, changed, "has changed since the plan was made", "Make a new plan."));

    private static string MessageFor(Taxonomy found, TaxonomyDiff diff, string fault, string next)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(diff);
        var more = diff.Changes.Count > 1 ? $", and {diff.Changes.Count - 1} more" : "";
        var difference = diff.IsEmpty ? "" : $": {diff.Changes[0]}{more}";
        return HeaderText.Printable($"The taxonomy '{found.TaxonomyName}' {fault}{difference}. {next}");
    }
}
