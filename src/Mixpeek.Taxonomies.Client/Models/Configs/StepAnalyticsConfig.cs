using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How the assignments of a taxonomy are read as steps of a sequence.</summary>
[JsonConverter(typeof(StepAnalyticsConfigConverter))]
public sealed record StepAnalyticsConfig : ExtensibleModel
{
    /// <summary>The field with the time of a step. On the wire: <c>timestamp_field</c>. Empty where the service left it out.</summary>
    public required string TimestampField { get; init; }

    /// <summary>The field that names a step's sequence. On the wire: <c>sequence_id_field</c>. Empty where the service left it out.</summary>
    public required string SequenceIdField { get; init; }

    /// <summary>
    /// What names a step. Defaults to <see cref="StepKeySource.AssignmentLabel"/>. On the wire:
    /// <c>step_key_source</c>.
    /// </summary>
    public StepKeySource StepKeySource { get; init; } = StepKeySource.AssignmentLabel;

    /// <summary>The field that names a step, for <see cref="StepKeySource.FieldPath"/>. On the wire: <c>step_key_field_path</c>.</summary>
    public string? StepKeyFieldPath { get; init; }

    /// <summary>What may explain a transition; at most 20. On the wire: <c>covariates</c>.</summary>
    public IReadOnlyList<CovariateConfig>? Covariates { get; init; }

    /// <summary>The longest sequence, in days, from 1 to 365; null for no bound. On the wire: <c>max_sequence_duration_days</c>.</summary>
    public int? MaxSequenceDurationDays { get; init; }

    internal void Validate(ArgumentPath at)
    {
        at.Member(nameof(TimestampField)).NotBlank(TimestampField);
        at.Member(nameof(SequenceIdField)).NotBlank(SequenceIdField);
        if (StepKeySource == StepKeySource.FieldPath)
            at.Member(nameof(StepKeyFieldPath)).NotBlank(StepKeyFieldPath);
        at.Member(nameof(MaxSequenceDurationDays)).InRange(MaxSequenceDurationDays, 1, 365);
        at.Member(nameof(Covariates)).NotMoreThan(Covariates, 20);
        at.Member(nameof(Covariates)).Each(Covariates, static (item, path) => item.Validate(path));
    }
}
