using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The retriever and its inputs, which both configs have, each under its own name or under an older one that begins
/// with <c>default_</c>. The older one counts where the other is absent, and is kept as it is where both are there.
/// </summary>
internal ref struct RetrieverMembers
{
    private string? _olderRetrieverId;
    private Utf8JsonReader _olderMappings;
    private bool _hasOlderMappings;

    public string? RetrieverId { get; private set; }

    public IReadOnlyList<InputMapping>? InputMappings { get; private set; }

    /// <summary>Reads the current member if it is one of these.</summary>
    public bool TryRead(ref Utf8JsonReader reader, ref JsonObject? rest)
    {
        if (reader.ValueTextEquals("retriever_id"u8))
        {
            RetrieverId = MemberReader.Text(ref reader, "retriever_id", ref rest);
        }
        else if (reader.ValueTextEquals("input_mappings"u8))
        {
            InputMappings = MemberReader.Models(ref reader, "input_mappings", InputMappingConverter.Instance, ref rest);
        }
        else if (reader.ValueTextEquals("default_retriever_id"u8))
        {
            _olderRetrieverId = MemberReader.Text(ref reader, "default_retriever_id", ref rest);
        }
        else if (reader.ValueTextEquals("default_input_mappings"u8))
        {
            _olderMappings = reader;
            _hasOlderMappings = true;
            reader.TrySkip();
        }
        else
        {
            return false;
        }

        return true;
    }

    public void Complete(ref JsonObject? rest)
    {
        if (_olderRetrieverId is not null)
        {
            if (RetrieverId is null && rest?.ContainsKey("retriever_id") != true)
                RetrieverId = _olderRetrieverId;
            else
                (rest ??= [])["default_retriever_id"] = _olderRetrieverId;
        }

        if (!_hasOlderMappings)
            return;
        if (InputMappings is null && rest?.ContainsKey("input_mappings") != true)
            InputMappings = MemberReader.Models(ref _olderMappings, "default_input_mappings", InputMappingConverter.Instance, ref rest);
        else
            (rest ??= [])["default_input_mappings"] = MemberReader.Any(ref _olderMappings);
    }
}
