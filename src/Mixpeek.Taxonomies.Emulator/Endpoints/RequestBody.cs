using Microsoft.AspNetCore.Http;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Reads the body of a request, up to a limit.</summary>
internal static class RequestBody
{
    private const int ChunkSize = 16 * 1024;

    /// <summary>What the server may take in for a body of a size, so that the limit is found here and not there.</summary>
    public static long Allowance(int limit) => (8L * limit) + ChunkSize;

    /// <summary>Returns the body; null where it is larger than the limit.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContext context, int limit)
    {
        if (context.Request.ContentLength > limit)
            return null;
        using var body = new MemoryStream();
        var chunk = new byte[ChunkSize];
        while (await context.Request.Body.ReadAsync(chunk, context.RequestAborted).ConfigureAwait(false) is > 0 and var length)
        {
            if (body.Length + length > limit)
                return null;
            body.Write(chunk, 0, length);
        }

        return body.ToArray();
    }
}
