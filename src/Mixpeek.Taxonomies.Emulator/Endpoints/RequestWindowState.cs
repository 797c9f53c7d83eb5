namespace Mixpeek.Taxonomies.Emulator;

internal readonly record struct RequestWindowState(
    int Limit, int Remaining, DateTimeOffset End, TimeSpan Length, bool IsExceeded, TimeSpan Left);
