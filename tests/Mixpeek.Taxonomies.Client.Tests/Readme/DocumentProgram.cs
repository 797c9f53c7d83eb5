using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Mixpeek.Taxonomies.Emulator;

namespace Mixpeek.Taxonomies.Client.Tests;

/// <summary>A block of C# of the documentation, which is a program of its own, and what is shown as its output.</summary>
internal sealed partial record DocumentProgram(string Code, string? Output)
{
    /// <summary>What a new console project imports, and a new web project besides.</summary>
    private static readonly string[] ConsoleImports = ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks"];

    private static readonly string[] WebImports =
    [
        "Microsoft.AspNetCore.Builder", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Routing", "Microsoft.Extensions.Configuration",
        "Microsoft.Extensions.DependencyInjection", "Microsoft.Extensions.Hosting", "Microsoft.Extensions.Logging", "System.Net.Http.Json",
    ];

    private const string FactRunner = """
        foreach (var test in typeof(Program).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(Xunit.FactAttribute), false)))
            await (Task)test.Invoke(Activator.CreateInstance(test.DeclaringType!), null)!;
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private bool IsWeb => Code.Contains("WebApplication.CreateBuilder", StringComparison.Ordinal);

    private bool IsTest => Code.Contains("[Fact]", StringComparison.Ordinal);

    /// <summary>Compiles the block as it stands, and returns what is wrong with it.</summary>
    public IReadOnlyList<string> Compile(Stream assembly)
    {
        var imports = IsWeb ? ConsoleImports.Concat(WebImports) : ConsoleImports;
        var sources = new List<string> { string.Concat(imports.Select(import => $"global using {import};")), Code };
        if (IsTest)
            sources.Add(FactRunner);
        // A new project leaves the two warnings out too.
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable)
            .WithSpecificDiagnosticOptions(new Dictionary<string, ReportDiagnostic> { ["CS1701"] = ReportDiagnostic.Suppress, ["CS1702"] = ReportDiagnostic.Suppress });
        var compilation = CSharpCompilation.Create("Pasted", sources.Select(source => CSharpSyntaxTree.ParseText(source)), References(), options);
        return [.. compilation.Emit(assembly).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning).Select(diagnostic => diagnostic.ToString())];
    }

    /// <summary>Runs the program in a process of its own, whose environment names an emulator, and returns its output.</summary>
    public async Task<string> RunAsync(byte[] assembly, TaxonomyEmulator emulator)
    {
        var folder = Directory.CreateTempSubdirectory("pasted-").FullName;
        var file = Path.Combine(folder, "Pasted.dll");
        await File.WriteAllBytesAsync(file, assembly);
        var own = Path.Combine(AppContext.BaseDirectory, typeof(DocumentProgram).Assembly.GetName().Name!);
        var start = new ProcessStartInfo("dotnet", ["exec", "--depsfile", $"{own}.deps.json", "--runtimeconfig", $"{own}.runtimeconfig.json", file])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["MIXPEEK_BASE_URL"] = emulator.BaseAddress.AbsoluteUri;
        start.Environment["MIXPEEK_API_KEY"] = emulator.ApiKey;
        start.Environment["MIXPEEK_NAMESPACE"] = emulator.Namespace;
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            return IsWeb ? await AskAsync(process, limit.Token) : await ReadToEndAsync(process, limit.Token);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> ReadToEndAsync(Process process, CancellationToken cancellationToken)
    {
        var outputs = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
        await process.WaitForExitAsync(cancellationToken);
        process.ExitCode.Should().Be(0, "the program succeeds; it wrote:\n{0}", string.Concat(outputs));
        return outputs[0].ReplaceLineEndings("\n");
    }

    /// <summary>Asks the program for its page about a taxonomy, once it has started, and about one without a description and one that is not there.</summary>
    private async Task<string> AskAsync(Process process, CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (Address().Match(line) is not { Success: true } address)
                continue;
            using var http = new HttpClient { BaseAddress = new Uri(address.Value) };
            var page = Page().Match(Code).Groups[1].Value;
            (await StatusOfAsync("product_tags_trial")).Should().Be(HttpStatusCode.OK, "a taxonomy may have no description");
            (await StatusOfAsync("not_there")).Should().Be(HttpStatusCode.NotFound);
            return await http.GetStringAsync(page + "product_tags", cancellationToken);

            async Task<HttpStatusCode> StatusOfAsync(string taxonomy)
            {
                using var response = await http.GetAsync(page + taxonomy, cancellationToken);
                return response.StatusCode;
            }
        }

        throw new InvalidOperationException($"The program ended: {await process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(file => MetadataReference.CreateFromFile(file));

    [GeneratedRegex(@"(?<=Now listening on: )\S+")]
    private static partial Regex Address();

    [GeneratedRegex("""MapGet\("([^{]+)\{""")]
    private static partial Regex Page();
}
