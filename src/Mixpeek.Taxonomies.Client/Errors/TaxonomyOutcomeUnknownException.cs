namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A creation was sent, and whether it took effect is not known: the connection broke, the time ran out, or the
/// service failed while it worked. Nothing was repeated. Look for <see cref="TaxonomyName"/> before trying again.
/// <see cref="Exception.InnerException"/> is what happened to the last attempt.
/// </summary>
public sealed class TaxonomyOutcomeUnknownException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="taxonomyName">The name to look for; null where the operation creates none.</param>
    /// <param name="innerException">What happened to the last attempt; null for nothing.</param>
    public TaxonomyOutcomeUnknownException(string message, string? taxonomyName, Exception? innerException = null)
        : base(message, innerException) => TaxonomyName = taxonomyName;

    /// <summary>The name that the taxonomy has if the creation took effect; null where the operation creates none.</summary>
    public string? TaxonomyName { get; }
}
