namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>Operations that fare alike.</summary>
internal enum OperationGroup
{
    Read,
    Rename,
    Delete,
    Create,
    Clone,
    CreateWithoutName,
}
