using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How one input of the retriever is filled from a document.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record InputMapping : ExtensibleModel, IModel<InputMapping>
{
    /// <summary>The retriever's input. On the wire: <c>input_key</c>. Empty where the service left it out.</summary>
    public required partial string InputKey { get; init; }

    /// <summary>Where the value comes from. On the wire: <c>source_type</c>.</summary>
    public partial InputSourceType? SourceType { get; init; }

    /// <summary>The path to the value in the document, for a payload or a vector. On the wire: <c>path</c>.</summary>
    public partial string? Path { get; init; }

    /// <summary>
    /// The fixed value, for a literal. <see langword="null"/> is a value of its own, apart from an omitted one. On
    /// the wire: <c>override</c>.
    /// </summary>
    public partial Optional<JsonNode?> Override { get; init; }

    /// <summary>Fills an input from a field of the document.</summary>
    /// <param name="inputKey">The retriever's input.</param>
    /// <param name="path">The path to the field, with dots.</param>
    public static InputMapping Payload(string inputKey, string path) =>
        new() { InputKey = inputKey, SourceType = InputSourceType.Payload, Path = path };

    /// <summary>Fills an input from a vector of the document.</summary>
    /// <param name="inputKey">The retriever's input.</param>
    /// <param name="path">The path to the vector, with dots.</param>
    public static InputMapping Vector(string inputKey, string path) =>
        new() { InputKey = inputKey, SourceType = InputSourceType.Vector, Path = path };

    /// <summary>Fills an input with a fixed value.</summary>
    /// <param name="inputKey">The retriever's input.</param>
    /// <param name="value">The value; <see langword="null"/> sends <c>null</c>.</param>
    public static InputMapping Literal(string inputKey, JsonNode? value) =>
        new() { InputKey = inputKey, SourceType = InputSourceType.Literal, Override = value };

    private protected override void Check(ArgumentPath at) => at.Member(nameof(InputKey)).NotBlank(InputKey);
}
