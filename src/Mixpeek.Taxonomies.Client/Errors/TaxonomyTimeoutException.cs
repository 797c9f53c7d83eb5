namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The client's own timeout ended an attempt or the whole call. The caller's cancellation is never this: it stays an
/// <see cref="OperationCanceledException"/>.
/// </summary>
public sealed class TaxonomyTimeoutException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="timeout">The timeout that ended the call.</param>
    /// <param name="innerException">The last attempt's error, where there was one; null for none.</param>
    public TaxonomyTimeoutException(string message, TimeSpan timeout, Exception? innerException = null)
        : base(message, innerException) => Timeout = timeout;

    /// <summary>The timeout that ended the call.</summary>
    public TimeSpan Timeout { get; }
}
