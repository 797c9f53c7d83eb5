using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class CovariateConfigConverter : ModelConverter<CovariateConfig>
{
    public static CovariateConfigConverter Instance { get; } = new();

    protected override CovariateConfig ReadObject(ref Utf8JsonReader reader)
    {
        string fieldPath = "", name = "";
        CovariateType? type = null;
        BinningStrategy? binning = null;
        ClusteringMethod? clustering = null;
        int? clusters = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("field_path"u8))
                fieldPath = MemberReader.RequiredText(ref reader, "field_path", ref rest);
            else if (reader.ValueTextEquals("covariate_type"u8))
                type = MemberReader.Enum<CovariateType>(ref reader, "covariate_type", ref rest);
            else if (reader.ValueTextEquals("name"u8))
                name = MemberReader.RequiredText(ref reader, "name", ref rest);
            else if (reader.ValueTextEquals("binning_strategy"u8))
                binning = MemberReader.Enum<BinningStrategy>(ref reader, "binning_strategy", ref rest);
            else if (reader.ValueTextEquals("clustering_method"u8))
                clustering = MemberReader.Enum<ClusteringMethod>(ref reader, "clustering_method", ref rest);
            else if (reader.ValueTextEquals("n_clusters"u8))
                clusters = MemberReader.Integer(ref reader, "n_clusters", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new CovariateConfig
        {
            FieldPath = fieldPath,
            CovariateType = type ?? default,
            Name = name,
            BinningStrategy = binning,
            ClusteringMethod = clustering,
            NClusters = clusters,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, CovariateConfig value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("field_path", value.FieldPath);
        members.Enum<CovariateType>("covariate_type", value.CovariateType);
        members.RequiredText("name", value.Name);
        members.Enum("binning_strategy", value.BinningStrategy);
        members.Enum("clustering_method", value.ClusteringMethod);
        members.Integer("n_clusters", value.NClusters);
        members.Rest();
    }
}
