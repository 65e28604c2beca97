using Fix = Clerk2WorkOS.CodeFixes.Tests.Ide.FixTest<Clerk2WorkOS.Analyzers.Names.ClerkUserIdNameAnalyzer, Clerk2WorkOS.CodeFixes.Names.ClerkUserIdNameCodeFix>;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>Where others know the name, the light bulb asks: two fixes, what the settings say first.</summary>
public sealed class WireNameFixes
{
    private const string Before = """
        using System.Text.Json;

        public class User
        {
            public string {|C2W101:ClerkUserId|} { get; set; } = "";

            public string Show() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
        }
        """;

    private const string Changed = """
        using System.Text.Json;

        public class User
        {
            public string WorkosUserId { get; set; } = "";

            public string Show() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
        }
        """;

    private const string Kept = """
        using System.Text.Json;
        using System.Text.Json.Serialization;

        public class User
        {
            [JsonPropertyName("clerkUserId")]
            public string WorkosUserId { get; set; } = "";

            public string Show() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);
        }
        """;

    private const string KeepTitle = "Rename 'ClerkUserId' to 'WorkosUserId' everywhere (keep the name on the wire)";
    private const string ChangeTitle = "Rename 'ClerkUserId' to 'WorkosUserId' everywhere (change the name on the wire)";
    private const string KeepKey = "Clerk2WorkOS.Names.KeepWire";
    private const string ChangeKey = "Clerk2WorkOS.Names.ChangeWire";

    [Theory]
    [InlineData("", 0, Changed, ChangeTitle, ChangeKey)]
    [InlineData("", 1, Kept, KeepTitle, KeepKey)]
    [InlineData("c2w_json_names = keep", 0, Kept, KeepTitle, KeepKey)]
    [InlineData("c2w_json_names = keep", 1, Changed, ChangeTitle, ChangeKey)]
    public Task Both_are_offered_and_the_settings_choice_is_the_first(string setting, int index, string after, string title, string key)
    {
        var test = new Fix
        {
            TestCode = Before,
            FixedCode = after,
            CodeActionIndex = index,
            CodeActionEquivalenceKey = key,
            CodeActionVerifier = (action, verifier) => verifier.Equal(title, action.Title),
        };
        if (setting.Length > 0)
            test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\n" + setting));
        return test.RunAsync();
    }

    [Theory]
    [InlineData(0, "[DataMember(Name = \"ClerkUserId\")]", " (names on the wire as the settings say)", "Clerk2WorkOS.Names")]
    [InlineData(1, "[JsonPropertyName(\"ClerkUserId\")]\n    [DataMember(Name = \"ClerkUserId\")]", " (keep the name on the wire)", KeepKey)]
    [InlineData(2, "[DataMember]", " (change the name on the wire)", ChangeKey)]
    public Task Where_the_settings_keep_one_name_and_change_another_both_is_the_first(int index, string attributes, string title, string key)
    {
        const string Before = """
            using System.Runtime.Serialization;
            using System.Text.Json;
            using System.Text.Json.Serialization;

            [DataContract]
            public class User
            {
                [DataMember]
                public string {|C2W101:ClerkUserId|} { get; set; } = "";

                public string Show() => JsonSerializer.Serialize(this);
            }
            """;
        var test = new Fix
        {
            TestCode = Before,
            FixedCode = Before.Replace("{|C2W101:ClerkUserId|}", "WorkosUserId").Replace("[DataMember]", attributes),
            CodeActionIndex = index,
            CodeActionEquivalenceKey = key,
            CodeActionVerifier = (action, verifier) => verifier.Equal("Rename 'ClerkUserId' to 'WorkosUserId' everywhere" + title, action.Title),
        };
        return test.RunAsync();
    }

    [Fact]
    public Task Fix_all_makes_the_same_choice_everywhere()
    {
        var test = new Fix { CodeActionEquivalenceKey = KeepKey, CodeActionIndex = 1, NumberOfIncrementalIterations = 2, NumberOfFixAllIterations = 1, NumberOfFixAllInDocumentIterations = 2 };
        test.TestState.Sources.Add(Before);
        test.TestState.Sources.Add(Before.Replace("class User", "class Owner").Replace("ClerkUserId", "AdminClerkUserId"));
        test.FixedState.Sources.Add(Kept);
        test.FixedState.Sources.Add(Kept.Replace("class User", "class Owner").Replace("WorkosUserId", "AdminWorkosUserId").Replace("\"clerkUserId\"", "\"adminClerkUserId\""));
        return test.RunAsync();
    }

    [Fact]
    public Task Nothing_is_asked_where_nobody_else_knows_the_name()
    {
        var test = new Fix
        {
            TestCode = "class User { string {|C2W101:ClerkUserId|} = \"\"; }",
            FixedCode = "class User { string WorkosUserId = \"\"; }",
            CodeActionEquivalenceKey = "Clerk2WorkOS.Names",
            CodeActionVerifier = (action, verifier) => verifier.Equal("Rename 'ClerkUserId' to 'WorkosUserId' everywhere", action.Title),
        };
        return test.RunAsync();
    }
}
