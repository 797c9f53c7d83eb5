using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The way to an emulator in memory, on which requests meet a fault. It keeps what must be disposed of.</summary>
internal abstract class FaultyWire(HttpMessageHandler emulator, WireFault fault, SkippingClock clock) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _emulator = new(emulator, disposeHandler: false);
    private readonly List<HttpContent> _sent = [];
    private readonly List<BrokenBody> _answers = [];

    /// <summary>How many requests reached the service.</summary>
    public int Arrived { get; private set; }

    /// <summary>Cancels the call while the attempt that meets the fault is sent; null for not.</summary>
    public CancellationTokenSource? CancelsWhileSending { get; init; }

    /// <summary>How many contents of requests and responses were not disposed of.</summary>
    public int Undisposed => _sent.Count(content => !IsDisposed(content)) + _answers.Count(answer => !answer.IsDisposed);

    /// <summary>Is told of each request that reaches the service.</summary>
    protected abstract void Arrives(HttpRequestMessage request, string body);

    /// <summary>Is told of each request that the service carried out.</summary>
    protected abstract void IsCarriedOut(HttpRequestMessage request);

    protected void Sends(HttpRequestMessage request)
    {
        if (request.Content is not null)
            _sent.Add(request.Content);
    }

    protected async Task<HttpResponseMessage> TurnAwayAsync(HttpRequestMessage request)
    {
        await ArriveAsync(request);
        return Answer(request, HttpStatusCode.TooManyRequests, "{}");
    }

    protected async Task<HttpResponseMessage> PassAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await ForwardAsync(request, await ArriveAsync(request), null, cancellationToken);

    protected async Task<HttpResponseMessage> StrikeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? processed = null;
        if (!fault.IsUnsent)
        {
            var body = await ArriveAsync(request);
            if (fault.IsProcessed)
                processed = await ForwardAsync(request, body, fault.IsInBody ? fault.Kind : null, cancellationToken);
        }

        if (processed is not null && (CancelsWhileSending is not null || !fault.IsInBody))
            processed.Dispose();
        if (CancelsWhileSending is not null)
        {
            await CancelsWhileSending.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }

        switch (fault.Kind)
        {
            case FaultKind.Refused:
                throw new HttpRequestException(HttpRequestError.ConnectionError, "refused", new SocketException((int)SocketError.ConnectionRefused));
            case FaultKind.ResetBeforeSending or FaultKind.ResetAfterSending:
                throw new HttpRequestException("reset", new IOException("reset", new SocketException((int)SocketError.ConnectionReset)));
            case FaultKind.StreamRefused:
                throw new HttpRequestException(HttpRequestError.HttpProtocolError, "The request was aborted.", new HttpProtocolException(0x7, "refused", null));
            case FaultKind.StalledHeaders:
                await clock.StallAsync(cancellationToken);
                throw new InvalidOperationException("The attempt's time did not end.");
            case FaultKind.StalledBody or FaultKind.TruncatedBody:
                return processed!;
            case FaultKind.Html:
                return Answer(request, HttpStatusCode.OK, "<html>Sign in to the network</html>", "text/html");
            case FaultKind.NoSuccess:
                return Answer(request, HttpStatusCode.OK, """{"success":false,"error":{"message":"scripted"}}""");
            default:
                var answer = Answer(request, fault.Status, fault.Body ?? """{"error":{"type":"ScriptedError","message":"scripted"}}""");
                if (fault.Header?.Invoke(clock.GetUtcNow()) is var (name, value))
                    answer.Headers.TryAddWithoutValidation(name, value);
                return answer;
        }
    }

    private async Task<byte[]> ArriveAsync(HttpRequestMessage request)
    {
        Arrived++;
        using var sent = new MemoryStream();
        if (request.Content is not null)
            await request.Content.CopyToAsync(sent);
        var body = sent.ToArray();
        Arrives(request, Encoding.UTF8.GetString(body));
        return body;
    }

    private async Task<HttpResponseMessage> ForwardAsync(
        HttpRequestMessage request, byte[] body, FaultKind? broken, CancellationToken cancellationToken)
    {
        using var forwarded = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers)
            forwarded.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is not null)
            forwarded.Content = new ByteArrayContent(body) { Headers = { ContentType = request.Content.Headers.ContentType } };
        using var response = await _emulator.SendAsync(forwarded, cancellationToken);
        if (response.IsSuccessStatusCode)
            IsCarriedOut(request);
        var answer = Answer(request, response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken), broken: broken);
        answer.Headers.Date = response.Headers.Date;
        return answer;
    }

    private HttpResponseMessage Answer(
        HttpRequestMessage request, HttpStatusCode status, string body, string mediaType = "application/json", FaultKind? broken = null)
    {
        var content = new BrokenBody(Encoding.UTF8.GetBytes(body), broken, clock) { Headers = { ContentType = new(mediaType) } };
        _answers.Add(content);
        var response = new HttpResponseMessage(status) { RequestMessage = request, Content = content };
        response.Headers.TryAddWithoutValidation("Date", clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
        return response;
    }

    private static bool IsDisposed(HttpContent content)
    {
        try
        {
            _ = content.ReadAsStream();
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;
        }
    }
}
