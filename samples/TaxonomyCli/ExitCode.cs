namespace TaxonomyCli;

/// <summary>How the command ends, for scripts.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>The service refused, could not be reached, or a file or an argument is not valid; nothing of this verb took effect, unless the message says so.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A change was sent and took effect, or may have, and the command did not come to its end: the message says what is known.</summary>
    public const int Unknown = 3;

    /// <summary>Two taxonomies differ, or a plan would change something.</summary>
    public const int Different = 4;

    public const int Cancelled = 130;
}
