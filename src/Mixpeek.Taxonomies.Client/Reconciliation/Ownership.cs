namespace Mixpeek.Taxonomies.Client;

/// <summary>Whose a taxonomy is that has the name which a call gave.</summary>
internal enum Ownership
{
    /// <summary>Nobody's: none has the name.</summary>
    Free,

    /// <summary>The call's own.</summary>
    Ours,

    /// <summary>Another's.</summary>
    Foreign,

    /// <summary>It can't be told.</summary>
    Untold,
}
