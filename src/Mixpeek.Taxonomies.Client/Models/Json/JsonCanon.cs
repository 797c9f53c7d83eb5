using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Mixpeek.Taxonomies.Client;

/// <summary>
/// The one form of all JSON that says the same: members in the order of their names, the last of repeated ones, and
/// numbers without what makes no difference.
/// </summary>
internal static class JsonCanon
{
    public static byte[] Of(JsonText text)
    {
        var reader = text.Reader();
        var output = new ArrayBufferWriter<byte>(text.Utf8.Length);
        Write(ref reader, output);
        return output.WrittenSpan.ToArray();
    }

    private static void Write(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(ref reader, output);
                break;
            case JsonTokenType.StartArray:
                output.Write("["u8);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Write(ref reader, output);
                    output.Write(","u8);
                }

                output.Write("]"u8);
                break;
            case JsonTokenType.String:
                WriteText(reader.ValueSpan, output);
                break;
            case JsonTokenType.Number:
                output.Write(Encoding.ASCII.GetBytes(JsonNumber.Canonical(Encoding.ASCII.GetString(reader.ValueSpan))));
                break;
            default:
                output.Write(reader.ValueSpan);
                break;
        }
    }

    private static void WriteObject(ref Utf8JsonReader reader, ArrayBufferWriter<byte> output)
    {
        var members = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            // Escapes are alike in all copies, so the name needs no reading.
            var name = Encoding.UTF8.GetString(reader.ValueSpan);
            reader.Read();
            var value = new ArrayBufferWriter<byte>();
            Write(ref reader, value);
            members[name] = value.WrittenSpan.ToArray();
        }

        output.Write("{"u8);
        foreach (var (name, value) in members)
        {
            WriteText(Encoding.UTF8.GetBytes(name), output);
            output.Write(":"u8);
            output.Write(value);
            output.Write(","u8);
        }

        output.Write("}"u8);
    }

    private static void WriteText(ReadOnlySpan<byte> text, ArrayBufferWriter<byte> output)
    {
        output.Write("\""u8);
        output.Write(text);
        output.Write("\""u8);
    }
}
