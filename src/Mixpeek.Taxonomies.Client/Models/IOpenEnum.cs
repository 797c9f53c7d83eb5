using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>An enumeration that keeps the values it does not know.</summary>
internal interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    string Value { get; }

    /// <summary>The known value that the current text of a reader is; null for none. It allocates nothing.</summary>
    static abstract TSelf? Find(ref Utf8JsonReader reader);

    static abstract TSelf FromWire(string value);
}
