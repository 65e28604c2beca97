namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W402: the two new properties stand behind the guest's email and name, and look like them.</summary>
public sealed class GuestColumns
{
    private const string Context = "namespace App.Data { public class Db : Microsoft.EntityFrameworkCore.DbContext { public Microsoft.EntityFrameworkCore.DbSet<MeetingsTable> Meetings => new(this); } }";

    private const string Attributes = """
        namespace App.Wire
        {
            public class BsonElementAttribute(string name) : Attribute { public string Name => name; }
            public class JsonPropertyAttribute(string name) : Attribute { public string Name => name; }
            public class NoteAttribute(string name) : Attribute { public string Name => name; }
            public class Timed { public DateTime StartTime { get; set; } }
        }
        """;

    private const string Head = """
        using System.ComponentModel.DataAnnotations.Schema;
        using System.Text.Json.Serialization;
        using App.Wire;

        namespace App.Data;


        """;

    public static TheoryData<string, string> Types => new()
    {
        // Behind the later of the two, without empty lines where there are none.
        {
            """
            public class MeetingsTable
            {
                public Guid Id { get; set; }
                public string GuestEmail { get; set; } = "";
                public string GuestName { get; set; } = "";   // as typed
                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                public Guid Id { get; set; }
                public string GuestEmail { get; set; } = "";
                public string GuestName { get; set; } = "";   // as typed
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                public string GuestName { get; set; } = "";
                public string GuestEmail { get; set; } = "";
                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                public string GuestName { get; set; } = "";
                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },

        // All on one line.
        {
            """
            public class MeetingsTable { public string GuestEmail { get; set; } = ""; public DateTime StartTime { get; set; } }
            """,
            """
            public class MeetingsTable { public string GuestEmail { get; set; } = ""; public string? GuestWorkosUserId { get; set; } public Guid? GuestOrgId { get; set; } public DateTime StartTime { get; set; } }
            """
        },
        {
            """
            public class MeetingsTable { [Column("guest_email")] public string GuestEmail { get; set; } = ""; public DateTime StartTime { get; set; } }
            """,
            """
            public class MeetingsTable { [Column("guest_email")] public string GuestEmail { get; set; } = ""; [Column("guest_workos_user_id")] public string? GuestWorkosUserId { get; set; } [Column("guest_org_id")] public Guid? GuestOrgId { get; set; } public DateTime StartTime { get; set; } }
            """
        },

        // Documented and spaced, as the one before it.
        {
            """
            public class MeetingsTable
            {
                public DateTime StartTime { get; set; }

                /// <summary>Whom to write to.</summary>
                public string GuestEmail { get; set; } = "";
            }
            """,
            """
            public class MeetingsTable
            {
                public DateTime StartTime { get; set; }

                /// <summary>Whom to write to.</summary>
                public string GuestEmail { get; set; } = "";

                /// <summary>The guest's user id; empty where the guest was not registered.</summary>
                public string? GuestWorkosUserId { get; set; }

                /// <summary>The guest's own organization; empty where the guest was not registered.</summary>
                public Guid? GuestOrgId { get; set; }
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                public DateTime StartTime { get; set; }
                // No empty line here.
                /** <summary>Whom to write to.</summary> */
                public string GuestEmail { get; set; } = "";
            }
            """,
            """
            public class MeetingsTable
            {
                public DateTime StartTime { get; set; }
                // No empty line here.
                /** <summary>Whom to write to.</summary> */
                public string GuestEmail { get; set; } = "";
                /// <summary>The guest's user id; empty where the guest was not registered.</summary>
                public string? GuestWorkosUserId { get; set; }
                /// <summary>The guest's own organization; empty where the guest was not registered.</summary>
                public Guid? GuestOrgId { get; set; }
            }
            """
        },

        // The first property is spaced as what stands behind it.
        {
            """
            public class MeetingsTable
            {
                public string GuestEmail { get; set; } = "";

                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                public string GuestEmail { get; set; } = "";

                public string? GuestWorkosUserId { get; set; }

                public Guid? GuestOrgId { get; set; }

                public DateTime StartTime { get; set; }
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                private readonly int _seats = 3;

                public string GuestEmail { get; set; } = "";
                public DateTime StartTime { get; set; }
                public int Seats => _seats;
            }
            """,
            """
            public class MeetingsTable
            {
                private readonly int _seats = 3;

                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
                public int Seats => _seats;
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                public const int Seats = 3;
                public string GuestEmail { get; set; } = "";

                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                public const int Seats = 3;
                public string GuestEmail { get; set; } = "";

                public string? GuestWorkosUserId { get; set; }

                public Guid? GuestOrgId { get; set; }

                public DateTime StartTime { get; set; }
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                public DateTime StartTime { get; set; }
                public string GuestEmail { get; set; } = "";

                public string Host { get; set; } = "";
            }
            """,
            """
            public class MeetingsTable
            {
                public DateTime StartTime { get; set; }
                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }

                public string Host { get; set; } = "";
            }
            """
        },

        // Alone in its type: there is nothing to be spaced from.
        {
            """
            public class MeetingsTable : Timed
            {

                public string GuestEmail { get; set; } = "";
            }
            """,
            """
            public class MeetingsTable : Timed
            {

                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
            }
            """
        },

        // The new columns are called on the wire as the email is.
        {
            """
            public class MeetingsTable
            {
                [Column("guest_email"), JsonPropertyName("guestEmail"), Note("guest-email")]
                public string GuestEmail { get; set; } = "";
                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                [Column("guest_email"), JsonPropertyName("guestEmail"), Note("guest-email")]
                public string GuestEmail { get; set; } = "";
                [Column("guest_workos_user_id"), JsonPropertyName("guestWorkosUserId")]
                public string? GuestWorkosUserId { get; set; }
                [Column("guest_org_id"), JsonPropertyName("guestOrgId")]
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                [BsonElement("guest-email")]
                [JsonProperty("guestemail")] public string GuestEmail { get; set; } = "";
                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                [BsonElement("guest-email")]
                [JsonProperty("guestemail")] public string GuestEmail { get; set; } = "";
                [BsonElement("guest-workos-user-id"), JsonProperty("guestworkosuserid")] public string? GuestWorkosUserId { get; set; }
                [BsonElement("guest-org-id"), JsonProperty("guestorgid")] public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },
        {
            """
            public class MeetingsTable
            {
                [ColumnAttribute("GUEST_EMAIL")]
                [System.Text.Json.Serialization.JsonPropertyName("GuestEmail")]
                public string GuestEmail { get; set; } = "";
                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                [ColumnAttribute("GUEST_EMAIL")]
                [System.Text.Json.Serialization.JsonPropertyName("GuestEmail")]
                public string GuestEmail { get; set; } = "";
                [ColumnAttribute("GUEST_WORKOS_USER_ID"), System.Text.Json.Serialization.JsonPropertyName("GuestWorkosUserId")]
                public string? GuestWorkosUserId { get; set; }
                [ColumnAttribute("GUEST_ORG_ID"), System.Text.Json.Serialization.JsonPropertyName("GuestOrgId")]
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },

        // What names nothing on the wire is not repeated.
        {
            """
            public class MeetingsTable
            {
                [Column]
                [Column_(), JsonPropertyName(Wire), Note("guest_email")]
                public string GuestEmail { get; set; } = "";
                [Column(TypeName = "text")]
                public string GuestName { get; set; } = "";
                public DateTime StartTime { get; set; }
                public const string Wire = "guest_email";
            }
            public class Column_Attribute : Attribute;
            """,
            """
            public class MeetingsTable
            {
                [Column]
                [Column_(), JsonPropertyName(Wire), Note("guest_email")]
                public string GuestEmail { get; set; } = "";
                [Column(TypeName = "text")]
                public string GuestName { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
                public const string Wire = "guest_email";
            }
            public class Column_Attribute : Attribute;
            """
        },
        {
            """
            public class MeetingsTable
            {
                [Column, JsonPropertyName(Wire), Column_()]
                public string GuestEmail { get; set; } = "";
                public DateTime StartTime { get; set; }
                public const string Wire = "guest_email";
            }
            public class Column_Attribute : Attribute;
            """,
            """
            public class MeetingsTable
            {
                [Column, JsonPropertyName(Wire), Column_()]
                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
                public const string Wire = "guest_email";
            }
            public class Column_Attribute : Attribute;
            """
        },

        // A record's positional parameters stay; the properties go into its body.
        {
            """
            public record MeetingsTable(Guid Id, string GuestEmail, DateTime StartTime);
            """,
            """
            public record MeetingsTable(Guid Id, string GuestEmail, DateTime StartTime)
            {
                public string? GuestWorkosUserId { get; init; }
                public Guid? GuestOrgId { get; init; }
            }
            """
        },
        {
            """
            public record MeetingsTable(Guid Id, string GuestEmail, DateTime StartTime)
            {
                public int Minutes { get; init; }
            }
            """,
            """
            public record MeetingsTable(Guid Id, string GuestEmail, DateTime StartTime)
            {
                public string? GuestWorkosUserId { get; init; }
                public Guid? GuestOrgId { get; init; }
                public int Minutes { get; init; }
            }
            """
        },

        // The organization's id is of the type of the table's own.
        { Own("public string OrgId { get; set; } = \"\";"), Own("public string OrgId { get; set; } = \"\";", "string?") },
        { Own("public string? OrgId { get; set; }"), Own("public string? OrgId { get; set; }", "string?") },
        { Own("public Guid? OrgId { get; set; }"), Own("public Guid? OrgId { get; set; }", "Guid?") },
        { Own("public long OrgId { get; set; }"), Own("public long OrgId { get; set; }", "long?") },
        { Own("public static int OrgId { get; set; }"), Own("public static int OrgId { get; set; }", "Guid?") },

        // Without annotations a string is one.
        {
            """
            #nullable disable
            public class MeetingsTable
            {
                public string OrgId { get; set; }
                public string GuestEmail { get; set; }
                public DateTime StartTime { get; set; }
            }
            """,
            """
            #nullable disable
            public class MeetingsTable
            {
                public string OrgId { get; set; }
                public string GuestEmail { get; set; }
                public string GuestWorkosUserId { get; set; }
                public string GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },
        {
            """
            #nullable disable
            public class MeetingsTable
            {
                public Guid OrgId { get; set; }
                public string GuestEmail { get; set; }
                public DateTime StartTime { get; set; }
            }
            """,
            """
            #nullable disable
            public class MeetingsTable
            {
                public Guid OrgId { get; set; }
                public string GuestEmail { get; set; }
                public string GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },

        // Only what is missing.
        { Own("public string? GuestWorkosUserId { get; set; }"), Own("public string? GuestWorkosUserId { get; set; }", "Guid?", user: false) },
        { Own("public string? GuestWorkOSUserId { get; set; }"), Own("public string? GuestWorkOSUserId { get; set; }", "Guid?", user: false) },
        {
            """
            public class MeetingsTable
            {
                public string GuestEmail { get; set; } = "";
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """,
            """
            public class MeetingsTable
            {
                public string GuestEmail { get; set; } = "";
                public string? GuestWorkosUserId { get; set; }
                public Guid? GuestOrgId { get; set; }
                public DateTime StartTime { get; set; }
            }
            """
        },

        // Accessors that the others have, where they can be repeated.
        { Accessors("{ get; init; } = \"\";"), Accessors("{ get; init; } = \"\";", "{ get; init; }") },
        { Accessors("{ get; private set; } = \"\";"), Accessors("{ get; private set; } = \"\";", "{ get; private set; }") },
        { Accessors("{get;set;} = \"\";"), Accessors("{get;set;} = \"\";", "{get;set;}") },
        { Accessors("{ get; } = \"\";"), Accessors("{ get; } = \"\";", "{ get; set; }") },
        { Accessors("=> \"\";"), Accessors("=> \"\";", "{ get; set; }") },
        { Accessors("{ get => \"\"; set { } }"), Accessors("{ get => \"\"; set { } }", "{ get; set; }") },
        { Accessors("{ get; set => field = value.Trim(); } = \"\";"), Accessors("{ get; set => field = value.Trim(); } = \"\";", "{ get; set; }") },
        { Accessors("{ get; set { field = value.Trim(); } } = \"\";"), Accessors("{ get; set { field = value.Trim(); } } = \"\";", "{ get; set; }") },
        { Accessors("{ get; internal\n        set; } = \"\";"), Accessors("{ get; internal\n        set; } = \"\";", "{ get; set; }") },
    };

    private static string Own(string property, string? type = null, bool user = true) => $$"""
        public class MeetingsTable
        {
            {{property}}
            public string GuestEmail { get; set; } = "";{{(type is null ? "" : (user ? "\n    public string? GuestWorkosUserId { get; set; }" : "") + $"\n    public {type} GuestOrgId {{ get; set; }}")}}
            public DateTime StartTime { get; set; }
        }
        """;

    private static string Accessors(string written, string? added = null) => $$"""
        public class MeetingsTable
        {
            public string GuestEmail {{written}}{{(added is null ? "" : $"\n    public string? GuestWorkosUserId {added}\n    public Guid? GuestOrgId {added}")}}
            public DateTime StartTime { get; set; }
        }
        """;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task The_properties_look_like_the_one_before_them(string before, string after) => Assert.Equal(Head + after, await RewrittenAsync(Head + before));

    [Fact]
    public async Task Line_breaks_and_tabs_are_those_of_the_file()
    {
        const string Before = "namespace App.Data\r\n{\r\n\tpublic class MeetingsTable\r\n\t{\r\n\t\tpublic string GuestEmail { get; set; } = \"\";\r\n\t\tpublic DateTime StartTime { get; set; }\r\n\t}\r\n}\r\n";
        Assert.Equal(
            Before.Replace("\t\tpublic DateTime", "\t\tpublic string? GuestWorkosUserId { get; set; }\r\n\t\tpublic Guid? GuestOrgId { get; set; }\r\n\t\tpublic DateTime", StringComparison.Ordinal),
            await RewrittenAsync(Before));
        Assert.Equal(
            "namespace App.Data\r\n{\r\n\tpublic record MeetingsTable(string GuestEmail, DateTime StartTime)\r\n\t{\r\n\t\tpublic string? GuestWorkosUserId { get; init; }\r\n\t\tpublic Guid? GuestOrgId { get; init; }\r\n\t}\r\n}\r\n",
            await RewrittenAsync("namespace App.Data\r\n{\r\n\tpublic record MeetingsTable(string GuestEmail, DateTime StartTime);\r\n}\r\n"));
    }

    [Theory]
    [InlineData("guest_email", "guest_workos_user_id")]
    [InlineData("GUEST_EMAIL", "GUEST_WORKOS_USER_ID")]
    [InlineData("Guest_Email", "Guest_Workos_User_Id")]
    [InlineData("guest-email", "guest-workos-user-id")]
    [InlineData("GUEST-EMAIL", "GUEST-WORKOS-USER-ID")]
    [InlineData("guestEmail", "guestWorkosUserId")]
    [InlineData("guestemail", "guestworkosuserid")]
    [InlineData("GuestEmail", "GuestWorkosUserId")]
    [InlineData("", "GuestWorkosUserId")]
    [InlineData("e", "guestworkosuserid")]
    public void A_wire_name_has_the_form_of_its_example(string example, string expected) => Assert.Equal(expected, PropertyStyle.WireName("GuestWorkosUserId", example));

    [Theory]
    [InlineData("GuestOrgId", "guest_org_id")]
    [InlineData("GuestWorkOSUserId", "guest_work_os_user_id")]
    [InlineData("Meetings", "meetings")]
    [InlineData("ID", "id")]
    [InlineData("", "")]
    public void Words_are_parted_as_the_naming_convention_of_Entity_Framework_parts_them(string name, string expected) => Assert.Equal(expected, PropertyStyle.WireName(name, "snake_case"));

    private static async Task<string> RewrittenAsync(string table)
    {
        var run = await EngineRun.OfAsync(Preservation.Files
            .Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework).Given("Context.cs", Context).Given("Attributes.cs", Attributes).Given("Table.cs", table));
        Assert.Equal("", run.Left);
        return await run.TextAsync("Table.cs");
    }
}
