using Microsoft.Extensions.Options;
using Mixpeek.Taxonomies.Client;

namespace PlanWorker;

/// <summary>
/// Makes each taxonomy as its file says: creates what is not there, updates what an update can change, and clones where
/// the config differs; a clone waits for someone to promote it. What is as its file says is left alone.
/// </summary>
internal sealed partial class PlanFolder(ITaxonomyClient client, IOptions<PlanOptions> options, ILogger<PlanFolder> logger)
{
    /// <summary>Applies every file, in the order of their names. One that fails is logged by its name, and does not keep others from being applied.</summary>
    public async Task ApplyAsync(CancellationToken cancellationToken)
    {
        var fileOf = new Dictionary<string, string>();
        foreach (var file in Files())
        {
            try
            {
                var desired = await TaxonomyFile.ReadAsync(file, cancellationToken);
                if (!fileOf.TryAdd(desired.TaxonomyName, file))
                    LogFailure(file, $"{fileOf[desired.TaxonomyName]} is of the taxonomy '{desired.TaxonomyName}' too.");
                else
                    await ApplyAsync(desired, file, cancellationToken);
            }
            catch (Exception failure) when (failure is TaxonomyException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                LogFailure(file, failure.Message);
            }
        }
    }

    private async Task ApplyAsync(Taxonomy desired, string file, CancellationToken cancellationToken)
    {
        var current = await client.TryGetAsync(desired.TaxonomyName, cancellationToken: cancellationToken);
        if (current is null)
        {
            var request = new CreateTaxonomyRequest { TaxonomyName = desired.TaxonomyName, Description = desired.Description, Config = desired.Config };
            current = await client.GetOrCreateAsync(request, cancellationToken);
            LogCreation(file, current.TaxonomyName, current.TaxonomyId);
        }

        var plan = TaxonomyPlan.For(current, desired);
        // The clone of an earlier round, which may lack what follows its creation.
        if (plan.Kind == TaxonomyPlanKind.Clone && await client.TryGetAsync(plan.Desired.TaxonomyName, cancellationToken: cancellationToken) is { } clone)
            plan = TaxonomyPlan.For(clone, plan.Desired);
        if (plan.Kind == TaxonomyPlanKind.Nothing)
        {
            LogNothing(file, plan.Current.TaxonomyName);
            return;
        }

        await plan.ApplyAsync(client, cancellationToken);
        LogPlan(file, plan);
    }

    private string[] Files()
    {
        try
        {
            return [.. Directory.GetFiles(options.Value.Folder).Where(file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            LogFailure(options.Value.Folder, failure.Message);
            return [];
        }
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "{File}: create {Taxonomy}, which is {Id}")]
    private partial void LogCreation(string file, string taxonomy, string id);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "{File}: {Plan}")]
    private partial void LogPlan(string file, TaxonomyPlan plan);

    [LoggerMessage(EventId = 3, Level = LogLevel.Debug, Message = "{File}: nothing to do: {Taxonomy} is as desired")]
    private partial void LogNothing(string file, string taxonomy);

    [LoggerMessage(EventId = 4, Level = LogLevel.Error, Message = "{File} was not applied: {Reason}")]
    private partial void LogFailure(string file, string reason);
}
