namespace Mixpeek.Taxonomies.Emulator;

internal enum StoreOutcome
{
    Done,
    NotFound,
    NameTaken,
}
