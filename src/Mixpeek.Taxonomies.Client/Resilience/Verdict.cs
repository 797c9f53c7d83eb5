namespace Mixpeek.Taxonomies.Client;

/// <summary>What a failed attempt means.</summary>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
/// <param name="Effect">Whether the attempt may have had its effect all the same.</param>
internal readonly record struct Verdict(bool IsTransient, AttemptEffect Effect)
{
    /// <summary>Whether the service refused the request for what it is.</summary>
    public bool IsRefusal => !IsTransient && Effect == AttemptEffect.None;
}
