namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W102: a string is rewritten where nobody but its method and its readers know the name, and listed anywhere else.</summary>
public sealed class NamesInTexts
{
    /// <summary>A command that runs only when the parameters of its text are the ones that it was given.</summary>
    private const string Command = """
        using System.Data;
        using System.Text.RegularExpressions;

        public sealed class Parameter { public string Name = ""; public object? Value { get; set; } }

        public sealed class Parameters
        {
            public readonly List<Parameter> All = new();
            public Parameter this[string name] => All.Single(parameter => parameter.Name == name.TrimStart('@'));
            public void AddWithValue(string name, object value) => All.Add(new Parameter { Name = name.TrimStart('@'), Value = value });
        }

        public sealed class Command(string text = "") : IDbCommand
        {
            public string CommandText { get; set; } = text;
            public Parameters Parameters { get; } = new();
            public object? ExecuteScalar() =>
                string.Join(",", Regex.Matches(CommandText, "@([a-z_]+)", RegexOptions.IgnoreCase).Select(match => Parameters[match.Groups[1].Value].Value));
            public int CommandTimeout { get; set; }
            public CommandType CommandType { get; set; }
            public IDbConnection? Connection { get; set; }
            IDataParameterCollection IDbCommand.Parameters => throw new NotSupportedException();
            public IDbTransaction? Transaction { get; set; }
            public UpdateRowSource UpdatedRowSource { get; set; }
            public void Cancel() { }
            public IDbDataParameter CreateParameter() => throw new NotSupportedException();
            public void Dispose() { }
            public int ExecuteNonQuery() => 0;
            public IDataReader ExecuteReader() => throw new NotSupportedException();
            public IDataReader ExecuteReader(CommandBehavior behavior) => throw new NotSupportedException();
            public void Prepare() { }
        }
        """;

    [Fact]
    public Task The_message_of_an_exception_follows() => Rewrites(
        before: """
            try
            {
                throw new InvalidOperationException("No ClerkUserId for " + 1 + $"; \"clerk_user_id\" of {2} is {{ClerkUserId}}");
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine(exception.Message.Length > 10);
            }
            """,
        after: """
            try
            {
                throw new InvalidOperationException("No WorkosUserId for " + 1 + $"; \"workos_user_id\" of {2} is {{WorkosUserId}}");
            }
            catch (InvalidOperationException exception)
            {
                Console.WriteLine(exception.Message.Length > 10);
            }
            """);

    [Fact]
    public Task The_name_of_a_parameter_follows_it() => Rewrites(
        before: """
            Console.WriteLine(new Users().Find("user_1"));

            class Users
            {
                public string Find(string clerkUserId) =>
                    clerkUserId.Length > 0 ? "found" : throw new ArgumentException(message: "The clerkUserId is empty", paramName: "clerkUserId");
            }
            """,
        after: """
            Console.WriteLine(new Users().Find("user_1"));

            class Users
            {
                public string Find(string workosUserId) =>
                    workosUserId.Length > 0 ? "found" : throw new ArgumentException(message: "The workosUserId is empty", paramName: "workosUserId");
            }
            """);

    [Fact]
    public Task The_name_of_a_parameter_that_was_renamed_before_catches_up() => Rewrites(
        before: """
            Console.WriteLine(Find("user_1"));

            static string Find(string workosUserId) => workosUserId ?? throw new ArgumentNullException("clerkUserId");
            """,
        after: """
            Console.WriteLine(Find("user_1"));

            static string Find(string workosUserId) => workosUserId ?? throw new ArgumentNullException("workosUserId");
            """);

    [Fact]
    public Task The_name_of_a_parameter_that_is_nowhere_is_listed() => Unchanged(
        """
        Console.WriteLine(Find("user_1"));

        static string Find(string id) => id ?? throw new ArgumentNullException("clerkUserId");
        """)
        .Lists(Reasons.TextNamesNothing("workosUserId"))
        .HoldsAsync();

