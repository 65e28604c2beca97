namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

public sealed class InterfacesAndOverrides
{
    [Fact]
    public Task An_interface_member_takes_its_implementations_along() => Rewrites(
        before: """
            IUsers users = new Users();
            Console.WriteLine(users.GetByClerkIdAsync(clerkId: "user_1") + users.CurrentClerkUserId);
            Console.WriteLine(new Users().GetByClerkIdAsync("user_2"));

            interface IUsers
            {
                string CurrentClerkUserId { get; }

                string GetByClerkIdAsync(string clerkId);
            }

            sealed class Users : IUsers
            {
                public string CurrentClerkUserId => "user_0";

                public string GetByClerkIdAsync(string clerkId) => "name of " + clerkId;
            }
            """,
        after: """
            IUsers users = new Users();
            Console.WriteLine(users.GetByWorkosUserIdAsync(workosUserId: "user_1") + users.CurrentWorkosUserId);
            Console.WriteLine(new Users().GetByWorkosUserIdAsync("user_2"));

            interface IUsers
            {
                string CurrentWorkosUserId { get; }

                string GetByWorkosUserIdAsync(string workosUserId);
            }

            sealed class Users : IUsers
            {
                public string CurrentWorkosUserId => "user_0";

                public string GetByWorkosUserIdAsync(string workosUserId) => "name of " + workosUserId;
            }
            """);

    [Fact]
    public Task Explicit_implementations_go_along() => Rewrites(
        before: """
            IOwned owned = new Booking();
            IGuest guest = new Booking();
            Console.WriteLine(owned.ClerkUserId + guest.ClerkUserId + guest.Is(clerkUserId: "x"));

            interface IOwned { string ClerkUserId { get; } }
            interface IGuest { string ClerkUserId { get; } bool Is(string clerkUserId); }

            sealed class Booking : IOwned, IGuest
            {
                string IOwned.ClerkUserId => "owner";

                string IGuest.ClerkUserId => "guest";

                bool IGuest.Is(string clerkUserId) => clerkUserId == "guest";
            }
            """,
        after: """
            IOwned owned = new Booking();
            IGuest guest = new Booking();
            Console.WriteLine(owned.WorkosUserId + guest.WorkosUserId + guest.Is(workosUserId: "x"));

            interface IOwned { string WorkosUserId { get; } }
            interface IGuest { string WorkosUserId { get; } bool Is(string workosUserId); }

            sealed class Booking : IOwned, IGuest
            {
                string IOwned.WorkosUserId => "owner";

                string IGuest.WorkosUserId => "guest";

                bool IGuest.Is(string workosUserId) => workosUserId == "guest";
            }
            """);

    [Fact]
    public Task Abstract_members_and_overrides_are_renamed_down_to_the_last() => Rewrites(
        before: """
            foreach (Account account in new Account[] { new Expert(), new Guest() })
                Console.WriteLine(account.ClerkUserId + " " + account.Describe("hello"));

            abstract class Account
            {
                public abstract string ClerkUserId { get; }

                public virtual string Describe(string clerkUserId) => clerkUserId;
            }

            class Expert : Account
            {
                public override string ClerkUserId => "expert";

                public override string Describe(string clerkUserId) => base.Describe(clerkUserId: ClerkUserId + clerkUserId);
            }

            sealed class Guest : Expert
            {
                public sealed override string ClerkUserId => "guest of " + base.ClerkUserId;

                public override string Describe(string id) => "[" + base.Describe(id) + "]";
            }
            """,
        after: """
            foreach (Account account in new Account[] { new Expert(), new Guest() })
                Console.WriteLine(account.WorkosUserId + " " + account.Describe("hello"));

            abstract class Account
            {
                public abstract string WorkosUserId { get; }

                public virtual string Describe(string workosUserId) => workosUserId;
            }

            class Expert : Account
            {
                public override string WorkosUserId => "expert";

                public override string Describe(string workosUserId) => base.Describe(workosUserId: WorkosUserId + workosUserId);
            }

            sealed class Guest : Expert
            {
                public sealed override string WorkosUserId => "guest of " + base.WorkosUserId;

                public override string Describe(string id) => "[" + base.Describe(id) + "]";
            }
            """);

    [Fact]
    public Task A_base_class_that_implements_it_for_a_derived_one_goes_along() => Rewrites(
        before: """
            IOwned owned = new Meeting();
            Console.WriteLine(owned.ClerkUserId + ((Entity)owned).ClerkUserId);

            interface IOwned { string ClerkUserId { get; } }
            class Entity { public string ClerkUserId { get; set; } = "user_1"; }
            sealed class Meeting : Entity, IOwned;
            """,
        after: """
            IOwned owned = new Meeting();
            Console.WriteLine(owned.WorkosUserId + ((Entity)owned).WorkosUserId);

            interface IOwned { string WorkosUserId { get; } }
            class Entity { public string WorkosUserId { get; set; } = "user_1"; }
            sealed class Meeting : Entity, IOwned;
            """);

