namespace Mixpeek.Taxonomies.Emulator;

/// <summary>The assignments from which an emulator computes analytics.</summary>
public sealed class AssignmentStore
{
    private readonly object _lock = new();
    private readonly Dictionary<string, List<TaxonomyAssignment>> _byTaxonomy = new(StringComparer.Ordinal);

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
        {
            foreach (var assignment in assignments)
            {
                if (!_byTaxonomy.TryGetValue(assignment.TaxonomyId, out var own))
                    _byTaxonomy.Add(assignment.TaxonomyId, own = []);
                own.Add(assignment);
            }
        }
    }

    /// <summary>The assignments of a taxonomy, the earliest first.</summary>
    internal IReadOnlyList<TaxonomyAssignment> Of(string taxonomyId)
    {
        lock (_lock)
            return [.. _byTaxonomy.GetValueOrDefault(taxonomyId, []).OrderBy(static assignment => assignment.At)];
    }
}
