// Reads one taxonomy and ends: what a process pays from its start to its first answer.
using ColdStart;

Console.WriteLine(await Client.GetNameAsync(new Uri(args[0])));
