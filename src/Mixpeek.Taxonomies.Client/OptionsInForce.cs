using Microsoft.Extensions.Logging;

namespace Mixpeek.Taxonomies.Client;

/// <summary>The last options that were valid. What comes after them and is not valid is logged once and left aside.</summary>
/// <param name="read">Gives the latest options, or throws where they can't be read.</param>
/// <param name="logger">Is told of options that are not valid.</param>
internal sealed class OptionsInForce(Func<TaxonomyClientOptions> read, ILogger logger)
{
    private volatile TaxonomyClientOptions? _valid;
    private volatile string? _reported;

    /// <summary>The options as they are now: a copy, which nobody changes.</summary>
    /// <exception cref="TaxonomyException">The very first options are not valid.</exception>
    public TaxonomyClientOptions Current
    {
        get
        {
            var valid = _valid;
            try
            {
                var latest = read();
                var current = valid is not null && valid.HasSameValues(latest) ? valid : Adopt(latest);
                _reported = null;
                return current;
            }
            catch (Exception fault) when (valid is not null)
            {
                ReportOnce(fault);
                return valid;
            }
        }
    }

    private TaxonomyClientOptions Adopt(TaxonomyClientOptions latest)
    {
        var copy = latest.Copy();
        if (copy.FindFaults() is { Count: > 0 } faults)
            throw new TaxonomyException($"The options are not valid: {string.Join("; ", faults)}.");
        if (!copy.VerifyAnswers && _valid?.VerifyAnswers != false)
            logger.AnswersNotVerified();
        copy.TimeProvider = _valid?.TimeProvider ?? copy.TimeProvider;
        copy.Secrets = _valid?.Secrets ?? new SecretMask();
        return _valid = copy;
    }

    private void ReportOnce(Exception fault)
    {
        if (_reported == fault.Message)
            return;
        _reported = fault.Message;
        logger.OptionsRefused(fault.Message);
    }
}
