namespace Mixpeek.Taxonomies.Client;

/// <summary>What a call ends in: a result, or the failure that is thrown where the call leaves the client, and not before.</summary>
internal readonly record struct CallOutcome<T>(T? Result, Exception? Failure = null)
{
    public CallOutcome(Exception failure)
        : this(default, failure)
    {
    }
}
