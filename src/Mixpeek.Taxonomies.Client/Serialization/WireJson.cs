using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The context that requests and responses use.</summary>
internal static class WireJson
{
    /// <summary>Bodies are UTF-8 and never stand inside HTML, so text other than ASCII is written as it is.</summary>
    public static TaxonomyJsonContext Context { get; } = new(new JsonSerializerOptions(TaxonomyJsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is no model of this library.</exception>
    public static JsonTypeInfo<T> TypeOf<T>() => Context.Options.TryGetTypeInfo(typeof(T), out var type)
        ? (JsonTypeInfo<T>)type
        : throw new NotSupportedException($"{typeof(T)} is no model of this library. Write models of its own, or lists of taxonomies; for others, see {nameof(TaxonomyJson)}.{nameof(TaxonomyJson.Options)}.");
}
