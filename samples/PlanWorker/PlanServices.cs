namespace PlanWorker;

/// <summary>What the worker is made of.</summary>
internal static class PlanServices
{
    public static void AddPlans(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddTaxonomyClient(configuration.GetSection("Mixpeek"));
        services.AddOptions<PlanOptions>().Bind(configuration.GetSection("Plans"))
            .Validate(options => Directory.Exists(options.Folder), "Plans:Folder must be a folder that is there.")
            .Validate(options => options.Interval >= TimeSpan.FromSeconds(1), "Plans:Interval must be a second at least.")
            .ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<PlanFolder>();
        services.AddHostedService<PlanSchedule>();
    }
}
