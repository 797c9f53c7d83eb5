namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The base of every error of the client, other than a bad argument (<see cref="ArgumentException"/>) and the
/// caller's own cancellation (<see cref="OperationCanceledException"/>). Where the place of publication is known,
/// <see cref="Exception.HelpLink"/> leads to what docs/errors.md says of its type.
/// </summary>
public class TaxonomyException : Exception
{
    private TaxonomyCall? _call;

    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="innerException">The cause; null for none.</param>
    public TaxonomyException(string message, Exception? innerException = null)
        : base(message, innerException) => HelpLink = ErrorHelp.LinkTo(GetType());

    /// <summary>The operation that failed; null where the error belongs to none.</summary>
    public TaxonomyOperation? Operation { get; init; }

    /// <summary>What the call went through; null where the error belongs to no call.</summary>
    public TaxonomyCall? Call
    {
        get => _call;
        init => _call = value;
    }

    /// <summary>Every attempt of the call, in order; empty where the error belongs to no call.</summary>
    public IReadOnlyList<TaxonomyAttempt> Attempts => Call?.Attempts ?? [];

    /// <summary>Says what the call went through, as far as it has come.</summary>
    internal void Belongs(TaxonomyCall? call) => _call = call;
}
