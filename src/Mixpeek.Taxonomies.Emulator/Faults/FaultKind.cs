namespace Mixpeek.Taxonomies.Emulator;

internal enum FaultKind
{
    Answer,
    DropBefore,
    DropAfter,
    Stall,
    Truncate,
}
