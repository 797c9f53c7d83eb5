namespace Mixpeek.Taxonomies.Client;

/// <summary>A route with at most one placeholder, and the way to fill it without changing the number of segments.</summary>
internal sealed class RouteTemplate
{
    private readonly string _prefix;
    private readonly string _suffix;

    public RouteTemplate(string route)
    {
        var open = route.IndexOf('{');
        HasPlaceholder = open >= 0;
        _prefix = HasPlaceholder ? route[..open] : route;
        _suffix = HasPlaceholder ? route[(route.IndexOf('}') + 1)..] : "";
    }

    public bool HasPlaceholder { get; }

    public string Fill(string? identifier) =>
        HasPlaceholder ? string.Concat(_prefix, Uri.EscapeDataString(identifier!), _suffix) : _prefix;

    /// <summary>Refuses an identifier that can't stand for one segment of a path.</summary>
    public static void CheckIdentifier(string? identifier, ArgumentPath at)
    {
        at.NotBlank(identifier);
        if (FaultOf(identifier) is { } fault)
            throw at.Invalid(fault);
    }

    /// <summary>Whether a name that the service may give can stand in a path: it does not find one with a slash, even escaped.</summary>
    public static bool CanAddress(string name) => !name.Contains('/') && FaultOf(name) is null;

    private static string? FaultOf(string identifier)
    {
        if (identifier is "." or "..")
            return "must not be '.' or '..', which a path would lose";
        return HasLoneSurrogate(identifier) ? "must be valid Unicode, but holds half of a surrogate pair" : null;
    }

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (!char.IsSurrogatePair(text, i))
                return true;
            i++;
        }

        return false;
    }
}
