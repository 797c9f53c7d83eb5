namespace Mixpeek.Taxonomies.Emulator;

/// <summary>One thing that is wrong with a request.</summary>
internal sealed record BodyFault(string Type, IReadOnlyList<string> Location, string Message);
