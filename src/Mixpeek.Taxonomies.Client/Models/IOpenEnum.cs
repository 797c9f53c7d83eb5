namespace Mixpeek.Taxonomies.Client;

/// <summary>An enumeration that keeps the values it does not know.</summary>
internal interface IOpenEnum<TSelf>
    where TSelf : struct, IOpenEnum<TSelf>
{
    static abstract IReadOnlyList<TSelf> Known { get; }

    string Value { get; }

    static abstract TSelf FromWire(string value);
}
