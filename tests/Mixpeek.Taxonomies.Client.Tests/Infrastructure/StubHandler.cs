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
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        _requests.Add(new SentRequest(request.Method, request.RequestUri!, request.Headers.ToString(), body));
        var response = await answer(request, index, cancellationToken);
        response.RequestMessage = request;
        return response;
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    internal sealed record SentRequest(HttpMethod Method, Uri Address, string Headers, string Body);
}
