namespace Mixpeek.Taxonomies.Client;

/// <summary>What a call last saw of the name that it gives a taxonomy.</summary>
public enum TaxonomyNameState
{
    /// <summary>The name was not looked up, or the look-up was not answered.</summary>
    Unknown,

    /// <summary>No taxonomy had the name. A request that is still on its way can take it yet.</summary>
    Free,

    /// <summary>A taxonomy had the name, and whether this call made it could not be told.</summary>
    Taken,
}
