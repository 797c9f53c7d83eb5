namespace Mixpeek.Taxonomies.Emulator;

/// <summary>One thing that is wrong with a request.</summary>
internal sealed record BodyFault(string Type, BodyLocation Location, string Message);
