using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>The environment fills in what nobody sets, in whatever order things are added.</summary>
[Collection(nameof(Alone))]
public sealed class EnvironmentTests : IDisposable
{
    private static readonly string[] Variables = ["MIXPEEK_API_KEY", "MIXPEEK_NAMESPACE", "MIXPEEK_BASE_URL", "MIXPEEK_ALLOW_INSECURE_HTTP"];

    private readonly string?[] _before = [.. Variables.Select(Environment.GetEnvironmentVariable)];

    public void Dispose()
    {
        foreach (var (variable, value) in Variables.Zip(_before))
            Environment.SetEnvironmentVariable(variable, value);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_is_set_before_or_after_wins_over_the_environment(bool isBefore)
    {
        Set("sk_env", "ns_env", "https://env.example");
        var services = new ServiceCollection();
        if (isBefore)
            services.Configure<TaxonomyClientOptions>(Configure);
        services.AddTaxonomyClient();
        if (!isBefore)
            services.Configure<TaxonomyClientOptions>(Configure);
        var options = OptionsOf(services);
        (options.ApiKey, options.Namespace, options.BaseAddress).Should().Be(("sk_code", "ns_code", new Uri("https://code.example")));

        static void Configure(TaxonomyClientOptions options)
        {
            options.ApiKey = "sk_code";
            options.Namespace = "ns_code";
            options.BaseAddress = new Uri("https://code.example");
        }
    }

    [Fact]
    public void What_is_not_set_comes_from_the_environment()
    {
        Set("sk_env", "ns_env", "https://env.example");
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["M:Namespace"] = "ns_file" }).Build().GetSection("M");
        var options = OptionsOf(new ServiceCollection().AddTaxonomyClient(section).Services);
        (options.ApiKey, options.Namespace, options.BaseAddress).Should().Be(("sk_env", "ns_file", new Uri("https://env.example")));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Setting_that_is_empty_is_not_set(string empty)
    {
        Set("sk_env", "ns_env", "https://env.example");
        string[] names =
        [
            "ApiKey", "Namespace", "BaseAddress", "AttemptTimeout", "TotalTimeout", "MaxRetries", "ReconcileByName", "KeepDefaultResilienceHandlers", "MaxResponseBytes", "AllowInsecureHttp", "VerifyAnswers",
        ];
        var section = new ConfigurationBuilder().AddInMemoryCollection(names.ToDictionary(name => $"M:{name}", string? (_) => empty)).Build().GetSection("M");
        var options = OptionsOf(new ServiceCollection().AddTaxonomyClient(section).Services);
        (options.ApiKey, options.Namespace, options.BaseAddress).Should().Be(("sk_env", "ns_env", new Uri("https://env.example")));
        options.HasSameValues(new TaxonomyClientOptions { ApiKey = "sk_env", Namespace = "ns_env", BaseAddress = options.BaseAddress }).Should().BeTrue();
    }

    [Fact]
    public void Address_of_the_environment_that_is_none_is_named_only_where_it_counts()
    {
        Set("sk_env", null, "not an address");
        var set = new ServiceCollection().AddTaxonomyClient(options => options.BaseAddress = new Uri("https://code.example")).Services;
        OptionsOf(set).BaseAddress.Should().Be(new Uri("https://code.example"));
        FluentActions.Invoking(() => OptionsOf(new ServiceCollection().AddTaxonomyClient().Services)).Should().Throw<FormatException>().WithMessage("MIXPEEK_BASE_URL*");
    }

    [Theory]
    [InlineData("true", null, true)]
    [InlineData("True", null, true)]
    [InlineData("false", null, false)]
    [InlineData(" ", null, false)]
    [InlineData(null, null, false)]
    [InlineData("true", "false", false)]
    [InlineData("false", "true", true)]
    public void Plain_http_is_allowed_by_the_environment_where_the_section_leaves_it_out(string? variable, string? setting, bool isAllowed)
    {
        Set("sk_env", null, "https://env.example", variable);
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["M:AllowInsecureHttp"] = setting }).Build().GetSection("M");
        OptionsOf(new ServiceCollection().AddTaxonomyClient(section).Services).AllowInsecureHttp.Should().Be(isAllowed);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("1")]
    public void Leave_for_plain_http_that_is_neither_true_nor_false_is_named_only_where_it_counts(string variable)
    {
        Set("sk_env", null, null, variable);
        FluentActions.Invoking(TaxonomyClientOptions.FromEnvironment).Should().Throw<FormatException>().WithMessage("MIXPEEK_ALLOW_INSECURE_HTTP must be true or false.");
        OptionsOf(new ServiceCollection().AddTaxonomyClient(options => options.AllowInsecureHttp = false).Services).AllowInsecureHttp.Should().BeFalse();
        var section = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["M:AllowInsecureHttp"] = variable }).Build().GetSection("M");
        FluentActions.Invoking(() => OptionsOf(new ServiceCollection().AddTaxonomyClient(section).Services)).Should().Throw<FormatException>().WithMessage("The setting M:AllowInsecureHttp must be true or false.");
    }

    private static void Set(params string?[] values)
    {
        foreach (var (variable, value) in Variables.Zip(values.Concat(new string?[Variables.Length - values.Length])))
            Environment.SetEnvironmentVariable(variable, value);
    }

    private static TaxonomyClientOptions OptionsOf(IServiceCollection services)
    {
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<TaxonomyClientOptions>>().Value;
    }
}
