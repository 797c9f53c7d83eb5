namespace Mixpeek.Taxonomies.Emulator.Tests;

/// <summary>A request of an operation, as it is sent.</summary>
internal sealed record ContractRequest(ContractOperation Operation, string Path, string? Body)
{
    public override string ToString() => $"{Operation.Method} {Path} {Body}";
}
