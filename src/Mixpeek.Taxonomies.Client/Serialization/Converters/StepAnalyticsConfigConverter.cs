using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

internal sealed class StepAnalyticsConfigConverter : ModelConverter<StepAnalyticsConfig>
{
    public static StepAnalyticsConfigConverter Instance { get; } = new();

    protected override StepAnalyticsConfig ReadObject(ref Utf8JsonReader reader)
    {
        string timestampField = "", sequenceIdField = "";
        StepKeySource? keySource = null;
        string? keyFieldPath = null;
        IReadOnlyList<CovariateConfig>? covariates = null;
        int? maxDays = null;
        JsonObject? rest = null;
        while (MemberReader.NextMember(ref reader))
        {
            if (reader.ValueTextEquals("timestamp_field"u8))
                timestampField = MemberReader.RequiredText(ref reader, "timestamp_field", ref rest);
            else if (reader.ValueTextEquals("sequence_id_field"u8))
                sequenceIdField = MemberReader.RequiredText(ref reader, "sequence_id_field", ref rest);
            else if (reader.ValueTextEquals("step_key_source"u8))
                keySource = MemberReader.Enum<StepKeySource>(ref reader, "step_key_source", ref rest);
            else if (reader.ValueTextEquals("step_key_field_path"u8))
                keyFieldPath = MemberReader.Text(ref reader, "step_key_field_path", ref rest);
            else if (reader.ValueTextEquals("covariates"u8))
                covariates = MemberReader.Models(ref reader, "covariates", CovariateConfigConverter.Instance, ref rest);
            else if (reader.ValueTextEquals("max_sequence_duration_days"u8))
                maxDays = MemberReader.Integer(ref reader, "max_sequence_duration_days", ref rest);
            else
                MemberReader.Unknown(ref reader, ref rest);
        }

        return new StepAnalyticsConfig
        {
            TimestampField = timestampField,
            SequenceIdField = sequenceIdField,
            StepKeySource = keySource ?? StepKeySource.AssignmentLabel,
            StepKeyFieldPath = keyFieldPath,
            Covariates = covariates,
            MaxSequenceDurationDays = maxDays,
            AdditionalProperties = rest,
        };
    }

    protected override void WriteMembers(Utf8JsonWriter writer, StepAnalyticsConfig value)
    {
        var members = new MemberWriter(writer, value.AdditionalProperties);
        members.RequiredText("timestamp_field", value.TimestampField);
        members.RequiredText("sequence_id_field", value.SequenceIdField);
        members.EnumOrDefault("step_key_source", value.StepKeySource, StepKeySource.AssignmentLabel);
        members.Text("step_key_field_path", value.StepKeyFieldPath);
        members.Models("covariates", value.Covariates, CovariateConfigConverter.Instance);
        members.Integer("max_sequence_duration_days", value.MaxSequenceDurationDays);
        members.Rest();
    }
}
