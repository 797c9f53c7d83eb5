using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// What differs between two taxonomies in what their user decides: name, description, metadata and config. What the
/// service assigns (ID, version, date, readiness) does not count, nor does the order of members, nodes, inputs and
/// fields, nor a default that one of them states.
/// </summary>
public sealed class TaxonomyDiff
{
    private TaxonomyDiff(IReadOnlyList<TaxonomyChange> changes) => Changes = changes;

    /// <summary>The changes: the name, the description, the metadata, then the config, each in the order of its parts' names.</summary>
    public IReadOnlyList<TaxonomyChange> Changes { get; }

    /// <summary>Whether nothing differs.</summary>
    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Whether a change is among them that only a clone can have.</summary>
    public bool NeedsClone => Changes.Any(static change => change.NeedsClone);

    /// <summary>Compares two taxonomies.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    /// <exception cref="ArgumentException">Their configs are of different types.</exception>
    public static TaxonomyDiff Compare(Taxonomy before, Taxonomy after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Config.TaxonomyType != after.Config.TaxonomyType)
        {
            throw new ArgumentPath(nameof(after)).Member(nameof(after.Config)).Invalid(
                $"is of the type '{after.Config.TaxonomyType}', but the one that it is compared with is of the type '{before.Config.TaxonomyType}'; they have nothing in common");
        }

        return new TaxonomyDiff(DesignComparer.Compare(DesignTree.Of(before), DesignTree.Of(after)).AsReadOnly());
    }

    /// <summary>Compares two configs.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    /// <exception cref="ArgumentException">They are of different types.</exception>
    public static TaxonomyDiff Compare(TaxonomyConfig before, TaxonomyConfig after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return Compare(new Taxonomy { Config = before }, new Taxonomy { Config = after });
    }

    /// <summary>Makes the changes in a taxonomy; what they do not touch stays as it is.</summary>
    /// <param name="taxonomy">The taxonomy: the first of those that were compared, or one that has the same parts.</param>
    /// <returns>The changed taxonomy, with its lists in the order of their keys.</returns>
    /// <exception cref="ArgumentException">The taxonomy lacks a part that a change is in.</exception>
    public Taxonomy ApplyTo(Taxonomy taxonomy)
    {
        ArgumentNullException.ThrowIfNull(taxonomy);
        var tree = DesignTree.Of(taxonomy);
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

    /// <summary>The changes that fulfil a condition.</summary>
    internal TaxonomyDiff Where(Func<TaxonomyChange, bool> condition) => new(Changes.Where(condition).ToArray().AsReadOnly());
}
