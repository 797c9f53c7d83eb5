using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>
/// The way to an emulator in memory, on which one attempt of a call meets a fault; those before it are turned away.
/// It writes down every step and keeps what must be disposed of.
/// </summary>
internal sealed class FaultyHandler(HttpMessageHandler emulator, WireFault fault, int strikesAt, SkippingClock clock) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _emulator = new(emulator, disposeHandler: false);
    private readonly List<HttpContent> _sent = [];
    private readonly List<BrokenBody> _answers = [];
    private (HttpMethod Method, string Path)? _own;
    private int _owns;

    /// <summary>The steps of the call so far; waits are added by whoever hears of them.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The bodies of the call's own requests as far as they were sent.</summary>
    public List<string> Bodies { get; } = [];

    /// <summary>How many requests reached the service.</summary>
    public int Arrived { get; private set; }

    /// <summary>How many of the call's own requests the service carried out.</summary>
    public int Processed { get; private set; }

    /// <summary>Whether the call is a rename, which reads the taxonomy first.</summary>
    public bool Renames { get; init; }

    public bool HasStruck => _owns >= strikesAt;

    /// <summary>Cancels the call while the attempt that meets the fault is sent; null for not.</summary>
    public CancellationTokenSource? CancelsWhileSending { get; init; }

    /// <summary>How many contents of requests and responses were not disposed of.</summary>
    public int Undisposed => _sent.Count(content => !IsDisposed(content)) + _answers.Count(answer => !answer.IsDisposed);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is not null)
            _sent.Add(request.Content);
        var path = request.RequestUri!.AbsolutePath;
        var isBeforeRename = Renames && _own is null && request.Method == HttpMethod.Get;
        if (!isBeforeRename)
            _own ??= (request.Method, path);
        var isOwn = _own == (request.Method, path);
        var isSource = path.EndsWith("/product_tags", StringComparison.Ordinal) && _own?.Path == $"{path}/clone";
        Steps.Add(isOwn ? "own" : isSource ? "source" : isBeforeRename ? "id" : "name");
        if (isOwn && ++_owns == strikesAt)
            return await StrikeAsync(request, cancellationToken);
        var body = await ArriveAsync(request, isOwn);
        return isOwn && _owns < strikesAt
            ? Answer(request, HttpStatusCode.TooManyRequests, "{}")
            : await ForwardAsync(request, body, isOwn, null, cancellationToken);
    }

    private async Task<HttpResponseMessage> StrikeAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage? processed = null;
        if (!fault.IsUnsent)
        {
            var body = await ArriveAsync(request, isOwn: true);
            if (fault.IsProcessed)
                processed = await ForwardAsync(request, body, isOwn: true, fault.IsInBody ? fault.Kind : null, cancellationToken);
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
                return Answer(request, fault.Status, fault.Body ?? """{"error":{"type":"ScriptedError","message":"scripted"}}""");
        }
    }

    private async Task<byte[]> ArriveAsync(HttpRequestMessage request, bool isOwn)
    {
        Arrived++;
        using var sent = new MemoryStream();
        if (request.Content is not null)
            await request.Content.CopyToAsync(sent);
        var body = sent.ToArray();
        if (isOwn)
            Bodies.Add(Encoding.UTF8.GetString(body));
        return body;
    }

    private async Task<HttpResponseMessage> ForwardAsync(
        HttpRequestMessage request, byte[] body, bool isOwn, FaultKind? broken, CancellationToken cancellationToken)
    {
        using var forwarded = new HttpRequestMessage(request.Method, request.RequestUri);
        foreach (var (name, values) in request.Headers)
            forwarded.Headers.TryAddWithoutValidation(name, values);
        if (request.Content is not null)
            forwarded.Content = new ByteArrayContent(body) { Headers = { ContentType = request.Content.Headers.ContentType } };
        using var response = await _emulator.SendAsync(forwarded, cancellationToken);
        if (isOwn && response.IsSuccessStatusCode)
            Processed++;
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
        if (fault.Header?.Invoke(clock.GetUtcNow()) is var (name, value) && _owns == strikesAt)
            response.Headers.TryAddWithoutValidation(name, value);
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
