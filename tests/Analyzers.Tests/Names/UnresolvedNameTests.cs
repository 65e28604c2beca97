namespace Clerk2WorkOS.Analyzers.Tests.Names;

public class UnresolvedNameTests
{
    private const string Renamed = """
        public record Meeting(string WorkosUserId, string Name)
        {
            public string Note { get; set; } = "";
        }
        public class Guest { public string WorkosUserId { get; set; } = ""; public Guest Inner { get; set; } }
        public class OtherGuest { public string WorkOSUserId { get; set; } = ""; }
        public class Plain { public string Name { get; set; } = ""; }
        public class MarkAttribute : System.Attribute { public string WorkosUserId { get; set; } }
        public static class Users
        {
            public static Meeting GetByWorkosUserId(string workosUserId) => null;
            public static string WorkosUserIdOf(this Plain plain) => "";
            public static Meeting Find(string workosUserId, int count) => null;
        }
        """;

    [Fact]
    public Task Counts_where_the_receiver_has_the_new_name() => RuleProject.Of(Renamed, """
        using System.Linq;
        using System.Collections.Generic;

        [Mark({|C2W101:ClerkUserId|} = "x")]
        public class Uses
        {
            public object All(Meeting meeting, Guest guest, Plain plain, List<Meeting> meetings, (string WorkosUserId, int) pair)
            {
                var one = meeting.{|C2W101:ClerkUserId|} + guest?.{|C2W101:ClerkId|} + guest?.Inner?.{|C2W101:ClerkUserId|} + pair.{|C2W101:ClerkUserId|};
                var two = new Guest { {|C2W101:ClerkUserId|} = "x", Inner = { {|C2W101:ClerkUserId|} = "y" } };
                var three = meeting with { {|C2W101:ClerkUserId|} = "x" };
                var four = Users.{|C2W101:GetByClerkId|}("x");
                var five = Users.GetByWorkosUserId({|C2W101:clerkUserId|}: "x");
                var six = meeting is { {|C2W101:ClerkUserId|}: "x" } or { {|C2W101:ClerkUserId|}.Length: 1 };
                var seven = meetings.Where(m => m.{|C2W101:ClerkUserId|} == "x").Select(m => new { m.{|C2W101:ClerkUserId|} }).ToList();
                var eight = plain.{|C2W101:ClerkUserIdOf|}();
                return nameof(Meeting.{|C2W101:ClerkUserId|});
            }
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task Does_not_count_where_the_receiver_has_neither_name() => RuleProject.Of(Renamed, """
        public class Uses
        {
            public object All(Plain plain, dynamic any)
            {
                var two = new Plain { ClerkUserId = "x" };
                var three = Users.Find(clerkName: "x", 1);
                return plain.ClerkUserId + any.{|C2W103:ClerkUserId|} + plain.Name.ClerkUserId + nameof(Plain.ClerkUserId);
            }
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task Counts_where_the_receiver_is_itself_unresolved() => RuleProject.Of("""
        public class Uses
        {
            public object All(Missing missing)
            {
                var created = new Missing { {|C2W101:ClerkUserId|} = "x" };
                return missing.{|C2W101:ClerkUserId|} + Gone.{|C2W101:ClerkUserId|} + gone?.{|C2W101:ClerkUserId|} + Ask({|C2W101:clerkUserId|}: 1);
            }
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task Counts_behind_a_query_that_is_gone() => RuleProject.Of("""
        using System.Linq;
        using System.Threading;

        public class Uses(Booking.Drizzle.Db db)
        {
            public object All(string id, CancellationToken token)
            {
                var rows = db.{|C2W301:EventTable|}.Where(e => e.{|C2W101:ClerkUserId|} == id).Select(e => new { e.{|C2W101:ClerkUserId|}, e.Name }).ToList();
                foreach (var row in rows.Where(r => r.{|C2W101:ClerkUserId|} != ""))
                    System.Console.WriteLine(row.{|C2W101:ClerkUserId|});
                var sorted = db.{|C2W301:MeetingTable|}.OrderBy(m => m.{|C2W101:ClerkUserId|}).ThenBy(m => m.Name).FirstOrDefault(m => m.{|C2W101:ClerkUserId|} == id, token);
                return db.EventsTable.Where(e => e.Name.ClerkUserId == id);
            }

            public T Own<T>(T value) where T : class => value.ClerkUserId;
        }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task A_lambda_of_a_known_list_has_a_known_parameter() => RuleProject.Of(Renamed, """
        using System;
        using System.Collections.Generic;
        using System.Linq;

        public class Uses(List<Plain> plains, List<Guest> guests, Booking.Drizzle.Db db)
        {
            private static void Each(Action<Plain> action) { }
            public void All()
            {
                _ = plains.Where(p => p.ClerkUserId == "");
                _ = plains.Where(p => p.Name == "").Select(p => p.ClerkUserId);
                _ = plains.Where(p => p.Name.ClerkUserId == "").ToList();
                _ = guests.Where(g => g.{|C2W101:ClerkUserId|} == "").Select(g => g.Inner.{|C2W101:ClerkUserId|});
                Each(p => p.ClerkUserId);
                Each(delegate (Plain p) { p.ClerkUserId.ToString(); });
                _ = db.{|C2W301:EventTable|}.Where((Plain p) => p.ClerkUserId == "");
                _ = db.{|C2W301:EventTable|}.Where(p => plains.Any(q => q.ClerkUserId == p.{|C2W101:ClerkUserId|}));
                _ = gone.Where(p => p.{|C2W101:ClerkUserId|}).Select(p => p.{|C2W101:ClerkUserId|}).Where(p => p.{|C2W101:ClerkUserId|});
            }
            public class Typed<T> { public string Own(T value) => value.ClerkUserId; }
        }
        """).Referring(Schemas.WorkosOnly).ShowsThoughBroken();

    [Fact]
    public Task Counts_in_every_place_where_a_name_is_asked_of_something() => RuleProject.Of(Renamed, """
        using System.Collections.Generic;
        using Lib = Renamed.Space;
        namespace Renamed.Space
        {
            public class WorkosUserIdBox { }
            public class Boxes { public string this[string workosUserId] => ""; public Boxes(string workosUserId) { } public delegate void Opened(string workosUserId); }
            public class NotedAttribute : System.Attribute { public NotedAttribute(string workosUserId) { } }
            public struct Value { public string WorkosUserId; }
        }
        [Renamed.Space.Noted({|C2W101:clerkUserId|}: "x")]
        [Renamed.Space.Noted(clerkName: "x")]
        [Mark(ClerkName = "x")]
        [Missing({|C2W101:ClerkUserId|} = "x")]
        public class Uses
        {
            /// <summary><see cref="Renamed.Space.{|C2W101:ClerkUserIdBox|}"/></summary>
            public object All(Renamed.Space.Boxes boxes, Renamed.Space.Boxes.Opened opened, Renamed.Space.Value? value, Guest guest, dynamic any)
            {
                Renamed.Space.{|C2W101:ClerkUserIdBox|} box = null;
                Renamed.Space.ClerkUserIdCrate crate = null;
                _ = new Lib.{|C2W101:ClerkUserIdBox|}();
                _ = global::Renamed.Space.{|C2W101:ClerkUserIdBox|}.Equals(null, null);
                _ = boxes[{|C2W101:clerkUserId|}: "x"];
                _ = boxes[clerkUserIdentity: "x"];
                _ = new Renamed.Space.Boxes({|C2W101:clerkUserId|}: "x");
                opened({|C2W101:clerkUserId|}: "x");
                _ = value?.{|C2W101:ClerkUserId|};
                _ = guest is Guest { Inner: { {|C2W101:ClerkUserId|}: "x" } };
                _ = guest is { ClerkUserIdentity: "x" };
                _ = new Guest { Inner = new() { {|C2W101:ClerkUserId|} = "x" } };
                _ = new List<Guest> { new() { {|C2W101:ClerkUserId|} = "x" } };
                any.Find({|C2W103:clerkUserId|}: "x").{|C2W103:ClerkUserId|}();
                return guest.Inner.Inner?.Inner.{|C2W101:ClerkUserId|};
            }
        }
        """).ShowsThoughBroken();

    [Fact]
    public async Task Takes_the_spelling_of_the_receiver_either_way()
    {
        var findings = await RuleProject.Of(Renamed, "class Uses { string A(Guest guest) => guest.ClerkUserId; string B(OtherGuest guest) => guest.ClerkUserId; }")
            .Configured("c2w_vendor_spelling", "WorkOS").Findings();
        Assert.Equal(["WorkosUserId", "WorkOSUserId"], findings.Select(finding => finding.Properties["newName"]));
    }

    [Fact]
    public Task The_parts_of_a_namespaces_own_name_refer_to_nothing() => RuleProject.Of("""
        namespace App.ClerkUserId.Inner { public class A { } }
        """, """
        namespace ClerkUserIds;
        public class B { }
        """).Shows();

    [Fact]
    public Task Counts_where_the_name_stands_alone() => RuleProject.Of("""
        public class Uses : {|C2W101:ClerkUserIdBase|}
        {
            private readonly string _workosUserId = "";
            public string Own => {|C2W101:_clerkUserId|} + {|C2W101:clerkUserId|} + {|C2W101:GetClerkUserId|}() + nameof({|C2W101:ClerkUserId|});
            public {|C2W101:ClerkUserIdValue|} Value;
        }
        """).ShowsThoughBroken();

    [Fact]
    public async Task Takes_the_spelling_of_the_receiver()
    {
        var findings = await RuleProject.Of(Renamed, "class Uses { string A(OtherGuest guest) => guest.ClerkUserId; }").Findings();
        Assert.Equal("WorkOSUserId", Assert.Single(findings).Properties["newName"]);
    }

    [Fact]
    public Task Leaves_what_is_only_used_wrongly_to_its_declaration() => RuleProject.Of("""
        public class Users
        {
            private string {|C2W101:ClerkUserId|} => "";
            public string {|C2W101:GetByClerkId|}(string {|C2W101:clerkId|}) => clerkId;
        }
        public class Uses
        {
            public object All(Users users) => users.ClerkUserId + users.GetByClerkId(1, 2, 3);
        }
        """).ShowsThoughBroken();

    [Fact]
    public Task Counts_in_documentation() => RuleProject.Of(Renamed, """
        public class Uses
        {
            /// <summary><see cref="Meeting.{|C2W101:ClerkUserId|}"/> and <see cref="Plain.ClerkUserId"/>.</summary>
            /// <param name="workosUserId">Fine.</param>
            public void All(string workosUserId) { }
        }
        """).Shows();

    [Fact]
    public Task Leaves_members_of_referenced_packages_alone() => RuleProject
        .Of("public class Uses { public string Id(Vendor.ClerkSession session) => session.ClerkUserId + session.GetByClerkId(clerkId: \"\"); }")
        .Referring("""
            namespace Vendor;
            public class ClerkSession
            {
                public string ClerkUserId => "";
                public string GetByClerkId(string clerkId) => clerkId;
            }
            """)
        .Shows();
}
