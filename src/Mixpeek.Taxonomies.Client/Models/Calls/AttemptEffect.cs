namespace Mixpeek.Taxonomies.Client;

/// <summary>Whether an attempt that failed may have had its effect on the service.</summary>
internal enum AttemptEffect
{
    /// <summary>It had none.</summary>
    None,

    /// <summary>The service says that it did not handle the request, but nothing proves it.</summary>
    Doubtful,

    /// <summary>It may have had it or not.</summary>
    Unknown,
}
