namespace Mixpeek.Taxonomies.Emulator;

internal enum FaultKind
{
    Answer,
    Drop,
    Stall,
    Truncate,
    StallBody,
}
