using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How a template is used. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<TemplateMode>))]
public readonly record struct TemplateMode : IOpenEnum<TemplateMode>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public TemplateMode(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>As a scaffold. On the wire: <c>scaffold</c>.</summary>
    public static TemplateMode Scaffold { get; } = new("scaffold");

    /// <summary>As a config. On the wire: <c>config</c>.</summary>
    public static TemplateMode Config { get; } = new("config");

    /// <summary>As the source of a clone. On the wire: <c>clone</c>.</summary>
    public static TemplateMode Cloned { get; } = new("clone");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<TemplateMode> Known { get; } = [Scaffold, Config, Cloned];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static TemplateMode IOpenEnum<TemplateMode>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
