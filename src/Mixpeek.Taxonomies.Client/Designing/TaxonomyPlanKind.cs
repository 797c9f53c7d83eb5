namespace Mixpeek.Taxonomies.Client;

/// <summary>What it takes to make a taxonomy as it is desired.</summary>
public enum TaxonomyPlanKind
{
    /// <summary>Nothing: it is so already.</summary>
    Nothing,

    /// <summary>An update: only name, description or metadata differ.</summary>
    Update,

    /// <summary>A clone: the config differs, which is immutable.</summary>
    Clone,
}
