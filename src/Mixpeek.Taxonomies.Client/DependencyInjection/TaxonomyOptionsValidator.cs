using Microsoft.Extensions.Options;

namespace Mixpeek.Taxonomies.Client;

internal sealed class TaxonomyOptionsValidator : IValidateOptions<TaxonomyClientOptions>
{
    public ValidateOptionsResult Validate(string? name, TaxonomyClientOptions options)
    {
        var faults = options.FindFaults();
        if (faults.Count == 0)
            return ValidateOptionsResult.Success;
        var client = string.IsNullOrEmpty(name) ? "" : $" ('{name}')";
        return ValidateOptionsResult.Fail(faults.Select(fault => $"{nameof(TaxonomyClientOptions)}{client}.{fault}."));
    }
}
