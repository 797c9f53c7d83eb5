using System.ComponentModel;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>A taxonomy, or one version of it, as the service returns it.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record Taxonomy : ExtensibleModel, IModel<Taxonomy>, IAnswer
{
    /// <summary>The ID that the service assigned. On the wire: <c>taxonomy_id</c>. Empty where the service left it out.</summary>
    public partial string TaxonomyId { get; init; }

    /// <summary>The version, from 1. On the wire: <c>version</c>. 1 if the service left it out; 0 if its value could not be understood.</summary>
    [DefaultValue(1)]
    public partial int Version { get; init; }

    /// <summary>The name, unique in its namespace. On the wire: <c>taxonomy_name</c>. Empty where the service left it out.</summary>
    public partial string TaxonomyName { get; init; }

    /// <summary>What the taxonomy is for. On the wire: <c>description</c>.</summary>
    public partial string? Description { get; init; }

    /// <summary>The retriever, where the service states it beside the config. On the wire: <c>retriever_id</c>.</summary>
    public partial string? RetrieverId { get; init; }

    /// <summary>The inputs, where the service states them beside the config. On the wire: <c>input_mappings</c>.</summary>
    public partial IReadOnlyList<InputMapping>? InputMappings { get; init; }

    /// <summary>
    /// The immutable core. On the wire: <c>config</c>. An <see cref="UnknownTaxonomyConfig"/> where the service left
    /// it out.
    /// </summary>
    public partial TaxonomyConfig Config { get; init; }

    /// <summary>
    /// Whether documents can be matched. False while the service infers a hierarchy. On the wire: <c>ready</c>. True
    /// if the service left it out; false if its value could not be understood. See <see cref="IsReadyReported"/>.
    /// </summary>
    [DefaultValue(true)]
    public partial bool Ready { get; init; }

    /// <summary>When the taxonomy was created, in UTC. On the wire: <c>created_at</c>.</summary>
    public partial DateTimeOffset? CreatedAt { get; init; }

    /// <summary>
    /// Data of the caller's own; empty where there is none. Made anew each time it is read: to change it, change what
    /// is read and set it in a copy, or send it with an update. On the wire: <c>metadata</c>.
    /// </summary>
    public partial JsonObject Metadata { get; init; }

    /// <summary>
    /// Whether <see cref="Ready"/> is what the service reported. False if the service left it out, or if its value could
    /// not be understood. Not on the wire.
    /// </summary>
    public bool IsReadyReported => _ready is not null;

    /// <summary>The metadata as it was read.</summary>
    internal JsonText MetadataText => _metadata ?? JsonText.Missing;

    /// <summary>Takes the name, the description, the metadata and the config of another. What the library itself wrote into the metadata stays.</summary>
    internal Taxonomy WithDesignOf(Taxonomy other) => this with
    {
        TaxonomyName = other.TaxonomyName,
        Description = other.Description,
        _metadata = LibraryMetadata.Replace(MetadataText, other.MetadataText),
        Config = other.Config,
    };

    /// <summary>Whether the taxonomy is the one that is known by this ID or name. What begins like an ID is one, or a name all the same.</summary>
    internal bool IsKnownBy(string address) =>
        TaxonomyId.Length == 0 || TaxonomyId == address || TaxonomyName == address || !Identifier.IsId(address);

    /// <summary>Whether the taxonomy is not in this version, as far as the service says so.</summary>
    internal bool IsOfAnotherVersion(int? version) => version is not null && _version is not null && _version != version;

    string? IAnswer.Missing => TaxonomyName.Length == 0 ? "taxonomy_name" : null;
}
