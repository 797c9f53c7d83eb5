using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A request member that may be left out. Untouched, it is omitted from the request; set to <see langword="null"/>,
/// it sends <c>null</c>; set to a value, it sends the value.
/// </summary>
/// <typeparam name="T">The type of the value.</typeparam>
public readonly struct Optional<T> : IEquatable<Optional<T>>
{
    private readonly T? _value;

    private object? Content => _value is JsonNode node ? JsonText.Of(node) : _value;

    /// <summary>Makes a member that is sent.</summary>
    /// <param name="value">The value to send; <see langword="null"/> sends <c>null</c>.</param>
    public Optional(T value)
    {
        _value = value;
        HasValue = true;
    }

    /// <summary>Whether the member is sent.</summary>
    public bool HasValue { get; }

    /// <summary>The value that is sent. The default of <typeparamref name="T"/> if the member is omitted; it never throws.</summary>
    public T? Value => _value;

    /// <summary>Makes a member that is sent, so that a plain value can be assigned.</summary>
    /// <param name="value">The value to send.</param>
    public static implicit operator Optional<T>(T value) => new(value);

    /// <summary>Whether both are omitted, or both send the same.</summary>
    /// <param name="left">One member.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(Optional<T> left, Optional<T> right) => left.Equals(right);

    /// <summary>Whether they differ.</summary>
    /// <param name="left">One member.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(Optional<T> left, Optional<T> right) => !left.Equals(right);

    /// <summary>Whether both are omitted, or both send the same.</summary>
    /// <param name="other">The other member.</param>
    public bool Equals(Optional<T> other) => HasValue == other.HasValue && Stored.AreEqual(Content, other.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Optional<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(HasValue, Content);

    /// <summary>Returns the value's text, or an empty text where the member is omitted.</summary>
    public override string ToString() => HasValue ? _value?.ToString() ?? "null" : "";
}
