namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The members of a taxonomy's metadata that the library itself writes. They are not part of a design: no comparison,
/// plan or file has them, and an update that is made of a design keeps those that the taxonomy has.
/// </summary>
internal static class LibraryMetadata
{
    public const string Promotion = "taxonomy_promotion";

    public static bool IsKey(string name) => name == Promotion;

    /// <summary>Metadata without the library's own members.</summary>
    public static JsonText Without(JsonText metadata) =>
        metadata.Fault is null ? JsonText.OfMembers(metadata.Members(static name => !IsKey(name))) : metadata;

    /// <summary>The metadata of a design, with the library's own members of the metadata that it replaces.</summary>
    public static JsonText Replace(JsonText current, JsonText design) =>
        design.Fault is null && current.Fault is null
            ? JsonText.OfMembers([.. design.Members(static name => !IsKey(name)), .. current.Members(IsKey)])
            : design;
}
