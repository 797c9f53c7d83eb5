using FsCheck;

namespace Mixpeek.Taxonomies.Client.Tests;

internal static class Generated
{
    // A change of the client is asked of the tests hundreds of times by mutation testing, with a part of the cases each.
#if MUTATION_TESTING
    private const int Part = 10;
#else
    private const int Part = 1;
#endif

    public static Config Cases(int count) => Config.QuickThrowOnFailure.WithMaxTest(count / Part);
}
