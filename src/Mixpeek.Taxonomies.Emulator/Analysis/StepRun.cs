namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A sequence from its start on.</summary>
/// <param name="Start">The event that starts it.</param>
/// <param name="Steps">The steps from the start to the target; null where that was not reached.</param>
/// <param name="Seconds">How long it took to reach the target.</param>
internal sealed record StepRun(TaxonomyAssignment Start, IReadOnlyList<string>? Steps, double Seconds);
