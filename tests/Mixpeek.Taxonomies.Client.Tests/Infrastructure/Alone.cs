namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Tests that measure what the whole process does, and so run beside no others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
