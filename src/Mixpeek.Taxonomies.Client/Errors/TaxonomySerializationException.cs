using System.Net;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The service answered with a success whose body can't be read or lacks what makes it an answer, a list can't be read
/// to its end, or a text or a file can't be read, such as one that <see cref="TaxonomyJson"/> was given.
/// </summary>
public sealed class TaxonomySerializationException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TaxonomySerializationException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The status of the answer; null where there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The ID that the service gave the request; null where it gave none.</summary>
    public string? RequestId { get; init; }

    /// <inheritdoc cref="TaxonomyApiError.ResponseBody"/>
    public string? ResponseBody { get; init; }
}
