namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class InferredNames
{
    [Fact]
    public Task Inferred_anonymous_members_are_renamed_with_their_uses() => Rewrites(
        before: """
            var users = new[] { new User("user_1", "Ada"), new User("user_2", "Bob") };
            var rows = users.Select(u => new { u.ClerkUserId, u.Name, Length = u.ClerkUserId.Length }).Where(row => row.ClerkUserId != "user_2");
            foreach (var row in rows)
                Console.WriteLine(row.ClerkUserId + row.Name + row.Length);
            var clerkId = "user_3";
            var one = new { clerkId };
            one = new { clerkId = "user_4" };
            Console.WriteLine(one.clerkId);

            class User(string clerkUserId, string name)
            {
                public string ClerkUserId => clerkUserId;

                public string Name => name;
            }
            """,
        after: """
            var users = new[] { new User("user_1", "Ada"), new User("user_2", "Bob") };
            var rows = users.Select(u => new { u.WorkosUserId, u.Name, Length = u.WorkosUserId.Length }).Where(row => row.WorkosUserId != "user_2");
            foreach (var row in rows)
                Console.WriteLine(row.WorkosUserId + row.Name + row.Length);
            var workosUserId = "user_3";
            var one = new { workosUserId };
            one = new { workosUserId = "user_4" };
            Console.WriteLine(one.workosUserId);

            class User(string workosUserId, string name)
            {
                public string WorkosUserId => workosUserId;

                public string Name => name;
            }
            """);

    [Fact]
    public Task Inferred_and_written_tuple_names_are_renamed_with_their_uses() => Rewrites(
        before: """
            var user = new User { ClerkUserId = "user_1", Name = "Ada" };
            var pair = (user.ClerkUserId, user.Name);
            Console.WriteLine(pair.ClerkUserId + pair.Name + pair.Item1);
            (string ClerkUserId, string Name) named = pair;
            Console.WriteLine(named.ClerkUserId + Parse("user_2:Bob").clerkId);
            var (id, _) = Parse("user_3:Eve");
            Console.WriteLine(id + string.Join(",", new List<(string clerkUserId, int n)> { ("user_4", 1) }.Select(x => x.clerkUserId)));

            static (string clerkId, string name) Parse(string text)
            {
                var parts = text.Split(':');
                return (clerkId: parts[0], name: parts[1]);
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string Name { get; set; } = "";
            }
            """,
        after: """
            var user = new User { WorkosUserId = "user_1", Name = "Ada" };
            var pair = (user.WorkosUserId, user.Name);
            Console.WriteLine(pair.WorkosUserId + pair.Name + pair.Item1);
            (string WorkosUserId, string Name) named = pair;
            Console.WriteLine(named.WorkosUserId + Parse("user_2:Bob").workosUserId);
            var (id, _) = Parse("user_3:Eve");
            Console.WriteLine(id + string.Join(",", new List<(string workosUserId, int n)> { ("user_4", 1) }.Select(x => x.workosUserId)));

            static (string workosUserId, string name) Parse(string text)
            {
                var parts = text.Split(':');
                return (workosUserId: parts[0], name: parts[1]);
            }

            class User
            {
                public string WorkosUserId { get; set; } = "";

                public string Name { get; set; } = "";
            }
            """);

    [Fact]
    public Task Grouping_keys_and_joins_over_anonymous_members_stay_one_type() => Rewrites(
        before: """
            var bookings = new[] { (ClerkUserId: "user_1", Day: 1), (ClerkUserId: "user_1", Day: 1), (ClerkUserId: "user_2", Day: 2) };
            var groups = from b in bookings
                         group b by new { b.ClerkUserId, b.Day } into g
                         orderby g.Key.ClerkUserId
                         select new { g.Key.ClerkUserId, Count = g.Count() };
            var limits = new[] { new { ClerkUserId = "user_1", Limit = 5 } };
            foreach (var x in groups.Join(limits, g => g.ClerkUserId, l => l.ClerkUserId, (g, l) => new { g, l.ClerkUserId, l.Limit }))
                Console.WriteLine(x.g.ClerkUserId + x.ClerkUserId + x.Limit + x.g.Count);
            """,
        after: """
            var bookings = new[] { (WorkosUserId: "user_1", Day: 1), (WorkosUserId: "user_1", Day: 1), (WorkosUserId: "user_2", Day: 2) };
            var groups = from b in bookings
                         group b by new { b.WorkosUserId, b.Day } into g
                         orderby g.Key.WorkosUserId
                         select new { g.Key.WorkosUserId, Count = g.Count() };
            var limits = new[] { new { WorkosUserId = "user_1", Limit = 5 } };
            foreach (var x in groups.Join(limits, g => g.WorkosUserId, l => l.WorkosUserId, (g, l) => new { g, l.WorkosUserId, l.Limit }))
                Console.WriteLine(x.g.WorkosUserId + x.WorkosUserId + x.Limit + x.g.Count);
            """);

    [Fact]
    public Task An_anonymous_object_that_goes_to_JSON_keeps_its_name_on_the_wire() => Program(
        before: """
            using System.Text.Json;

            var user = new User { ClerkUserId = "user_1" };
            Console.WriteLine(JsonSerializer.Serialize(new { user.ClerkUserId, Kind = "guest" }));
            var clerkUserId = "user_2";
            Send(new { clerkUserId });
            Send(new { Inner = new { user.ClerkUserId } });
            Send(new { ClerkUserId = clerkUserId });

            static void Send(object body) => Console.WriteLine(JsonSerializer.Serialize(body));

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Text.Json;

            var user = new User { WorkosUserId = "user_1" };
            Console.WriteLine(JsonSerializer.Serialize(new { ClerkUserId = user.WorkosUserId, Kind = "guest" }));
            var workosUserId = "user_2";
            Send(new { clerkUserId = workosUserId });
            Send(new { Inner = new { ClerkUserId = user.WorkosUserId } });
            Send(new { ClerkUserId = workosUserId });

            static void Send(object body) => Console.WriteLine(JsonSerializer.Serialize(body));

            class User
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, "ClerkUserId", "ClerkUserId")
        .Reports(ContractKind.Json, "clerkUserId", "clerkUserId")
        .HoldsAsync();

    [Fact]
    public Task A_variable_whose_anonymous_object_escapes_later_keeps_the_name_and_its_uses() => Program(
        before: """
            var user = new User { ClerkUserId = "user_1" };
            var row = new { user.ClerkUserId, Seats = 2 };
            var other = row;
            other = new { ClerkUserId = "user_2", Seats = 3 };
            Console.WriteLine(row.ClerkUserId + other.ClerkUserId);
            object body = other;
            foreach (var property in body.GetType().GetProperties())
                Console.WriteLine(property.Name + "=" + property.GetValue(body));

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            var user = new User { WorkosUserId = "user_1" };
            var row = new { ClerkUserId = user.WorkosUserId, Seats = 2 };
            var other = row;
            other = new { ClerkUserId = "user_2", Seats = 3 };
            Console.WriteLine(row.ClerkUserId + other.ClerkUserId);
            object body = other;
            foreach (var property in body.GetType().GetProperties())
                Console.WriteLine(property.Name + "=" + property.GetValue(body));

            class User
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Fact]
    public Task A_list_of_anonymous_objects_that_leaves_as_one_keeps_the_name() => Program(
        before: """
            using System.Text.Json;

            var users = new[] { new User { ClerkUserId = "user_1" } };
            var rows = users.Select(u => new { u.ClerkUserId, At = 1 }).ToList();
            Console.WriteLine(JsonSerializer.Serialize(rows));
            var kept = users.Select(u => new { u.ClerkUserId, Only = "here" }).First();
            Console.WriteLine(kept.ClerkUserId);

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Text.Json;

            var users = new[] { new User { WorkosUserId = "user_1" } };
            var rows = users.Select(u => new { ClerkUserId = u.WorkosUserId, At = 1 }).ToList();
            Console.WriteLine(JsonSerializer.Serialize(rows));
            var kept = users.Select(u => new { u.WorkosUserId, Only = "here" }).First();
            Console.WriteLine(kept.WorkosUserId);

            class User
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Fact]
    public Task An_anonymous_object_that_is_an_extensions_receiver_or_is_printed_keeps_the_name() => Program(
        before: """
            using System.Text.Json;

            var user = new User { ClerkUserId = "user_1" };
            Console.WriteLine(new { user.ClerkUserId, Kind = 1 }.ToJson());
            var printed = new { user.ClerkUserId, Kind = "printed" };
            Console.WriteLine($"{printed}");

            static class Json
            {
                public static string ToJson<T>(this T value) => JsonSerializer.Serialize(value);
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Text.Json;

            var user = new User { WorkosUserId = "user_1" };
            Console.WriteLine(new { ClerkUserId = user.WorkosUserId, Kind = 1 }.ToJson());
            var printed = new { ClerkUserId = user.WorkosUserId, Kind = "printed" };
            Console.WriteLine($"{printed}");

            static class Json
            {
                public static string ToJson<T>(this T value) => JsonSerializer.Serialize(value);
            }

            class User
            {
                public string WorkosUserId { get; set; } = "";
            }
            """)
        .Reports(ContractKind.Json, "ClerkUserId", "ClerkUserId")
        .HoldsAsync();

    [Fact]
    public Task A_member_keeps_its_name_where_its_object_has_the_new_one() => Program(
        before: """
            var user = new User { ClerkUserId = "user_1" };
            var both = new { WorkosUserId = "user_2", user.ClerkUserId };
            var pair = (WorkosUserId: "user_3", user.ClerkUserId);
            Console.WriteLine(both.WorkosUserId + both.ClerkUserId + new { WorkosUserId = "user_4", user.ClerkUserId } + pair.WorkosUserId + pair.ClerkUserId);

            class User { public string ClerkUserId { get; set; } = ""; }
            """,
        after: """
            var user = new User { WorkosUserId = "user_1" };
            var both = new { WorkosUserId = "user_2", ClerkUserId = user.WorkosUserId };
            var pair = (WorkosUserId: "user_3", ClerkUserId: user.WorkosUserId);
            Console.WriteLine(both.WorkosUserId + both.ClerkUserId + new { WorkosUserId = "user_4", ClerkUserId = user.WorkosUserId } + pair.WorkosUserId + pair.ClerkUserId);

            class User { public string WorkosUserId { get; set; } = ""; }
            """)
        .Lists(Reasons.NameTaken("WorkosUserId", "the anonymous object"))
        .Lists(Reasons.NameTaken("WorkosUserId", "the anonymous object"))
        .Lists(Reasons.NameTaken("WorkosUserId", "the tuple"))
        .HoldsAsync();
}
