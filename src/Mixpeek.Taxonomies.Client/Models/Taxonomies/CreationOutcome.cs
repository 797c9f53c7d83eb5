namespace Mixpeek.Taxonomies.Client;

/// <summary>How a taxonomy that a call asked for came about.</summary>
public enum CreationOutcome
{
    /// <summary>The service answered that it created the taxonomy.</summary>
    Created,

    /// <summary>
    /// The answer was lost; the taxonomy was found under its name, made during the call and as the call asked for it.
    /// </summary>
    Recovered,
}
