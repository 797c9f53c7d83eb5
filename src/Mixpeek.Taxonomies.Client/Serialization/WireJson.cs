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
    public static JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)Context.Options.GetTypeInfo(typeof(T));
}
