namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>Tests that measure the time or the memory of the process: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
