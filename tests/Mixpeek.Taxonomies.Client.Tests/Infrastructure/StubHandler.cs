using System.Net;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Answers from a function in place of a server, for the answers that no server gives easily.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, int, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private readonly List<SentRequest> _requests = [];

    public StubHandler(Func<HttpRequestMessage, HttpResponseMessage> answer)
        : this((request, _, _) => Task.FromResult(answer(request)))
    {
    }

    public IReadOnlyList<SentRequest> Requests => _requests;

    public bool IsDisposed { get; private set; }

    /// <summary>Answers each request with the next status and body, and all further ones with the last.</summary>
    public static StubHandler Of(params (HttpStatusCode Status, string Body)[] answers) =>
        new((_, index, _) => Task.FromResult(Json(answers[Math.Min(index, answers.Length - 1)])));

    public static HttpResponseMessage Json((HttpStatusCode Status, string Body) answer) => new(answer.Status)
    {
        Content = new StringContent(answer.Body, Encoding.UTF8, "application/json"),
    };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var index = _requests.Count;
        _requests.Add(new SentRequest(request.Method, request.RequestUri!, request.Headers.ToString(), ""));
        HttpResponseMessage response;
        try
        {
            response = await answer(request, index, cancellationToken);
        }
        catch (Exception fault) when (fault is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError })
        {
            await SendBodyAsync(request, index);
            throw;
        }

        await SendBodyAsync(request, index);
        response.RequestMessage = request;
        return response;
    }

    /// <summary>Takes the body as a connection does; where none is made it is not sent.</summary>
    private async Task SendBodyAsync(HttpRequestMessage request, int index)
    {
        if (request.Content is null)
            return;
        using var sent = new MemoryStream();
        await request.Content.CopyToAsync(sent, CancellationToken.None);
        _requests[index] = _requests[index] with { Body = Encoding.UTF8.GetString(sent.ToArray()) };
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    internal sealed record SentRequest(HttpMethod Method, Uri Address, string Headers, string Body);
}
