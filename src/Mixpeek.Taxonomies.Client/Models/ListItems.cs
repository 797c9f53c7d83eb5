namespace Mixpeek.Taxonomies.Client;

/// <summary>Keeps null out of lists that a response fills: a caller who enumerates one meets no null.</summary>
internal static class ListItems
{
    public static IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T>? items)
        where T : class =>
        items is null ? [] : items.Any(static item => item is null) ? [.. items.Where(static item => item is not null)] : items;
}
