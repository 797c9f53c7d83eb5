namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A request that changes something was sent, and whether it took effect could not be settled within the call's time: the connection broke, the time ran out, or the service failed while it worked. Look for
/// <see cref="TaxonomyName"/> before trying again. <see cref="Exception.InnerException"/> is what happened to the
/// request.
/// </summary>
public sealed class TaxonomyOutcomeUnknownException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="taxonomyName">The name to look for; null where the operation gives none.</param>
    /// <param name="innerException">What happened to the request; null for nothing.</param>
    public TaxonomyOutcomeUnknownException(string message, string? taxonomyName, Exception? innerException = null)
        : base(message, innerException) => TaxonomyName = taxonomyName;

    /// <summary>The name that the taxonomy has if the request took effect; null where the operation gives none.</summary>
    public string? TaxonomyName { get; }

    /// <summary>What was last seen of <see cref="TaxonomyName"/>.</summary>
    public TaxonomyNameState NameState { get; init; }

    /// <summary>The taxonomy that was last seen under <see cref="TaxonomyName"/>; null where none was.</summary>
    public Taxonomy? LastSeen { get; init; }
}
