using Microsoft.Extensions.Options;

namespace PlanWorker;

/// <summary>Applies the folder at once, and then at each interval. A round that takes longer than that is not run twice at a time.</summary>
internal sealed class PlanSchedule(PlanFolder folder, IOptions<PlanOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.Interval, clock);
        var round = 0;
        do
        {
            await folder.ApplyAsync(stoppingToken);
            round++;
        }
        while (round != options.Value.Rounds && await timer.WaitForNextTickAsync(stoppingToken));

        lifetime.StopApplication();
    }
}
