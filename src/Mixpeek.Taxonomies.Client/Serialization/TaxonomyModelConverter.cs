using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// Reads and writes the models of this library wherever they stand. Their attributes name it, so that System.Text.Json finds it, in a
/// source-generated context of your own too; nothing else needs it.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class TaxonomyModelConverter : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => ConverterOf(typeToConvert) is not null;

    /// <inheritdoc/>
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options) => ConverterOf(typeToConvert);

    private static partial JsonConverter? ConverterOf(Type type);
}
