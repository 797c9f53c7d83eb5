using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The way of a request: it is recorded, meets a fault if one is due, is let in, and is answered.</summary>
internal sealed class EmulatorPipeline(TaxonomyEmulator emulator, TaxonomyEmulatorOptions options, RequestWindow window)
{
    private readonly EmulatorAccess _access = new(emulator);

    private TimeProvider Clock => options.TimeProvider;

    public async Task AnswerAsync(HttpContext context)
    {
        var target = RequestTarget.Of(context);
        if (EmulatorHealth.IsAskedFor(context.Request, target))
        {
            await EmulatorHealth.AnswerAsync(context).ConfigureAwait(false);
            return;
        }

        var (time, start) = (Clock.GetUtcNow(), Clock.GetTimestamp());
        TaxonomyFault? fault = null;
        try
        {
            fault = await AnswerAsync(context, target).ConfigureAwait(false);
        }
        finally
        {
            int? status = context.Response.HasStarted ? context.Response.StatusCode : null;
            options.Answered?.Invoke(new AnsweredRequest(time, context.Request.Method, target, status, Clock.GetElapsedTime(start), fault));
        }
    }

    /// <summary>Answers a request of the API, and returns the fault that it met.</summary>
    private async Task<TaxonomyFault?> AnswerAsync(HttpContext context, RequestTarget target)
    {
        var operation = EmulatorRoutes.Find(context.Request.Method, target.Path, out var identifier);
        // Nothing is kept, or even read, of a body that comes without the key.
        var body = _access.HasKey(context.Request)
            ? await RequestBody.ReadAsync(context, options.MaxRequestBytes).ConfigureAwait(false)
            : [];
        Record(context, target, operation, body ?? []);
        var fault = operation is null ? null : emulator.Faults.Take(operation);
        var limit = window.Count();
        var answer = fault is { IsProcessed: false } ? EmulatorAnswer.Of(fault) : Answer(context, operation, identifier, body, limit);
        if (answer is not null)
            await ShowAsync(context, fault, answer, limit).ConfigureAwait(false);
        return fault;
    }

    /// <summary>Sends an answer, or what a fault makes of it.</summary>
    private async Task ShowAsync(HttpContext context, TaxonomyFault? fault, EmulatorAnswer answer, RequestWindowState limit)
    {
        if (options.Delay > TimeSpan.Zero)
            await Task.Delay(options.Delay, Clock, context.RequestAborted).ConfigureAwait(false);
        switch (fault?.Kind)
        {
            case null:
                await SendAsync(context, answer, limit).ConfigureAwait(false);
                return;
            case FaultKind.Answer:
                await SendAsync(context, EmulatorAnswer.Of(fault), limit).ConfigureAwait(false);
                return;
            case FaultKind.Delay:
                await Task.Delay(fault.Wait, Clock, context.RequestAborted).ConfigureAwait(false);
                await SendAsync(context, answer, limit).ConfigureAwait(false);
                return;
            case FaultKind.Truncate or FaultKind.StallBody:
                await SendAsync(context, answer, limit, fault.KeptBytes).ConfigureAwait(false);
                break;
        }

        if (fault.Kind is FaultKind.Stall or FaultKind.StallBody)
            await emulator.Faults.StallAsync(context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }

    private void Record(HttpContext context, RequestTarget target, TaxonomyOperation? operation, byte[] body) =>
        emulator.Requests.Add(new EmulatorRequest
        {
            Operation = operation,
            Method = context.Request.Method,
            Path = target.Path,
            Query = target.Query,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetString(body),
        });

    /// <summary>Lets a request in and processes it; null where its client has gone in the meantime.</summary>
    private EmulatorAnswer? Answer(
        HttpContext context, TaxonomyOperation? operation, string identifier, byte[]? body, RequestWindowState limit)
    {
        if (operation is null)
            return EmulatorAnswer.Error(HttpStatusCode.NotFound, "NotFoundError", "Not Found");
        if (limit.IsExceeded)
            return TooMany(limit);
        if (_access.Refuse(context.Request) is { } refusal)
            return refusal;
        if (body is null)
            return EmulatorAnswer.Error(HttpStatusCode.RequestEntityTooLarge, "BadRequestError", $"The body is larger than {options.MaxRequestBytes} bytes");
        using var work = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        work.CancelAfter(options.MaxWork);
        var ns = EmulatorAccess.NamespaceOf(context.Request);
        var call = new EmulatorCall(emulator.Store, ns, identifier, context.Request.Query, body, EmulatorTime.Of(Clock), work.Token);
        try
        {
            return EmulatorEndpoints.All[operation](call);
        }
        catch (OperationCanceledException)
        {
            return context.RequestAborted.IsCancellationRequested ? null : TookTooLong();
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            return TookTooLong();
        }
        catch (Exception fault)
        {
            return EmulatorAnswer.Error(HttpStatusCode.InternalServerError, "InternalServerError", $"{fault.GetType().Name}: {fault.Message}");
        }
    }

    private static EmulatorAnswer TookTooLong() => EmulatorAnswer.Error(
        HttpStatusCode.RequestTimeout, "TimeoutError", "The request took more work than a request may");

    private static EmulatorAnswer TooMany(RequestWindowState limit)
    {
        var seconds = Math.Ceiling(limit.Left.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return EmulatorAnswer.Error(HttpStatusCode.TooManyRequests, "TooManyRequestsError", "Rate limit exceeded") with
        {
            Headers = [new KeyValuePair<string, string>("Retry-After", seconds)],
        };
    }

    private async Task SendAsync(
        HttpContext context, EmulatorAnswer answer, RequestWindowState limit, int keptBytes = int.MaxValue)
    {
        answer = answer.In(options.ValidationErrors);
        var response = context.Response;
        response.StatusCode = (int)answer.Status;
        response.Headers.Date = Clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
        response.Headers["X-Request-Id"] = EmulatorIds.New("req_", 16);
        response.Headers["X-RateLimit-Limit"] = limit.Limit.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Remaining"] = limit.Remaining.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Reset"] = limit.End.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        response.Headers["X-RateLimit-Window"] = limit.Length.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.Status is HttpStatusCode.NoContent or HttpStatusCode.NotModified)
            return;
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        var sent = answer.Body.AsMemory(0, Math.Min(keptBytes, answer.Body.Length));
        await response.Body.WriteAsync(sent, context.RequestAborted).ConfigureAwait(false);
        await response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
    }
}
