namespace Mixpeek.Taxonomies.Client;

/// <summary>What may stand for one segment of a path.</summary>
internal static class Identifier
{
    /// <summary>Refuses an identifier that a path would lose or change.</summary>
    public static void Check(string? identifier, string parameter)
    {
        ArgumentNullException.ThrowIfNull(identifier, parameter);
        Check(identifier, new ArgumentPath(parameter));
    }

    /// <inheritdoc cref="Check(string?, string)"/>
    public static void Check(string? identifier, ArgumentPath at)
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
        return JsonString.IsValid(identifier) ? null : ArgumentPath.NoUnicode;
    }

    /// <summary>Whether a text looks like the ID of a taxonomy; it may be a name all the same.</summary>
    public static bool IsId(string taxonomy) => taxonomy.StartsWith("tax_", StringComparison.Ordinal);
}
