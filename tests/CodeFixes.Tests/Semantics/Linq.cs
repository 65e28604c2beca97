namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class Linq
{
    [Fact]
    public Task Range_variables_of_every_clause_are_renamed() => Rewrites(
        before: """
            string[] ids = ["user_2", "user_1", "guest"];
            var query = from clerkUserId in ids
                        let upperClerkId = clerkUserId.ToUpperInvariant()
                        from string eachClerkSub in new[] { upperClerkId, clerkUserId }
                        where clerkUserId != "guest" && eachClerkSub.Length > 0
                        orderby clerkUserId descending, eachClerkSub
                        select clerkUserId + upperClerkId[^1..] + eachClerkSub[0];
            Console.WriteLine(string.Join(" ", query));
            """,
        after: """
            string[] ids = ["user_2", "user_1", "guest"];
            var query = from workosUserId in ids
                        let upperWorkosUserId = workosUserId.ToUpperInvariant()
                        from string eachWorkosUserId in new[] { upperWorkosUserId, workosUserId }
                        where workosUserId != "guest" && eachWorkosUserId.Length > 0
                        orderby workosUserId descending, eachWorkosUserId
                        select workosUserId + upperWorkosUserId[^1..] + eachWorkosUserId[0];
            Console.WriteLine(string.Join(" ", query));
            """);

    [Fact]
    public Task Joins_groups_and_continuations_are_renamed() => Rewrites(
        before: """
            var users = new[] { new User("user_1"), new User("user_2") };
            var meetings = new[] { new Meeting("user_1", 30), new Meeting("user_1", 60) };
            var query = from user in users
                        join meeting in meetings on user.ClerkUserId equals meeting.OwnerClerkId into ofClerkUserId
                        from meeting in ofClerkUserId.DefaultIfEmpty()
                        group meeting by user.ClerkUserId into byClerkUserId
                        select byClerkUserId.Key + ":" + byClerkUserId.Sum(m => m?.Minutes ?? 0);
            Console.WriteLine(string.Join(" ", query));

            record User(string ClerkUserId);
            record Meeting(string OwnerClerkId, int Minutes);
            """,
        after: """
            var users = new[] { new User("user_1"), new User("user_2") };
            var meetings = new[] { new Meeting("user_1", 30), new Meeting("user_1", 60) };
            var query = from user in users
                        join meeting in meetings on user.WorkosUserId equals meeting.OwnerWorkosUserId into ofWorkosUserId
                        from meeting in ofWorkosUserId.DefaultIfEmpty()
                        group meeting by user.WorkosUserId into byWorkosUserId
                        select byWorkosUserId.Key + ":" + byWorkosUserId.Sum(m => m?.Minutes ?? 0);
            Console.WriteLine(string.Join(" ", query));

            record User(string WorkosUserId);
            record Meeting(string OwnerWorkosUserId, int Minutes);
            """);

    [Fact]
    public Task A_range_variable_beside_one_of_the_new_name_is_listed() => Program(
        before: """
            string[] ids = ["user_1"];
            var query = from clerkUserId in ids
                        let workosUserId = "workos_" + clerkUserId
                        select workosUserId + clerkUserId;
            Console.WriteLine(string.Join(" ", query));
            foreach (var adminClerkUserId in ids)
                Console.WriteLine(adminClerkUserId);
            """,
        after: """
            string[] ids = ["user_1"];
            var query = from clerkUserId in ids
                        let workosUserId = "workos_" + clerkUserId
                        select workosUserId + clerkUserId;
            Console.WriteLine(string.Join(" ", query));
            foreach (var adminWorkosUserId in ids)
                Console.WriteLine(adminWorkosUserId);
            """)
        .Lists(Reasons.NameTaken("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Method_chains_over_expressions_are_renamed() => Rewrites(
        before: """
            using System.Linq.Expressions;

            var users = new[] { new User("user_2"), new User("user_1") }.AsQueryable();
            Expression<Func<User, bool>> isNew = user => user.ClerkUserId.EndsWith("1");
            var byClerkUserId = users.Where(isNew).OrderBy(u => u.ClerkUserId).ToDictionary(u => u.ClerkUserId, u => u);
            Console.WriteLine(string.Join(" ", byClerkUserId.Keys) + byClerkUserId["user_1"].ClerkUserId);

            record User(string ClerkUserId);
            """,
        after: """
            using System.Linq.Expressions;

            var users = new[] { new User("user_2"), new User("user_1") }.AsQueryable();
            Expression<Func<User, bool>> isNew = user => user.WorkosUserId.EndsWith("1");
            var byWorkosUserId = users.Where(isNew).OrderBy(u => u.WorkosUserId).ToDictionary(u => u.WorkosUserId, u => u);
            Console.WriteLine(string.Join(" ", byWorkosUserId.Keys) + byWorkosUserId["user_1"].WorkosUserId);

            record User(string WorkosUserId);
            """);
}
