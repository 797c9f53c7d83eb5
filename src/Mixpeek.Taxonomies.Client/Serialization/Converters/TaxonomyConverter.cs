using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyConverter : ModelConverter<Taxonomy>
{
    public static TaxonomyConverter Instance { get; } = new();

    protected override Taxonomy ReadObject(ref Utf8JsonReader reader)
    {
        string id = "", name = "";
        int? version = null;
        string? description = null, retrieverId = null;
        IReadOnlyList<InputMapping>? mappings = null;
        TaxonomyConfig? config = null;
        bool? ready = null;
        DateTimeOffset? createdAt = null;
        JsonObject? metadata = null, rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("taxonomy_id"u8))
                id = MemberReader.RequiredText(ref reader, "taxonomy_id", ref rest);
            else if (reader.ValueTextEquals("version"u8))
                version = MemberReader.Integer(ref reader, "version", ref rest);
            else if (reader.ValueTextEquals("taxonomy_name"u8))
                name = MemberReader.RequiredText(ref reader, "taxonomy_name", ref rest);
            else if (reader.ValueTextEquals("description"u8))
                description = MemberReader.Text(ref reader, "description", ref rest);
            else if (reader.ValueTextEquals("retriever_id"u8))
                retrieverId = MemberReader.Text(ref reader, "retriever_id", ref rest);
            else if (reader.ValueTextEquals("input_mappings"u8))
                mappings = MemberReader.Models(ref reader, "input_mappings", InputMappingConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("config"u8))
                config = MemberReader.Model(ref reader, "config", TaxonomyConfigConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("ready"u8))
                ready = MemberReader.Flag(ref reader, "ready", ref rest);
            else if (reader.ValueTextEquals("created_at"u8))
                createdAt = MemberReader.Time(ref reader, "created_at", ref rest);
            else if (reader.ValueTextEquals("metadata"u8))
                metadata = MemberReader.Map(ref reader, "metadata", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new Taxonomy
        {
            TaxonomyId = id,
            Version = version ?? 1,
            TaxonomyName = name,
            Description = description,
            RetrieverId = retrieverId,
            InputMappings = mappings,
            Config = config ?? new UnknownTaxonomyConfig(),
            Ready = ready ?? true,
            IsReadyUntold = ready is null,
            CreatedAt = createdAt,
            Metadata = metadata ?? [],
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, Taxonomy value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("taxonomy_id", value.TaxonomyId);
        members.IntegerOrDefault("version", value.Version, 1);
        members.RequiredText("taxonomy_name", value.TaxonomyName);
        members.Text("description", value.Description);
        members.Text("retriever_id", value.RetrieverId);
        members.Models("input_mappings", value.InputMappings, InputMappingConverter.Instance);
        if (value.Config is not UnknownTaxonomyConfig { Raw.ValueKind: JsonValueKind.Undefined })
            members.Model("config", value.Config, TaxonomyConfigConverter.Instance);
        members.FlagOrDefault("ready", value.Ready, true);
        members.Time("created_at", value.CreatedAt);
        members.Map("metadata", value.Metadata);
        members.Rest();
    }
}
