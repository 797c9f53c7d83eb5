using System.Text.Json.Nodes;
using Mixpeek.Taxonomies.Client;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>Checks a config that comes from elsewhere than a request: from a template, a seed or the program's own code.</summary>
internal static class ConfigFault
{
    /// <summary>Returns the first thing that is wrong; null for nothing.</summary>
    public static string? Of(TaxonomyConfig config)
    {
        if (config is UnknownTaxonomyConfig { Raw.ValueKind: not System.Text.Json.JsonValueKind.Object })
            return "config: there is none";
        var validator = new BodyValidator();
        ConfigValidator.CheckUnion(validator, JsonNode.Parse(TaxonomyJson.Serialize(KnownMembers.Only(config)))!.AsObject(), BodyLocation.Config);
        return validator.Faults is [var fault, ..] ? $"{fault.Location}: {fault.Message}" : HierarchyValidator.FindFault(config);
    }
}
