using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>A taxonomy in a list. It does not change: a changed taxonomy is listed again.</summary>
/// <param name="Taxonomy">The taxonomy.</param>
/// <param name="Number">Its place in the order in which taxonomies were added.</param>
/// <param name="Key">What it is sorted by; the default where the list has no sort of its own.</param>
internal sealed record ListedTaxonomy(Taxonomy Taxonomy, long Number, DocumentKey Key = default);
