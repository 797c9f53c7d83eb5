using System.Collections.Frozen;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Finds identifiers that a router takes for part of a route: <c>POST /v1/taxonomies/execute/clone</c> is the path of
/// <c>CloneTaxonomy</c>, not that of <c>ExecuteTaxonomy</c>. It reads the routes of <see cref="TaxonomyOperations"/>.
/// </summary>
internal static class RouteNames
{
    // Some routers ignore case, and some decode an escaped slash before they look for the route.
    private static readonly FrozenSet<string> Literals = TaxonomyOperations.All
        .SelectMany(static operation => Segments(operation.Route)).Where(static segment => !IsPlaceholder(segment))
        .ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Refuses an identifier that the path of an operation would lose or change, or with which it would be the path of another one.</summary>
    public static void Check(TaxonomyOperation operation, string? identifier, string parameter)
    {
        ArgumentNullException.ThrowIfNull(identifier, parameter);
        Check(operation, identifier, new ArgumentPath(parameter));
    }

    /// <inheritdoc cref="Check(TaxonomyOperation, string?, string)"/>
    public static void Check(TaxonomyOperation operation, string? identifier, ArgumentPath at)
    {
        Identifier.Check(identifier, at);
        if (FindOther(operation, identifier!) is { } other)
            throw at.Invalid($"must not be '{HeaderText.Printable(identifier!)}', which makes the path of {operation.Name} that of {other.Name}; use the ID");
    }

    /// <summary>Whether a taxonomy can be read by a name that the service may give.</summary>
    public static bool CanRead(string name) => Identifier.CanAddress(name) && FindOther(TaxonomyOperations.Get, name) is null;

    /// <summary>The other operation whose route the path of an operation matches with this identifier; null if there is none.</summary>
    private static TaxonomyOperation? FindOther(TaxonomyOperation operation, string identifier)
    {
        if (!Literals.Contains(identifier) && !identifier.Contains('/'))
            return null;
        var path = Segments(operation.Route).SelectMany(segment => IsPlaceholder(segment) ? Segments(identifier) : [segment]).ToArray();
        return TaxonomyOperations.All.FirstOrDefault(other => other != operation && other.Method == operation.Method && Matches(Segments(other.Route), path));
    }

    private static bool Matches(string[] route, string[] path) => route.Length == path.Length
        && route.Zip(path).All(static pair => IsPlaceholder(pair.First) || string.Equals(pair.First, pair.Second, StringComparison.OrdinalIgnoreCase));

    private static string[] Segments(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsPlaceholder(string segment) => segment[0] == '{';
}
