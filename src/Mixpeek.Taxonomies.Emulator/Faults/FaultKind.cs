namespace Mixpeek.Taxonomies.Emulator;

internal enum FaultKind
{
    Answer,
    Drop,
    Stall,
    Delay,
    Truncate,
    StallBody,
}
