using System.Security.Cryptography;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What is to be done so that a taxonomy becomes as it is desired, and why. Making a plan sends nothing; it is carried
/// out by <see cref="TaxonomyPlanExtensions.ApplyAsync"/>.
/// </summary>
public sealed class TaxonomyPlan
{
    private TaxonomyPlan(Taxonomy current, Taxonomy desired, TaxonomyDiff diff, string cloneName)
    {
        Current = current;
        Diff = diff;
        Kind = diff.IsEmpty ? TaxonomyPlanKind.Nothing : diff.NeedsClone ? TaxonomyPlanKind.Clone : TaxonomyPlanKind.Update;
        Desired = Kind == TaxonomyPlanKind.Clone ? desired with { TaxonomyName = cloneName } : desired;
    }

    /// <summary>What is to be done.</summary>
    public TaxonomyPlanKind Kind { get; }

    /// <summary>The taxonomy as it is.</summary>
    public Taxonomy Current { get; }

    /// <summary>The taxonomy as it will be: where a clone is made, with the clone's name.</summary>
    public Taxonomy Desired { get; }

    /// <summary>
    /// What differs and matters. Nodes, labels, summaries and keywords that the service inferred do not, nor members that
    /// it added and the contract does not have.
    /// </summary>
    public TaxonomyDiff Diff { get; }

    /// <summary>Why it is to be done: one line for each change.</summary>
    public IReadOnlyList<string> Reasons => [.. Diff.Changes.Select(change => $"{change}{(change.NeedsClone ? " (a config is immutable)" : "")}")];

    /// <summary>Makes a plan.</summary>
    /// <param name="current">The taxonomy as the service returned it.</param>
    /// <param name="desired">
    /// The taxonomy as it should be. A name or a config that is left out stays as it is; a description or metadata that
    /// is left out is emptied. The ID, the version, the date and the readiness do not count, nor does what the library
    /// itself keeps in metadata (<c>taxonomy_promotion</c>): an update keeps it, and a plan does not send it with a clone. Nodes that
    /// the service inferred for the current taxonomy are inferred again for a clone.
    /// </param>
    /// <param name="cloneName">
    /// The name of a clone, should one be needed; null for the desired name or, where that is the current one, for one
    /// that is made of it and of the desired config, and so the same for each plan of that config.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The desired config is not valid, or <paramref name="cloneName"/> is blank or the current name.
    /// </exception>
    public static TaxonomyPlan For(Taxonomy current, Taxonomy desired, string? cloneName = null)
    {
        ArgumentNullException.ThrowIfNull(current);
        ArgumentNullException.ThrowIfNull(desired);
        new ArgumentPath(nameof(cloneName)).NullOrNotBlank(cloneName);
        if (cloneName is not null && cloneName == current.TaxonomyName)
            throw new ArgumentPath(nameof(cloneName)).Invalid($"is the name of the taxonomy itself, '{cloneName}'; a clone needs another");
        if (desired.TaxonomyName.Length == 0)
            desired = desired with { TaxonomyName = current.TaxonomyName };
        if (desired.Config == UnknownTaxonomyConfig.Missing)
            desired = desired with { Config = current.Config };

        var diff = ServiceMade.Missing(current, desired);
        if (diff.NeedsClone && desired.Config is HierarchicalTaxonomyConfig hierarchy && current.Config is HierarchicalTaxonomyConfig inferred)
            desired = desired with { Config = hierarchy.WithoutInferredOf(inferred) };
        if (diff.NeedsClone)
            desired.Config.Validate(new ArgumentPath(nameof(desired)).Member(nameof(desired.Config)));
        return new TaxonomyPlan(current, desired, diff, cloneName ?? NameOf(current, desired));
    }

    /// <summary>Returns what is to be done, and below it why.</summary>
    public string ToText()
    {
        var action = Kind switch
        {
            TaxonomyPlanKind.Nothing => $"nothing to do: {Current.TaxonomyName} is as desired",
            TaxonomyPlanKind.Update => $"update {Current.TaxonomyName}",
            _ => $"clone {Current.TaxonomyName} as {Desired.TaxonomyName}",
        };
        return string.Concat(Reasons.Select(static reason => $"  {reason}\n").Prepend($"{HeaderText.Printable(action)}\n"));
    }

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();

    private static string NameOf(Taxonomy current, Taxonomy desired)
    {
        if (desired.TaxonomyName != current.TaxonomyName)
            return desired.TaxonomyName;
        var config = DesignTree.ToJson(DesignTree.Of(new Taxonomy { Config = desired.Config }));
        var hash = SHA256.HashData(JsonText.Written(writer => JsonNodes.Write(writer, config)).Span);
        return $"{current.TaxonomyName}_{Convert.ToHexString(hash, 0, 4).ToLowerInvariant()}";
    }
}
