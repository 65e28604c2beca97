using Clerk2WorkOS.Benchmarks.Runtime;

// Usage: runtime-benchmarks [users], 2,000 unless said otherwise.
var users = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 2_000;
await new ClientLoad(users, LimitsOn: false).RunAsync();
await new ClientLoad(users, LimitsOn: true).RunAsync();
