using System.Collections.ObjectModel;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The list of a model: it never changes, and is equal to one of equal items.</summary>
internal sealed class ItemList<T>(T[] items, bool isPartial = false) : ReadOnlyCollection<T>(items), IEquatable<ItemList<T>>
{
    public static ItemList<T> Missing { get; } = new([]);

    /// <summary>Whether items were left out that could not be understood.</summary>
    public bool IsPartial { get; } = isPartial;

    public bool Equals(ItemList<T>? other) => other is not null && this.SequenceEqual(other);

    public override bool Equals(object? obj) => Equals(obj as ItemList<T>);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in this)
            hash.Add(item);
        return hash.ToHashCode();
    }
}
