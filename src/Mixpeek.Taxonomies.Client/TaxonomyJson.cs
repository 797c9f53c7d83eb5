using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The wire format of the models, for files, logs, tests, and clients of one's own over these records.</summary>
public static class TaxonomyJson
{
    /// <summary>Read-only options that know every model and need no reflection.</summary>
    public static JsonSerializerOptions Options { get; } = WireJson.Context.Options;

    /// <summary>Writes a model as JSON.</summary>
    /// <typeparam name="T">A model of this library.</typeparam>
    /// <param name="value">The model.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no model of this library.</exception>
    public static string Serialize<T>(T value) => JsonSerializer.Serialize(value, WireJson.TypeOf<T>());

    /// <summary>Reads a model from JSON, as tolerantly as the client does.</summary>
    /// <typeparam name="T">A model of this library.</typeparam>
    /// <param name="json">The JSON text.</param>
    /// <exception cref="TaxonomySerializationException">The text can't be read.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no model of this library.</exception>
    public static T Deserialize<T>(string json)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(json);
        return Deserialize<T>(Encoding.UTF8.GetBytes(json));
    }

    /// <inheritdoc cref="Deserialize{T}(string)"/>
    /// <param name="utf8Json">The JSON text in UTF-8.</param>
    public static T Deserialize<T>(ReadOnlySpan<byte> utf8Json)
        where T : class
    {
        try
        {
            return JsonBody.Parse(utf8Json, WireJson.TypeOf<T>());
        }
        catch (JsonException fault)
        {
            throw new TaxonomySerializationException($"The text can't be read as a {typeof(T).Name}{(fault.Path is null or "$" ? "" : $" at {fault.Path}")}: {fault.Message}", fault);
        }
    }
}
