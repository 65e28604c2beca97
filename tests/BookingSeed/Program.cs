using Clerk2WorkOS.BookingSeed;

// Fills a database as the sample had it in the Clerk days, and writes what Clerk would export of its users.
try
{
    var platform = await SeededPlatform.CreateAsync(SeedOptions.Parse(args));
    Console.WriteLine($"{platform.People.Count} users, {platform.Experts.Count} of them experts; {platform.Rows} rows in all.");
    return 0;
}
catch (Exception problem) when (problem is ArgumentException or FormatException)
{
    await Console.Error.WriteLineAsync(problem.Message);
    await Console.Error.WriteLineAsync("Usage: BookingSeed --database TEXT [--users 1000] [--rows 50000] [--seed 1] [--today yyyy-MM-dd] [--clerk-csv FILE] [--clerk-json FILE]");
    return 2;
}
