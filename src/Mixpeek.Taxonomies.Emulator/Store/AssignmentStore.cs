namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The assignments from which an emulator computes analytics.</summary>
public sealed class AssignmentStore
{
    private readonly object _lock = new();
    private readonly List<TaxonomyAssignment> _assignments = [];

    internal AssignmentStore()
    {
    }

    /// <summary>Adds assignments.</summary>
    /// <param name="assignments">The assignments, in any order.</param>
    /// <exception cref="ArgumentException">A confidence is not from 0 to 1.</exception>
    public void Add(params TaxonomyAssignment[] assignments)
    {
        ArgumentNullException.ThrowIfNull(assignments);
        if (Array.Exists(assignments, static assignment => assignment.Confidence is not (>= 0 and <= 1)))
            throw new ArgumentException("A confidence is from 0 to 1.", nameof(assignments));
        lock (_lock)
            _assignments.AddRange(assignments);
    }

    /// <summary>The assignments of a taxonomy, the earliest first.</summary>
    internal IReadOnlyList<TaxonomyAssignment> Of(string taxonomyId)
    {
        lock (_lock)
            return [.. _assignments.Where(assignment => assignment.TaxonomyId == taxonomyId).OrderBy(assignment => assignment.At)];
    }
}
