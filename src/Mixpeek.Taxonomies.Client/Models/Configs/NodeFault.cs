namespace Mixpeek.Taxonomies.Client;

/// <summary>What keeps a node from standing in a tree.</summary>
/// <param name="Index">The node's place in the config.</param>
/// <param name="Member">The member of the wire that is at fault.</param>
/// <param name="Text">What is wrong, said of the node.</param>
/// <param name="IsCycle">Whether the node is its own ancestor; it is the first of those that are.</param>
internal sealed record NodeFault(int Index, string Member, string Text, bool IsCycle = false);
