namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class Variables
{
    [Fact]
    public Task Out_and_pattern_variables_are_renamed() => Program(
        before: """
            var names = new Dictionary<string, string> { ["Ada"] = "user_1" };
            if (names.TryGetValue("Ada", out var clerkUserId) && TryParse(clerkUserId, out string clerkSubject))
                Console.WriteLine(clerkUserId + clerkSubject);
            object boxed = "user_2";
            if (boxed is string { Length: > 3 } guestClerkId)
                Console.WriteLine(guestClerkId);
            if (boxed is not string notClerkId)
                return;
            Console.WriteLine(boxed switch { string adminClerkId when adminClerkId == notClerkId => adminClerkId, _ => "none" });
            switch (boxed)
            {
                case string caseClerkId when caseClerkId.Length > 99:
                    break;
                case string and { Length: var clerkIdLength }:
                    Console.WriteLine(clerkIdLength);
                    break;
            }

            static bool TryParse(string clerkUserId, out string clerkSub)
            {
                clerkSub = clerkUserId.Split('_')[1];
                return true;
            }
            """,
        after: """
            var names = new Dictionary<string, string> { ["Ada"] = "user_1" };
            if (names.TryGetValue("Ada", out var workosUserId) && TryParse(workosUserId, out string clerkSubject))
                Console.WriteLine(workosUserId + clerkSubject);
            object boxed = "user_2";
            if (boxed is string { Length: > 3 } guestWorkosUserId)
                Console.WriteLine(guestWorkosUserId);
            if (boxed is not string notWorkosUserId)
                return;
            Console.WriteLine(boxed switch { string adminWorkosUserId when adminWorkosUserId == notWorkosUserId => adminWorkosUserId, _ => "none" });
            switch (boxed)
            {
                case string caseWorkosUserId when caseWorkosUserId.Length > 99:
                    break;
                case string and { Length: var workosUserIdLength }:
                    Console.WriteLine(workosUserIdLength);
                    break;
            }

            static bool TryParse(string workosUserId, out string clerkSub)
            {
                clerkSub = workosUserId.Split('_')[1];
                return true;
            }
            """)
        .Lists(Reasons.StrongerName("clerkUserId", "workosUserId"), Reasons.NameTaken("workosUserId", Any))
        .HoldsAsync();

    [Fact]
    public Task Foreach_for_using_and_constants_are_renamed() => Rewrites(
        before: """
            const string CLERK_USER_ID = "user_0";
            foreach (var clerkUserId in new[] { "user_1", "user_2" })
                Console.WriteLine(clerkUserId + CLERK_USER_ID);
            foreach (var (clerkId, seats) in new[] { ("user_3", 1) })
                Console.WriteLine(clerkId + seats);
            foreach ((string clerkUserId, int n) in new[] { ("user_4", 1) })
                Console.WriteLine(clerkUserId + n);
            for (var clerkIdIndex = 0; clerkIdIndex < 2; clerkIdIndex++)
                Console.WriteLine(clerkIdIndex);
            using (var clerkUserIdReader = new StringReader("user_5"))
                Console.WriteLine(clerkUserIdReader.ReadToEnd());
            using var clerkIdWriter = new StringWriter();
            clerkIdWriter.Write("user_6");
            Console.WriteLine(clerkIdWriter);
            ref var firstClerkId = ref new[] { "user_7" }[0];
            firstClerkId += "!";
            Console.WriteLine(firstClerkId);
            """,
        after: """
            const string WORKOS_USER_ID = "user_0";
            foreach (var workosUserId in new[] { "user_1", "user_2" })
                Console.WriteLine(workosUserId + WORKOS_USER_ID);
            foreach (var (workosUserId, seats) in new[] { ("user_3", 1) })
                Console.WriteLine(workosUserId + seats);
            foreach ((string workosUserId, int n) in new[] { ("user_4", 1) })
                Console.WriteLine(workosUserId + n);
            for (var workosUserIdIndex = 0; workosUserIdIndex < 2; workosUserIdIndex++)
                Console.WriteLine(workosUserIdIndex);
            using (var workosUserIdReader = new StringReader("user_5"))
                Console.WriteLine(workosUserIdReader.ReadToEnd());
            using var workosUserIdWriter = new StringWriter();
            workosUserIdWriter.Write("user_6");
            Console.WriteLine(workosUserIdWriter);
            ref var firstWorkosUserId = ref new[] { "user_7" }[0];
            firstWorkosUserId += "!";
            Console.WriteLine(firstWorkosUserId);
            """);

    [Fact]
    public Task Lambda_parameters_and_local_functions_are_renamed() => Rewrites(
        before: """
            Func<string, string> trim = clerkUserId => clerkUserId.Trim();
            Func<string, int, string> repeat = (string clerkUserId, int n) => string.Concat(Enumerable.Repeat(clerkUserId, n));
            Func<string, Func<string, bool>> same = clerkUserId => otherClerkUserId => clerkUserId == otherClerkUserId;
            var old = delegate (string clerkId) { return clerkId + "!"; };
            Console.WriteLine(trim(" a ") + repeat("b", 2) + same("c")("c") + old("d") + GetClerkUserId() + FormatClerkId(clerkId: "e"));

            string GetClerkUserId() => FormatClerkId("f");
            static string FormatClerkId(string clerkId, string? clerkUserIdPrefix = null) => clerkUserIdPrefix + "<" + clerkId + ">";
            """,
        after: """
            Func<string, string> trim = workosUserId => workosUserId.Trim();
            Func<string, int, string> repeat = (string workosUserId, int n) => string.Concat(Enumerable.Repeat(workosUserId, n));
            Func<string, Func<string, bool>> same = workosUserId => otherWorkosUserId => workosUserId == otherWorkosUserId;
            var old = delegate (string workosUserId) { return workosUserId + "!"; };
            Console.WriteLine(trim(" a ") + repeat("b", 2) + same("c")("c") + old("d") + GetWorkosUserId() + FormatWorkosUserId(workosUserId: "e"));

            string GetWorkosUserId() => FormatWorkosUserId("f");
            static string FormatWorkosUserId(string workosUserId, string? workosUserIdPrefix = null) => workosUserIdPrefix + "<" + workosUserId + ">";
            """);

    [Fact]
    public Task Types_type_parameters_enum_members_and_aliases_are_renamed() => Rewrites(
        before: """
            using ClerkIdText = System.String;

            ClerkIdText text = new ClerkUserId("user_1").Value;
            Console.WriteLine(text + Box<ClerkUserId>.Of(new ClerkUserId("user_2")).Value + (int)ClaimKind.ClerkUserId);

            readonly record struct ClerkUserId(string Value);

            static class Box<TClerkUserId>
            {
                public static TClerkUserId Of(TClerkUserId clerkUserId) => clerkUserId;
            }

            enum ClaimKind { Email, ClerkUserId }
            """,
        after: """
            using WorkosUserIdText = System.String;

            WorkosUserIdText text = new WorkosUserId("user_1").Value;
            Console.WriteLine(text + Box<WorkosUserId>.Of(new WorkosUserId("user_2")).Value + (int)ClaimKind.WorkosUserId);

            readonly record struct WorkosUserId(string Value);

            static class Box<TWorkosUserId>
            {
                public static TWorkosUserId Of(TWorkosUserId workosUserId) => workosUserId;
            }

            enum ClaimKind { Email, WorkosUserId }
            """);

    [Fact]
    public Task Initializers_interpolation_and_conditional_access_are_renamed() => Rewrites(
        before: """"
            User? user = new() { ClerkUserId = "user_1", Inner = { ClerkUserIds = { "user_2" } } };
            Console.WriteLine($"{user?.ClerkUserId,8}|{user!.Inner?.ClerkUserIds?[0] ?? "none"}|{nameof(user.Inner).Length:00}");
            user.Inner?.ClerkUserIds.Add(user.ClerkUserId);
            (user.ClerkUserId, var last) = ("user_3", user.Inner!.ClerkUserIds[^1]);
            user.ClerkUserId += last;
            Console.WriteLine($"""
                {user.ClerkUserId}
                """);

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public Inner Inner { get; } = new();
            }

            class Inner
            {
                public List<string> ClerkUserIds { get; } = [];
            }
            """",
        after: """"
            User? user = new() { WorkosUserId = "user_1", Inner = { WorkosUserIds = { "user_2" } } };
            Console.WriteLine($"{user?.WorkosUserId,8}|{user!.Inner?.WorkosUserIds?[0] ?? "none"}|{nameof(user.Inner).Length:00}");
            user.Inner?.WorkosUserIds.Add(user.WorkosUserId);
            (user.WorkosUserId, var last) = ("user_3", user.Inner!.WorkosUserIds[^1]);
            user.WorkosUserId += last;
            Console.WriteLine($"""
                {user.WorkosUserId}
                """);

            class User
            {
                public string WorkosUserId { get; set; } = "";

                public Inner Inner { get; } = new();
            }

            class Inner
            {
                public List<string> WorkosUserIds { get; } = [];
            }
            """");
}
