using System.Security.Cryptography;

namespace Mixpeek.Taxonomies.Emulator;

/// <summary>IDs in the shape of the service's: a prefix and lowercase hexadecimal digits.</summary>
internal static class EmulatorIds
{
    public static string New(string prefix, int digits) =>
        prefix + RandomNumberGenerator.GetHexString(digits, lowercase: true);
}
