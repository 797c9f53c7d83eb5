using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Who sees a template. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateScope>))]
public readonly record struct TemplateScope : IOpenEnum<TemplateScope>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public TemplateScope(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>Everyone; from the service itself. On the wire: <c>system</c>.</summary>
    public static TemplateScope System { get; } = new("system");

    /// <summary>The organization. On the wire: <c>organization</c>.</summary>
    public static TemplateScope Organization { get; } = new("organization");

    /// <summary>One user. On the wire: <c>user</c>.</summary>
    public static TemplateScope User { get; } = new("user");

    /// <summary>Everyone. On the wire: <c>public</c>.</summary>
    public static TemplateScope Public { get; } = new("public");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<TemplateScope> Known { get; } = [System, Organization, User, Public];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static TemplateScope IOpenEnum<TemplateScope>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
