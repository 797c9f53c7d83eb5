using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>
/// Finds the operation of a request by its target as it was sent. Nothing in it is resolved: dot segments, an absolute
/// target, another case or a slash at the end are no route of the API.
/// </summary>
internal static class EmulatorRoutes
{
    // The service takes the first route that fits, so that a taxonomy named "execute" can be cloned.
    private static readonly (TaxonomyOperation Operation, string[] Segments)[] Routes =
    [
        .. EmulatorEndpoints.All.Keys
            .OrderBy(operation => operation == TaxonomyOperations.Execute)
            .Select(operation => (operation, operation.Route.Split('/'))),
    ];

    /// <summary>Returns the operation; null where the target is none of the API's.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">The path as it was sent, still escaped.</param>
    /// <param name="identifier">What stands in the place of the route's placeholder; empty where it has none.</param>
    public static TaxonomyOperation? Find(string method, string path, out string identifier)
    {
        identifier = "";
        var segments = path.Split('/');
        if (segments.Any(segment => Uri.UnescapeDataString(segment) is "." or ".."))
            return null;
        foreach (var (operation, route) in Routes)
        {
            if (operation.Method.Method != method || !Fits(segments, route))
                continue;
            var placeholder = Array.FindIndex(route, IsPlaceholder);
            identifier = placeholder < 0 ? "" : Uri.UnescapeDataString(segments[placeholder]);
            return operation;
        }

        return null;
    }

    private static bool Fits(string[] segments, string[] route) =>
        segments.Length == route.Length
        && segments.Zip(route).All(pair => IsPlaceholder(pair.Second) ? pair.First.Length > 0 : pair.First == pair.Second);

    private static bool IsPlaceholder(string segment) => segment.StartsWith('{');
}
