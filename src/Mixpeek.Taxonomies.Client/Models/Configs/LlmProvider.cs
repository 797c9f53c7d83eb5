using System.Text.Json.Serialization;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The provider of the language model that infers a hierarchy. An open enumeration: a value the service adds later is kept as it is.</summary>
[JsonConverter(typeof(TaxonomyModelConverter))]
public readonly partial record struct LlmProvider : IOpenEnum<LlmProvider>
{
    /// <summary>The OpenAI chat API. On the wire: <c>openai_chat_v1</c>.</summary>
    public static LlmProvider OpenAIChatV1 { get; } = new("openai_chat_v1");
}
