using System.CommandLine;

namespace Clerk2WorkOS.Benchmarks.Runtime;

/// <summary>Puts the companion library under load, on a real PostgreSQL and a WorkOS stand-in on this machine.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Measures the companion library under load.") { WorkOS(), Audit(), Rls() };
        return root.Parse(args).InvokeAsync();
    }

    private static Command WorkOS()
    {
        var users = new Option<int>("--users") { Description = "How many users are created.", DefaultValueFactory = _ => 2_000 };
        var command = new Command("workos", "Measures how fast the WorkOS client creates users, with limits and without.") { users };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await new ClientLoad(parsed.GetValue(users), LimitsOn: false).RunAsync(cancellationToken);
            await new ClientLoad(parsed.GetValue(users), LimitsOn: true).RunAsync(cancellationToken);
        });
        return command;
    }

    private static Command Audit()
    {
        var events = new Option<int>("--events") { Description = "How many events each load has.", DefaultValueFactory = _ => 100_000 };
        var writers = new Option<int>("--writers") { Description = "How many callers there are at once.", DefaultValueFactory = _ => 32 };
        var rates = new Option<int[]>("--rate") { Description = "Events a second, over all writers; 0 for as many as they can. May be given several times.", DefaultValueFactory = _ => [1000, 5000, 0] };
        var write = new Option<FileInfo?>("--write") { Description = "Replace the marked section of this Markdown file.", HelpName = "FILE" };
        var command = new Command("audit", "Measures how long a call of the audit log takes.") { events, writers, rates, write };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var loads = await AuditLoad.RunAsync(parsed.GetValue(events), parsed.GetValue(writers), parsed.GetValue(rates)!, cancellationToken);
            var section = AuditLoad.Describe(loads, parsed.GetValue(writers));
            Console.WriteLine(section);
            if (parsed.GetValue(write) is { } file)
                MarkedSection.Replace(file.FullName, "audit", section);
        });
        return command;
    }

    private static Command Rls()
    {
        var rows = new Option<int>("--rows") { Description = "How many meetings and records there are.", DefaultValueFactory = _ => 1_000_000 };
        var prepared = new Option<bool>("--prepared") { Description = "Statements are prepared (Max Auto Prepare), both ways." };
        var single = new Option<bool>("--no-parallel") { Description = "PostgreSQL uses one process for a query, both ways." };
        var rounds = new Option<int>("--rounds") { Description = "How often each statement is measured; a short one twenty times as often.", DefaultValueFactory = _ => 100 };
        var write = new Option<FileInfo?>("--write") { Description = "Replace the marked section of this Markdown file.", HelpName = "FILE" };
        var command = new Command("rls", "Measures what row-level security costs, against the WHERE that somebody would write by hand.") { rows, rounds, prepared, single, write };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var section = await RlsLoad.RunAsync(parsed.GetValue(rows), parsed.GetValue(rounds), parsed.GetValue(prepared), !parsed.GetValue(single), cancellationToken);
            Console.WriteLine(section);
            if (parsed.GetValue(write) is { } file)
                MarkedSection.Replace(file.FullName, "rls", section);
        });
        return command;
    }
}
