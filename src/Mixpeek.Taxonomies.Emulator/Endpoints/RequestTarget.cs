using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.Features;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The target of a request as it was sent: the server's own path has lost dot segments, and whether a slash was escaped.</summary>
internal readonly record struct RequestTarget(string Path, string Query)
{
    public static RequestTarget Of(HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget is { Length: > 0 } sent
            ? sent
            : context.Request.GetEncodedPathAndQuery();
        var mark = target.IndexOf('?');
        return mark < 0 ? new RequestTarget(target, "") : new RequestTarget(target[..mark], target[mark..]);
    }
}