    [Fact]
    public Task Generic_default_and_static_abstract_members_are_renamed() => Rewrites(
        before: """
            Console.WriteLine(Of<Meeting>() + new Meeting().Owner() + ((IOwned<Meeting>)new Meeting()).HasClerkUserId);

            static string Of<T>() where T : IOwned<T> => T.DefaultClerkUserId;

            interface IOwned<TSelf> where TSelf : IOwned<TSelf>
            {
                static abstract string DefaultClerkUserId { get; }

                string ClerkUserId { get; }

                bool HasClerkUserId => ClerkUserId.Length > 0;
            }

            sealed class Meeting : IOwned<Meeting>
            {
                public static string DefaultClerkUserId => "default";

                public string ClerkUserId { get; init; } = "user_1";

                public string Owner() => this is IOwned<Meeting> { HasClerkUserId: true } owned ? owned.ClerkUserId : "nobody";
            }
            """,
        after: """
            Console.WriteLine(Of<Meeting>() + new Meeting().Owner() + ((IOwned<Meeting>)new Meeting()).HasWorkosUserId);

            static string Of<T>() where T : IOwned<T> => T.DefaultWorkosUserId;

            interface IOwned<TSelf> where TSelf : IOwned<TSelf>
            {
                static abstract string DefaultWorkosUserId { get; }

                string WorkosUserId { get; }

                bool HasWorkosUserId => WorkosUserId.Length > 0;
            }

            sealed class Meeting : IOwned<Meeting>
            {
                public static string DefaultWorkosUserId => "default";

                public string WorkosUserId { get; init; } = "user_1";

                public string Owner() => this is IOwned<Meeting> { HasWorkosUserId: true } owned ? owned.WorkosUserId : "nobody";
            }
            """);

    [Fact]
    public Task Delegates_events_and_indexers_keep_their_parameters_together() => Rewrites(
        before: """
            var users = new Users();
            users.ClerkUserIdChanged += (_, clerkUserId) => Console.WriteLine("changed to " + clerkUserId);
            users[clerkUserId: "user_1"] = "Ada";
            Find find = clerkUserId => users[clerkUserId];
            Console.WriteLine(find(clerkUserId: "user_1"));

            delegate string Find(string clerkUserId);

            sealed class Users
            {
                private readonly Dictionary<string, string> _byClerkUserId = [];

                public event EventHandler<string>? ClerkUserIdChanged;

                public string this[string clerkUserId]
                {
                    get => _byClerkUserId[clerkUserId];
                    set
                    {
                        _byClerkUserId[clerkUserId] = value;
                        ClerkUserIdChanged?.Invoke(this, clerkUserId);
                    }
                }
            }
            """,
        after: """
            var users = new Users();
            users.WorkosUserIdChanged += (_, workosUserId) => Console.WriteLine("changed to " + workosUserId);
            users[workosUserId: "user_1"] = "Ada";
            Find find = workosUserId => users[workosUserId];
            Console.WriteLine(find(workosUserId: "user_1"));

            delegate string Find(string workosUserId);

            sealed class Users
            {
                private readonly Dictionary<string, string> _byWorkosUserId = [];

                public event EventHandler<string>? WorkosUserIdChanged;

                public string this[string workosUserId]
                {
                    get => _byWorkosUserId[workosUserId];
                    set
                    {
                        _byWorkosUserId[workosUserId] = value;
                        WorkosUserIdChanged?.Invoke(this, workosUserId);
                    }
                }
            }
            """);

    [Fact]
    public Task A_member_that_implements_a_referenced_assembly_is_listed_and_the_rest_renamed() => Program(
        before: """
            using Partner.Sdk;

            var meeting = new Meeting { ClerkUserId = "user_1", GuestClerkUserId = "user_2" };
            IOwned owned = meeting;
            Console.WriteLine(owned.ClerkUserId + meeting.GuestClerkUserId + new Sealed { ClerkSub = "x" }.Sender(clerkUserId: "y"));

            sealed class Meeting : IOwned
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }

            sealed class Sealed : Envelope
            {
                public override string Sender(string clerkUserId) => ClerkSub + clerkUserId;
            }
            """,
        after: """
            using Partner.Sdk;

            var meeting = new Meeting { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" };
            IOwned owned = meeting;
            Console.WriteLine(owned.ClerkUserId + meeting.GuestWorkosUserId + new Sealed { ClerkSub = "x" }.Sender(clerkUserId: "y"));

            sealed class Meeting : IOwned
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }

            sealed class Sealed : Envelope
            {
                public override string Sender(string clerkUserId) => ClerkSub + clerkUserId;
            }
            """)
        .With(Package.PartnerSdk)
        .Lists(Reasons.Metadata(Any))
        .HoldsAsync();
}
