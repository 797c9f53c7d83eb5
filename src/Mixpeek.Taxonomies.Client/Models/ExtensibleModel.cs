using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// A record on the wire that keeps what this version does not know of it. Two are equal if they say the same. What they
/// give as nodes or lists is the caller's own: to change a model, set the member in a copy (<c>with</c>).
/// </summary>
public abstract record ExtensibleModel
{
    private protected ExtensibleModel()
    {
    }

    /// <summary>
    /// Members that this version does not know, or whose value it could not understand, by their wire name; null
    /// where there are none. They are written as they are. A property that is set wins over a member of the same name.
    /// </summary>
    public JsonObject? AdditionalProperties
    {
        get => Rest?.ToObject();
        init => Rest = value is { Count: > 0 } ? JsonText.Of(value) : null;
    }

    /// <summary>
    /// Written by hand, here and in every model: FluentAssertions compares a record by its members where the compiler
    /// generated this property, and by <see cref="object.Equals(object)"/> where it did not.
    /// </summary>
    protected virtual Type EqualityContract => typeof(ExtensibleModel);

    private protected JsonText? Rest { get; init; }

    /// <summary>Returns the JSON that is sent for the model.</summary>
    public sealed override string ToString()
    {
        try
        {
            return Encoding.UTF8.GetString(JsonText.Written(Write).Span);
        }
        catch (JsonException fault)
        {
            return $"({fault.Message})";
        }
    }

    internal void Write(Utf8JsonWriter writer)
    {
        if (Rest?.OddMembers() is { Count: > 0 } oddMembers)
            writer.WriteRawValue(JsonText.Of(WriteMembers).With(oddMembers), skipInputValidation: true);
        else
            WriteMembers(writer);
    }

    /// <summary>Refuses what the service would refuse, by the name of the member, and what can't be written.</summary>
    /// <exception cref="ArgumentException">A member is not valid.</exception>
    internal void Validate(ArgumentPath at)
    {
        CheckMembers(at);
        at.Valid(nameof(AdditionalProperties), Rest);
        Check(at);
    }

    /// <summary>Writes all members but those whose names a writer would change.</summary>
    private protected abstract void WriteMembers(Utf8JsonWriter writer);

    /// <summary>Checks that each member is there, and valid in itself.</summary>
    private protected abstract void CheckMembers(ArgumentPath at);

    /// <summary>Checks what the contract says of members.</summary>
    private protected virtual void Check(ArgumentPath at)
    {
    }

    /// <summary>Whether a member has a value that could not be understood. It is sent back as it is: the service took it once.</summary>
    private protected bool KeepsRaw(ReadOnlySpan<byte> name) => Rest is { Fault: null } && Rest.Holds(name);
}
