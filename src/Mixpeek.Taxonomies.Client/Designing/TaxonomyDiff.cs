using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What differs between two taxonomies in what their user decides: name, description, metadata and config. It leaves out
/// what the service assigns (ID, version, date, readiness), a default that only one of them states, and what the library
/// itself keeps in metadata (<c>taxonomy_promotion</c>).
/// </summary>
/// <remarks>
/// Nodes are compared by collection, inputs by key, fields by target and covariates by name, in any order; items that
/// share a key are compared in their order. <c>inference_collections</c>, <c>cluster_ids</c> and <c>keywords</c> are
/// sets: neither order nor repeats count. Any other list, such as one in metadata or in a fixed input value, is compared
/// by position. Numbers are compared by their exact decimal value. Nodes that the service inferred are compared if both
/// taxonomies have such nodes (<see cref="TaxonomyConfig.WithoutInferred"/>).
/// </remarks>
public sealed class TaxonomyDiff
{
    private readonly bool _isWithoutInferred;

    internal TaxonomyDiff(IEnumerable<TaxonomyChange> changes, bool isWithoutInferred = false)
    {
        Changes = changes.ToArray().AsReadOnly();
        _isWithoutInferred = isWithoutInferred;
    }

    /// <summary>
    /// The changes: the name, the description, the metadata, then the config, each in the order of its parts' names. If the
    /// configs are of different types, <c>config.taxonomy_type</c> comes first of the config.
    /// </summary>
    public IReadOnlyList<TaxonomyChange> Changes { get; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Whether a change is among them that only a clone can have.</summary>
    public bool NeedsClone => Changes.Any(static change => change.NeedsClone);

    /// <summary>Compares two taxonomies.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    public static TaxonomyDiff Compare(Taxonomy before, Taxonomy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var (old, young) = DesignTree.Comparable(before, after);
        return new TaxonomyDiff(DesignComparer.Compare(DesignTree.Of(old), DesignTree.Of(young)), isWithoutInferred: !ReferenceEquals(old, before));
    }

    /// <summary>Compares two configs.</summary>
    /// <param name="before">The first.</param>
    /// <param name="after">The second.</param>
    public static TaxonomyDiff Compare(TaxonomyConfig before, TaxonomyConfig after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Compare(new Taxonomy { Config = before }, new Taxonomy { Config = after });
    }

    /// <summary>
    /// Makes the changes in a taxonomy; what they do not touch stays as it is. Inferred nodes that were left out of the
    /// comparison are left out of the result too.
    /// </summary>
    /// <param name="taxonomy">The taxonomy: the first of those that were compared, or one that has the same parts.</param>
    /// <returns>The changed taxonomy, with its lists in the order of their keys.</returns>
    /// <exception cref="ArgumentException">The taxonomy lacks a part that a change is in.</exception>
    public Taxonomy ApplyTo(Taxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var tree = DesignTree.Of(_isWithoutInferred ? taxonomy with { Config = taxonomy.Config.WithoutInferred() } : taxonomy);
        foreach (var change in Changes)
            DesignComparer.Apply(tree, change, new ArgumentPath(nameof(taxonomy)));
        return DesignTree.ToTaxonomy(tree, taxonomy);
    }

    /// <summary>Returns the changes, one in a line, or <c>no changes</c>.</summary>
    public string ToText() => IsEmpty ? "no changes\n" : string.Concat(Changes.Select(static change => $"{change}\n"));

    /// <summary>Returns the changes as a list.</summary>
    public JsonArray ToJson() => new([.. Changes.Select(static change => change.ToJson())]);

    /// <inheritdoc cref="ToText"/>
    public override string ToString() => ToText();
}