    [Fact]
    public Task The_parameter_of_a_command_follows_within_its_method() => Files
        .Given("Command.cs", Command)
        .File("Program.cs",
            before: """"
                Console.WriteLine(Name("user_1"));

                static object? Name(string id)
                {
                    using var command = new Command("""
                        select name from users
                        where id = @ClerkUserId or parent = @clerkuserid and state = @state
                        """);
                    command.Parameters.AddWithValue("@ClerkUserId", id);
                    command.Parameters.AddWithValue("clerkuserid", "lower");
                    command.Parameters.AddWithValue("state", 1);
                    command.Parameters["@ClerkUserId"].Value = id + "!";
                    return command.ExecuteScalar();
                }
                """",
            after: """"
                Console.WriteLine(Name("user_1"));

                static object? Name(string id)
                {
                    using var command = new Command("""
                        select name from users
                        where id = @WorkosUserId or parent = @workosuserid and state = @state
                        """);
                    command.Parameters.AddWithValue("@WorkosUserId", id);
                    command.Parameters.AddWithValue("workosuserid", "lower");
                    command.Parameters.AddWithValue("state", 1);
                    command.Parameters["@WorkosUserId"].Value = id + "!";
                    return command.ExecuteScalar();
                }
                """")
        .HoldsAsync();

    [Fact]
    public Task The_column_beside_a_parameter_stays_and_is_listed() => Files
        .Given("Command.cs", Command)
        .File("Program.cs",
            before: """
                using var command = new Command();
                command.CommandText = "select name from users where clerk_user_id = @clerk_user_id";
                command.Parameters.AddWithValue("clerk_user_id", "user_1");
                Console.WriteLine(command.ExecuteScalar());
                """,
            after: """
                using var command = new Command();
                command.CommandText = "select name from users where clerk_user_id = @workos_user_id";
                command.Parameters.AddWithValue("workos_user_id", "user_1");
                Console.WriteLine(command.ExecuteScalar());
                """)
        .Lists(Reasons.TextOutside)
        .HoldsAsync();

    [Theory]
    [InlineData("Fill(command); command.Parameters.AddWithValue(\"ClerkUserId\", \"user_1\");")]
    [InlineData("command.Parameters.AddWithValue(\"ClerkUserId\", \"user_1\"); command.CommandText = command.CommandText + \" and 1 = 1\";")]
    [InlineData("command.Parameters.AddWithValue(\"WorkosUserId\", 1); command.Parameters.AddWithValue(\"ClerkUserId\", \"user_1\");")]
    [InlineData("var name = \"ClerkUserId\"; command.Parameters.AddWithValue(name, \"user_1\");")]
    public Task A_parameter_that_others_may_know_is_listed(string use) => Files
        .Given("Command.cs", Command)
        .Given("Program.cs", $$"""
            using var command = new Command("select name from users where id = @ClerkUserId");
            {{use}}
            Console.WriteLine(command.ExecuteScalar());
            static void Fill(Command command) => command.Prepare();
            """)
        .Lists(Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task A_procedures_parameter_is_listed() => Files
        .Given("Command.cs", Command)
        .Given("Program.cs", """
            using var command = new Command("exec NameOf @ClerkUserId");
            command.Parameters.AddWithValue("ClerkUserId", "user_1");
            Console.WriteLine(command.ExecuteScalar());
            """)
        .Lists(Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task What_others_know_is_listed_and_stays() => Unchanged(
        """"
        using System.Security.Claims;
        using System.Text.Json;

        var user = new ClaimsPrincipal(new ClaimsIdentity([new Claim("clerk_user_id", "user_1")]));
        Console.WriteLine(user.FindFirst("clerk_user_id")?.Value);
        Console.WriteLine(JsonDocument.Parse("""{"clerkUserId":"user_2"}""").RootElement.GetProperty("clerkUserId").GetString());
        Console.WriteLine(Environment.GetEnvironmentVariable("ADMIN_CLERK_USER_IDS") ?? "none");
        """")
        .Lists(Reasons.TextOutside)
        .HoldsAsync();

    [Fact]
    public Task A_name_that_is_pinned_is_no_finding() => Rewrites(
        before: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new User { ClerkUserId = "user_1" }));

            class User
            {
                [JsonPropertyName("clerk_user_id")]
                public string ClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Console.WriteLine(JsonSerializer.Serialize(new User { WorkosUserId = "user_1" }));

            class User
            {
                [JsonPropertyName("clerk_user_id")]
                public string WorkosUserId { get; set; } = "";
            }
            """);

    [Fact]
    public Task JSON_of_a_name_that_is_kept_is_right_as_it_is() => Files
        .Project("Contracts").Project("App", "Contracts")
        .Given("User.cs", """
            using System.Text.Json.Serialization;

            public record User([property: JsonPropertyName("clerk_user_id")] string WorkosUserId);
            """, "Contracts")
        .Given("Program.cs", """
            using System.Text.Json;

            var json = JsonSerializer.SerializeToNode(new User("user_1"))!;
            Console.WriteLine((string?)json["clerk_user_id"]);
            Console.WriteLine((string?)json["clerkUserId"] ?? "none");
            """)
        .Notes(Reasons.NameKept("User", "clerk_user_id"))
        .Lists(Reasons.TextOutside)
        .HoldsAsync();

    [Fact]
    public Task What_a_test_expects_of_a_name_that_is_kept_is_right_as_it_is() => Program(
        before: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Assert.Contains("\"ClerkUserId\":", JsonSerializer.Serialize(new User { ClerkUserId = "user_1" }));
            Assert.Contains("other_clerk_id", "other_clerk_id");
            Console.WriteLine("passed");

            class User
            {
                [JsonPropertyName("ClerkUserId")]
                public string ClerkUserId { get; set; } = "";
            }

            static class Assert
            {
                public static void Contains(string expected, string actual) => _ = actual.Contains(expected) ? 0 : throw new InvalidOperationException(actual);
            }
            """,
        after: """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            Assert.Contains("\"ClerkUserId\":", JsonSerializer.Serialize(new User { WorkosUserId = "user_1" }));
            Assert.Contains("other_clerk_id", "other_clerk_id");
            Console.WriteLine("passed");

            class User
            {
                [JsonPropertyName("ClerkUserId")]
                public string WorkosUserId { get; set; } = "";
            }

            static class Assert
            {
                public static void Contains(string expected, string actual) => _ = actual.Contains(expected) ? 0 : throw new InvalidOperationException(actual);
            }
            """)
        .Notes(Reasons.NameKept("User", "ClerkUserId"))
        .Lists(Reasons.TextElsewhere)
        .HoldsAsync();

    [Fact]
    public Task A_till_whose_clerk_is_a_person_is_left_alone() => Unchanged(
        """"
        Console.WriteLine(new Till().Sales(7) + Till.Prompt);

        /// <summary>Sales by clerk_id; the ClerkId is printed on the receipt.</summary>
        class Till
        {
            public const string Prompt = "Ask the clerk for the clerk id";

            // clerkId comes from the badge
            public string Sales(int clerkId) => $"""
                select sum(amount) from sales where clerk_id = {clerkId} and clerk_user_id is not null
                """;
        }
        """")
        .ReportsNothing()
        .HoldsAsync();

    [Fact]
    public Task A_till_that_speaks_of_clerks_in_strings_only_is_left_alone() => Unchanged(
        """
        var columns = new[] { "clerk_id", "ClerkId", "Ask the clerk", "Clerk: {0}", "clerk-id", "/clerks/{clerkId}", "CLERK_ID", "https://salesclerk.com/clerk-id" };
        Console.WriteLine(string.Join(",", columns) + "select clerk_id from sales where clerk_id = @clerk_id"); // by clerk_id
        """)
        .ReportsNothing()
        .HoldsAsync();
}
