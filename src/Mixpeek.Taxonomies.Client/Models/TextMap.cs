using System.Collections.ObjectModel;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The map of texts of a model: it never changes, and is equal to one of equal members in any order.</summary>
internal sealed class TextMap(Dictionary<string, string> members) : ReadOnlyDictionary<string, string>(members), IEquatable<TextMap>
{
    public static TextMap Missing { get; } = new([]);

    public bool Equals(TextMap? other) =>
        other?.Count == Count && this.All(member => other.TryGetValue(member.Key, out var value) && value == member.Value);

    public override bool Equals(object? obj) => Equals(obj as TextMap);

    public override int GetHashCode() =>
        this.Aggregate(0, static (sum, member) => sum + HashCode.Combine(member.Key, member.Value));
}
