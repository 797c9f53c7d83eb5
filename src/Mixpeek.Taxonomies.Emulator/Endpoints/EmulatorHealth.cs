using Microsoft.AspNetCore.Http;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary><c>GET /health</c>, by which a container or a script waits for the emulator. It takes no key, and is no request of the API.</summary>
internal static class EmulatorHealth
{
    private const string Path = "/health";

    private static readonly byte[] Body = [.. """{"status":"ok"}"""u8];

    public static bool IsAskedFor(HttpRequest request, RequestTarget target) =>
        target.Path == Path && request.Method is "GET" or "HEAD";

    public static async Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = Body.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Method == "GET")
            await context.Response.Body.WriteAsync(Body, context.RequestAborted).ConfigureAwait(false);
    }
}
