using Clerk2WorkOS.CodeFixes.Rewriting;
using Clerk2WorkOS.MigrationRunner.Reporting;
using Clerk2WorkOS.MigrationRunner.Writing;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.Browser.Tests.Setting;

/// <summary>Reports to look at.</summary>
internal static class Reports
{
    private const string Before = """
        namespace Shop.Orders;

        public sealed class OrderActions(IOrders orders)
        {
            public async Task<Order> Place(string clerkUserId, Basket basket)
            {
                var order = await orders.Place(clerkUserId, basket);
                await LogAuditEvent(clerkUserId, "created", "order", order.Id, null, new { order.Total }, "", "");
                return order;
            }
        }

        """;

    /// <summary>A run of <c>fix</c> that has something for every section.</summary>
    public static RunReport Fix { get; } = new()
    {
        Command = "fix",
        Solution = "Shop.sln",
        IsDryRun = false,
        ExitCode = 1,
        Findings =
        [
            new("C2W101", FindingStatus.Fixed, "src/Orders/OrderActions.cs", 5, 43, 5, 54, "'clerkUserId' is named after the Clerk user id; use 'workosUserId'.", null) { Project = "Orders", Code = Code(5) },
            new("C2W201", FindingStatus.Fixed, "src/Orders/OrderActions.cs", 8, 15, 8, 28, "'LogAuditEvent' has the old eight arguments.", null) { Project = "Orders", Code = Code(8) },
            new("C2W102", FindingStatus.Listed, "src/Shop/Billing.cs", 31, 9, 31, 20, "'clerk_user_id' in SQL is named after the Clerk user id; use 'workos_user_id'.", "It is known by that name outside of this code.") { Project = "Shop" },
            new("C2W301", FindingStatus.Info, "src/Shop/Move.cs", 4, 1, 4, 9, "'EventTable' is the legacy schema's.", "The file reads both schemas on purpose.") { Project = "Shop" },
            new("C2W502", FindingStatus.Listed, "src/Shop/.env", 2, 1, 2, 17, "'CLERK_SECRET_KEY' is a setting of Clerk's; use 'WORKOS_API_KEY'.", "Keys are renamed on request.") { Project = "Shop" },
        ],
        Contracts =
        [
            new(ContractKind.Json, "src/Shop/UserDto.cs", 7, 2, "UserDto", "clerkUserId", "workosUserId"),
            new(ContractKind.Persisted, "src/Shop/User.cs", 8, 2, "Users", "clerk_user_id", "clerk_user_id"),
        ],
        TakenBack = [new("ClerkId of Invoice", "It would not compile.")],
        Files = [new("src/Orders/OrderActions.cs", 4), new("src/Shop/.env", 1)],
        Planned =
        [
            Planned("src/Orders/OrderActions.cs", Before, ("string clerkUserId", "string workosUserId"), ("Place(clerkUserId, basket);", "Place(workosUserId, basket);"), ("clerkUserId, \"created\"", "\"created\""), (", null, new { order.Total }, \"\", \"\")", ", new { order.Total })")),
            Planned("src/Shop/.env", "A=1\nCLERK_SECRET_KEY=sk_test_1234567890abcdef\n", ("CLERK_SECRET_KEY", "WORKOS_API_KEY")),
        ],
        UnloadedProjects = ["Legacy"],
        ErrorsBefore = 312,
        ErrorsAfter = 0,
    };

    /// <summary>A run of <c>check</c> beside a baseline, with so many findings.</summary>
    public static RunReport Check(int findings) => new()
    {
        Command = "check",
        Solution = "Large.sln",
        IsDryRun = false,
        ExitCode = findings == 0 ? 0 : 1,
        Findings =
        [
            .. Enumerable.Range(0, findings).Select(at => new ReportedFinding(
                at % 3 == 0 ? "C2W101" : at % 3 == 1 ? "C2W201" : "C2W102",
                at % 10 == 0 ? FindingStatus.Listed : at % 7 == 0 ? FindingStatus.Info : FindingStatus.Fixed,
                $"src/Part{at / 500:00}/Folder/File{at / 10:0000}.cs", at % 10 * 20 + 1, 9, at % 10 * 20 + 1, 20,
                $"'clerkUserId{at}' is named after the Clerk user id; use 'workosUserId{at}'.",
                at % 10 == 0 ? $"It is used in src/Part{at / 500:00}/Other.cs, which was not loaded." : null)
            {
                Project = $"Part{at / 500:00}",
                Code = new ReportedCode(Math.Max(1, at % 10 * 20), $"    {{\n        var order = await orders.Place(clerkUserId{at}, basket, cancellationToken);\n"),
            }),
        ],
        Contracts = [],
        TakenBack = [],
        Files = [],
        UnloadedProjects = [],
        Baseline = new ReportedBaseline("clerk2workos.baseline.json", Known: 61, Stale: 30, IsUpdated: false) { Rules = [new("C2W101", 60, 31, 4), new("C2W201", 40, 30, 2), new("C2W303", 0, 0, 3)] },
    };

    private static ReportedCode Code(int line) => new(line - 1, string.Join('\n', Before.Split('\n')[(line - 2)..(line + 1)]));

    private static PlannedFile Planned(string path, string before, params (string Old, string New)[] replacements)
    {
        var changes = replacements.Select(replacement => new TextChange(new TextSpan(before.IndexOf(replacement.Old, StringComparison.Ordinal), replacement.Old.Length), replacement.New)).ToArray();
        return new PlannedFile(path, path, TextFile.TryDecode(System.Text.Encoding.UTF8.GetBytes(before))!, [.. changes], SourceText.From(before).WithChanges(changes).ToString());
    }
}
