using Clerk2WorkOS.Analyzers.Tables;
using Clerk2WorkOS.CodeFixes.Tables;

namespace Clerk2WorkOS.CodeFixes.Tests.Ide;

/// <summary>C2W303 under the light bulb.</summary>
public sealed class InterimSchemaFixes
{
    [Fact]
    public async Task A_files_imports_and_qualified_names_are_re_pointed()
    {
        var test = new FixTest<InterimSchemaAnalyzer, InterimSchemaCodeFix> { NumberOfIncrementalIterations = 1, NumberOfFixAllIterations = 1 };
        test.TestState.Sources.Add("""
            using {|C2W303:App.SchemaWorkos|};

            public class Rows
            {
                public EventsTable Event { get; set; }

                public {|C2W303:App.SchemaWorkos|}.MeetingsTable Meeting { get; set; }
            }
            """);
        test.FixedState.Sources.Add("""
            using App.Schema;

            public class Rows
            {
                public EventsTable Event { get; set; }

                public App.Schema.MeetingsTable Meeting { get; set; }
            }
            """);
        const string schema = """
            namespace App.Schema
            {
                public class EventsTable { }

                public class MeetingsTable { }
            }

            namespace App.SchemaWorkos
            {
                public class EventsTable { }

                public class MeetingsTable { }
            }
            """;
        test.TestState.Sources.Add(schema);
        test.FixedState.Sources.Add(schema);
        test.TestState.AnalyzerConfigFiles.Add(("/.globalconfig", "is_global = true\nc2w_stage = consolidated\n"));
        await test.RunAsync();
    }
}
