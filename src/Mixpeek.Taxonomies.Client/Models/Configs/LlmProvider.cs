using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The provider of the language model that infers a hierarchy. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(OpenEnumConverter<LlmProvider>))]
public readonly record struct LlmProvider : IOpenEnum<LlmProvider>
{
    private readonly string? _value;

    /// <summary>Wraps a value as it stands on the wire.</summary>
    /// <param name="value">The wire value; any text that is not blank.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is null or blank.</exception>
    public LlmProvider(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value;
    }

    /// <summary>The OpenAI chat API. On the wire: <c>openai_chat_v1</c>.</summary>
    public static LlmProvider OpenAIChatV1 { get; } = new("openai_chat_v1");

    /// <summary>The values this version of the library knows.</summary>
    public static IReadOnlyList<LlmProvider> Known { get; } = [OpenAIChatV1];

    /// <summary>The value on the wire; empty for an uninitialised instance.</summary>
    public string Value => _value ?? "";

    /// <summary>Whether this version of the library knows the value.</summary>
    public bool IsKnown => Known.Contains(this);

    static LlmProvider IOpenEnum<LlmProvider>.FromWire(string value) => new(value);

    /// <summary>Returns the value on the wire.</summary>
    public override string ToString() => Value;
}
