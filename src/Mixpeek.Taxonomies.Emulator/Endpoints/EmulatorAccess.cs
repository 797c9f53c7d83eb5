using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Who is let in: the key, and then the namespace.</summary>
internal sealed class EmulatorAccess(TaxonomyEmulator emulator)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(emulator.ApiKey);

    /// <summary>Whether a request has the key; the name of the scheme may stand in any case.</summary>
    public bool HasKey(HttpRequest request)
    {
        var given = request.Headers.Authorization.ToString();
        return given.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(_key, Encoding.UTF8.GetBytes(given[Scheme.Length..]));
    }

    /// <summary>Returns why a request is refused; null where it is let in.</summary>
    public EmulatorAnswer? Refuse(HttpRequest request)
    {
        if (!HasKey(request))
            return EmulatorAnswer.Error(HttpStatusCode.Unauthorized, "UnauthorizedError", "Invalid or missing API key");
        var ns = NamespaceOf(request);
        if (ns.Length == 0)
            return EmulatorAnswer.Error(HttpStatusCode.Forbidden, "ForbiddenError", "The X-Namespace header is missing");
        return emulator.Store.HasNamespace(ns) ? null : EmulatorAnswer.NotFound("namespace", ns);
    }

    public static string NamespaceOf(HttpRequest request) => request.Headers["X-Namespace"].ToString();
}
