using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>Where the value of a retriever input comes from. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct InputSourceType : IOpenEnum<InputSourceType>
{
    /// <summary>A field of the document. On the wire: <c>payload</c>.</summary>
    public static InputSourceType Payload { get; } = new("payload");

    /// <summary>A fixed value. On the wire: <c>literal</c>.</summary>
    public static InputSourceType Literal { get; } = new("literal");

    /// <summary>A vector of the document. On the wire: <c>vector</c>.</summary>
    public static InputSourceType Vector { get; } = new("vector");
}
