using System.Net;
using System.Security.Authentication;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Sends a request once, and turns every way in which no answer can arrive into one exception.</summary>
internal sealed class SingleAttempt(HttpClient http)
{
    /// <exception cref="TaxonomyConnectionException">No answer arrived, or it broke off.</exception>
    /// <exception cref="TaxonomySerializationException">The answer's compressed body is damaged.</exception>
    public async Task<Answer> SendAsync(
        HttpRequestMessage message,
        TaxonomyOperation operation,
        bool needsBody,
        TaxonomyClientOptions options,
        CancellationToken cancellationToken)
    {
        HttpStatusCode? status = null;
        try
        {
            message.Version = http.DefaultRequestVersion;
            message.VersionPolicy = http.DefaultVersionPolicy;
            using var response = await http
                .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            status = response.StatusCode;
            return await Answer.ReadAsync(operation, response, needsBody, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            throw Broken(operation, options, status, Describe(fault), fault);
        }
        catch (OperationCanceledException fault) when (!cancellationToken.IsCancellationRequested)
        {
            throw Broken(operation, options, status, "the connection could not be made in time", fault);
        }
    }

    /// <summary>Whether the failure will be the same however often the request is sent.</summary>
    public static bool IsLasting(TaxonomyConnectionException failure) =>
        failure.InnerException is HttpRequestException { InnerException: AuthenticationException };

    /// <summary>Whether the failure shows that no connection was made, so that nothing of the request left.</summary>
    public static bool IsBeforeSending(Exception failure) =>
        failure.InnerException is HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        };

    private static TaxonomyConnectionException Broken(
        TaxonomyOperation operation, TaxonomyClientOptions options, HttpStatusCode? status, string reason, Exception fault)
    {
        var host = options.BaseAddress.GetLeftPart(UriPartial.Authority);
        var message = status is null
            ? $"{operation.Name} got no answer from {host}: {reason}."
            : $"{operation.Name} was answered with {(int)status} by {host}, but the body broke off: {reason}.";
        return new TaxonomyConnectionException(message, fault) { Operation = operation };
    }

    private static string Describe(Exception fault)
    {
        var error = fault switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return error switch
        {
            HttpRequestError.NameResolutionError => "the host name could not be resolved",
            HttpRequestError.ConnectionError => "the connection was refused or could not be made",
            HttpRequestError.SecureConnectionError => "no secure connection could be made",
            HttpRequestError.ResponseEnded => "the connection was closed",
            HttpRequestError.InvalidResponse => "the answer is no valid HTTP",
            HttpRequestError.ProxyTunnelError => "the proxy refused the connection",
            _ => "the connection broke",
        };
    }
}
