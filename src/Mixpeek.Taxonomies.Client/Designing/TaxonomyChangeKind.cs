namespace Mixpeek.Taxonomies.Client;

/// <summary>What happens to a part of a taxonomy.</summary>
public enum TaxonomyChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>It is a node that has another parent.</summary>
    Moved,
}
