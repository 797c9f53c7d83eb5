namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// No answer arrived: the service could not be reached, or the connection broke. Thrown for operations that can be
/// repeated without harm, after the last attempt, and for others where nothing was sent.
/// </summary>
public sealed class TaxonomyConnectionException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TaxonomyConnectionException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
