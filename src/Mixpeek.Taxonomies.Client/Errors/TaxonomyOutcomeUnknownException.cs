namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A request that changes something was sent, and whether it took effect could not be settled within the call's time: the connection broke, the time ran out, or the service failed while it worked. Look for
/// <see cref="TaxonomyName"/> before trying again. <see cref="Exception.InnerException"/> is what happened to the
/// request.
/// </summary>
public sealed class TaxonomyOutcomeUnknownException : TaxonomyException
{
    /// <summary>Makes an error.</summary>
    /// <param name="message">What went wrong, in one line.</param>
    /// <param name="taxonomyName">The name to look for; null where the operation gives none.</param>
    /// <param name="innerException">What happened to the request; null for nothing.</param>
    public TaxonomyOutcomeUnknownException(string message, string? taxonomyName, Exception? innerException = null)
        : base(message, innerException) => TaxonomyName = taxonomyName;

    /// <summary>The name that the taxonomy has if the request took effect; null where the operation gives none.</summary>
    public string? TaxonomyName { get; }

    /// <summary>What was last seen of <see cref="TaxonomyName"/>.</summary>
    public TaxonomyNameState NameState { get; init; }

    /// <summary>The taxonomy that was last seen under <see cref="TaxonomyName"/>, or that was to be changed and does not show the change; null where none was read.</summary>
    public Taxonomy? LastSeen { get; init; }

    /// <summary>Makes the error of a call that ends in another one.</summary>
    internal static TaxonomyOutcomeUnknownException Of(
        CallRecord call, string? name, Exception reason, TaxonomyNameState nameState, Taxonomy? lastSeen, Exception? lookUpFault)
    {
        var seen = (name, nameState, lastSeen) switch
        {
            (_, TaxonomyNameState.Unknown, { TaxonomyId: var id }) => $" When read back, the taxonomy {HeaderText.Printable(id)} did not show the change; look again before you try again.",
            (null, _, _) when lookUpFault is not null => $" Reading it back failed too: {HeaderText.Printable(lookUpFault.Message)} Look whether it did before you try again.",
            (null, _, _) => " Look whether it did before you try again.",
            _ => Seen($"'{HeaderText.Printable(name)}'", nameState, lastSeen, lookUpFault),
        };
        var message = $"{call.Operation.Name} was sent, and whether it took effect is not known: {HeaderText.Printable(reason.Message)}{seen}";
        return new TaxonomyOutcomeUnknownException(call.Options.Secrets.Apply(message), name, reason)
        {
            Operation = call.Operation,
            NameState = nameState,
            LastSeen = lastSeen,
        };
    }

    private static string Seen(string name, TaxonomyNameState nameState, Taxonomy? lastSeen, Exception? lookUpFault) => nameState switch
    {
        TaxonomyNameState.Free => $" When last looked up, no taxonomy had the name {name}; look again before you try again.",
        TaxonomyNameState.Taken => $" The taxonomy {HeaderText.Printable(lastSeen!.TaxonomyId)} has the name {name}, and whether this call made it can't be told.",
        _ when lookUpFault is not null => $" Looking {name} up failed too: {HeaderText.Printable(lookUpFault.Message)} Look for it before you try again.",
        _ => $" Look for {name} before you try again.",
    };
}
