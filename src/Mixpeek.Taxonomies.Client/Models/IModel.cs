using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A model whose partial properties are its members on the wire: reading, writing, checks and equality are generated from them.</summary>
internal interface IModel<TSelf>
    where TSelf : class, IModel<TSelf>
{
    /// <summary>Reads the current value; null where it is none that the model stands for, with the reader not moved.</summary>
    static abstract TSelf? Read(ref Utf8JsonReader reader);
}
