namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Tests that measure the whole process, or load it, and so run beside no others.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
