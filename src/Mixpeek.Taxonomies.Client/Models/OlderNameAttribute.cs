namespace Mixpeek.Taxonomies.Client;

/// <summary>The name that a member had on the wire before: it is read where the member is absent, and never written.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class OlderNameAttribute(string name) : Attribute
{
    public string Name => name;
}
