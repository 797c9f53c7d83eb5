using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The way of a request: it is recorded, meets a fault if one is due, is let in, and is answered.</summary>
internal sealed class EmulatorPipeline(TaxonomyEmulator emulator, RequestWindow window, TimeProvider clock)
{
    public void Map(WebApplication server)
    {
        foreach (var (operation, endpoint) in EmulatorEndpoints.All)
        {
            // The service takes the first route that fits, so that a taxonomy named "execute" can be cloned.
            server.MapMethods(operation.Route, [operation.Method.Method], context => AnswerAsync(context, operation, endpoint))
                .WithOrder(operation == TaxonomyOperations.Execute ? 1 : 0);
        }

        server.MapFallback(AnswerUnknownRouteAsync);
    }

    private async Task AnswerAsync(HttpContext context, TaxonomyOperation operation, Func<EmulatorCall, EmulatorAnswer> endpoint)
    {
        var body = await RecordAsync(context, operation).ConfigureAwait(false);
        var fault = emulator.Faults.Take(operation);
        var limit = window.Count();
        var answer = fault is { IsProcessed: false }
            ? EmulatorAnswer.Of(fault)
            : limit.IsExceeded ? TooMany(limit) : LetIn(context) ?? endpoint(CallOf(context, operation, body));
        switch (fault?.Kind)
        {
            case null:
                await SendAsync(context, answer, limit).ConfigureAwait(false);
                return;
            case FaultKind.Answer:
                await SendAsync(context, EmulatorAnswer.Of(fault), limit).ConfigureAwait(false);
                return;
            case FaultKind.Truncate or FaultKind.StallBody:
                await SendAsync(context, answer, limit, fault.KeptBytes).ConfigureAwait(false);
                break;
        }

        if (fault.Kind is FaultKind.Stall or FaultKind.StallBody)
            await emulator.Faults.StallAsync(context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }

    private async Task AnswerUnknownRouteAsync(HttpContext context)
    {
        await RecordAsync(context, null).ConfigureAwait(false);
        var answer = EmulatorAnswer.Error(HttpStatusCode.NotFound, "NotFoundError", "Not Found");
        await SendAsync(context, answer, window.Count()).ConfigureAwait(false);
    }

    private async Task<byte[]> RecordAsync(HttpContext context, TaxonomyOperation? operation)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
        var (path, query) = Target(context);
        emulator.Requests.Add(new EmulatorRequest
        {
            Operation = operation,
            Method = context.Request.Method,
            Path = path,
            Query = query,
            Headers = context.Request.Headers.ToDictionary(
                header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Body = Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length),
        });
        return body.ToArray();
    }

    private EmulatorAnswer? LetIn(HttpContext context)
    {
        var expected = Encoding.UTF8.GetBytes($"Bearer {emulator.ApiKey}");
        var given = Encoding.UTF8.GetBytes(context.Request.Headers.Authorization.ToString());
        if (!CryptographicOperations.FixedTimeEquals(expected, given))
            return EmulatorAnswer.Error(HttpStatusCode.Unauthorized, "UnauthorizedError", "Invalid or missing API key");
        var ns = context.Request.Headers["X-Namespace"].ToString();
        if (ns.Length == 0)
            return EmulatorAnswer.Error(HttpStatusCode.Forbidden, "ForbiddenError", "The X-Namespace header is missing");
        return emulator.Store.HasNamespace(ns) ? null : EmulatorAnswer.NotFound("namespace", ns);
    }

    private EmulatorCall CallOf(HttpContext context, TaxonomyOperation operation, byte[] body)
    {
        var identifier = "";
        var placeholder = Array.FindIndex(operation.Route.Split('/'), segment => segment.StartsWith('{'));
        if (placeholder >= 0)
            identifier = Uri.UnescapeDataString(Target(context).Path.Split('/')[placeholder]);
        var ns = context.Request.Headers["X-Namespace"].ToString();
        var json = body.Length == 0 ? "{}"u8.ToArray() : body;
        return new EmulatorCall(emulator.Store, ns, identifier, context.Request.Query, json, clock.GetUtcNow());
    }

    /// <summary>The target as it was sent: the server's own path has lost whether a slash was escaped.</summary>
    private static (string Path, string Query) Target(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } sent
            ? sent
            : context.Request.GetEncodedPathAndQuery();
        var mark = target.IndexOf('?');
        return mark < 0 ? (target, "") : (target[..mark], target[mark..]);
    }

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
        var response = context.Response;
        response.StatusCode = (int)answer.Status;
        response.Headers.Date = clock.GetUtcNow().ToString("r", CultureInfo.InvariantCulture);
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
