namespace Mixpeek.Taxonomies.Client;

/// <summary>What may be done when an attempt fails in a way that leaves its effect unknown.</summary>
public enum OperationSafety
{
    /// <summary>The operation has no effect: it is repeated freely.</summary>
    Read,

    /// <summary>A repeat has the same effect as the first attempt, though it may be answered differently.</summary>
    Idempotent,

    /// <summary>The operation creates something under a name that is unique in the namespace: the name tells whether it took effect.</summary>
    CreatesByName,

    /// <summary>The operation creates something, and nothing tells a repeat apart: it is not repeated once it may have been processed.</summary>
    Creates,
}
