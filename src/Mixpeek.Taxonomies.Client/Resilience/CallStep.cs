namespace Mixpeek.Taxonomies.Client;

/// <summary>What a call does next.</summary>
internal enum CallStep
{
    /// <summary>Sends the call's own request.</summary>
    Send,

    /// <summary>Looks up the name that the call gives.</summary>
    LookUpName,

    /// <summary>Looks up the taxonomy that a clone was to be made from.</summary>
    LookUpSource,
}
