namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>When the caller cancels a call.</summary>
internal enum Cancellation
{
    None,
    DuringSend,
    DuringBackOff,
}
