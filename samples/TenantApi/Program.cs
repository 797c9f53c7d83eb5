// An API over the taxonomies of several tenants, each with a key and a namespace of its own.
//
//   dotnet run --project samples/TenantApi -- --demo
//       against an emulator for each tenant; calls itself, shows what it answers and what it traced, and ends
//   Tenants__acme__ApiKey=... Tenants__globex__ApiKey=... dotnet run --project samples/TenantApi
//       against the service
using TenantApi;

await using var demo = args.Contains("--demo") ? await Demo.StartAsync() : null;

var builder = WebApplication.CreateBuilder(args);
if (demo is not null)
    builder.Configuration.AddInMemoryCollection(demo.Settings);

var tenants = builder.Configuration.GetSection("Tenants").GetChildren().ToArray();
foreach (var tenant in tenants)
{
    builder.Services.AddTaxonomyClient(tenant.Key, tenant);
    builder.Services.AddHealthChecks().AddTaxonomyClientHealthCheck(tenant.Key);
}

builder.Services.AddProblemDetails();
builder.Services.AddValidation();
builder.Services.AddExceptionHandler<TaxonomyExceptionHandler>();
builder.Services.AddTelemetry();

await using var app = builder.Build();
// A body that is no JSON is the caller's mistake, in development too.
app.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = failure => (failure as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError });
app.UseStatusCodePages();
app.MapHealthChecks("/health");
foreach (var tenant in tenants)
    app.MapTaxonomies(tenant.Key);

if (demo is null)
    await app.RunAsync();
else
    await demo.TourAsync(app);
