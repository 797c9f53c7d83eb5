namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failed attempt means.</summary>
/// <param name="MayRepeat">Whether the request may be sent again.</param>
/// <param name="IsOutcomeUnknown">Whether a creation may have taken effect, so that it can't be repeated blindly.</param>
internal readonly record struct Verdict(bool MayRepeat, bool IsOutcomeUnknown);
