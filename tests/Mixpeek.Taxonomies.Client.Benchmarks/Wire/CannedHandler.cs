using System.Net;

namespace Mixpeek.Taxonomies.Client.Benchmarks;

/// <summary>
/// A service in memory that always gives the same answer: at once, or only when it is told to go on, so that all who
/// await it are suspended and go on in the measuring thread.
/// </summary>
internal sealed class CannedHandler(HttpStatusCode status, byte[] body, bool suspends = false) : HttpMessageHandler
{
    private TaskCompletionSource? _held;

    /// <summary>Lets the request under way be answered.</summary>
    public void GoOn() => _held?.SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (suspends)
        {
            _held = new TaskCompletionSource();
            await _held.Task.ConfigureAwait(false);
        }

        if (request.Content is { } content)
            await content.CopyToAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        var answer = new ByteArrayContent(body);
        answer.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        var response = new HttpResponseMessage(status) { Content = answer, RequestMessage = request };
        response.Headers.TryAddWithoutValidation("Date", "Mon, 13 Oct 2025 13:58:06 GMT");
        response.Headers.TryAddWithoutValidation("x-request-id", "req_0123456789abcdef");
        return response;
    }
}
