namespace Mixpeek.Taxonomies.Client;

/// <summary>Says of an endpoint what may be done when an attempt's effect is unknown. The retries go by it.</summary>
/// <param name="safety">The endpoint's safety.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SafetyAttribute(OperationSafety safety) : Attribute
{
    /// <summary>The endpoint's safety.</summary>
    public OperationSafety Safety { get; } = safety;
}
