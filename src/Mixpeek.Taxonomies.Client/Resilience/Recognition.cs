namespace Mixpeek.Taxonomies.Client;

/// <summary>Whether a taxonomy that has the name is the one that the call asked for.</summary>
internal enum Recognition
{
    /// <summary>It is the call's own.</summary>
    Ours,

    /// <summary>It is another, so that the call had no effect.</summary>
    Foreign,

    /// <summary>Nothing tells.</summary>
    Undecided,

    /// <summary>The source must be read to tell.</summary>
    NeedsSource,
}
