namespace Mixpeek.Taxonomies.Emulator;

/// <summary>One thing that is wrong with a request.</summary>
internal sealed record BodyFault(string Type, BodyLocation Location, string Message)
{
    /// <summary>The type of what the contract allows and the emulator does not support.</summary>
    public const string Unsupported = "unsupported";

    public bool IsUnsupported => Type == Unsupported;
}
