using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>How the assignments of a taxonomy are read as steps of a sequence.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public sealed partial record StepAnalyticsConfig : ExtensibleModel, IModel<StepAnalyticsConfig>
{
    /// <summary>The field with the time of a step. On the wire: <c>timestamp_field</c>. Empty where the service left it out.</summary>
    public required partial string TimestampField { get; init; }

    /// <summary>The field that names a step's sequence. On the wire: <c>sequence_id_field</c>. Empty where the service left it out.</summary>
    public required partial string SequenceIdField { get; init; }

    /// <summary>
    /// What names a step. Defaults to <see cref="StepKeySource.AssignmentLabel"/>. On the wire:
    /// <c>step_key_source</c>.
    /// </summary>
    [DefaultValue("assignment_label")]
    public partial StepKeySource StepKeySource { get; init; }

    /// <summary>The field that names a step, for <see cref="StepKeySource.FieldPath"/>. On the wire: <c>step_key_field_path</c>.</summary>
    public partial string? StepKeyFieldPath { get; init; }

    /// <summary>What may explain a transition; at most 20. On the wire: <c>covariates</c>.</summary>
    public partial IReadOnlyList<CovariateConfig>? Covariates { get; init; }

    /// <summary>The longest sequence, in days, from 1 to 365; null for no bound. On the wire: <c>max_sequence_duration_days</c>.</summary>
    public partial int? MaxSequenceDurationDays { get; init; }

    private protected override void Check(ArgumentPath at)
    {
        at.Member(nameof(TimestampField)).NotBlank(TimestampField);
        at.Member(nameof(SequenceIdField)).NotBlank(SequenceIdField);
        if (StepKeySource == StepKeySource.FieldPath)
            at.Member(nameof(StepKeyFieldPath)).NotBlank(StepKeyFieldPath);
        at.Member(nameof(MaxSequenceDurationDays)).InRange(MaxSequenceDurationDays, 1, 365);
        at.Member(nameof(Covariates)).NotMoreThan(Covariates, 20);
    }
}
