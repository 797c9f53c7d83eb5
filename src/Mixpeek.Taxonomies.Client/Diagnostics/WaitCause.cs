namespace Mixpeek.Taxonomies.Client;

/// <summary>Why a call waits.</summary>
internal static class WaitCause
{
    public const string Retry = "retry";
    public const string Limiter = "limiter";
    public const string Window = "window";
}
