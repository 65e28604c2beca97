namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>Members that a mapper pairs by name move together, or not at all.</summary>
public sealed class MappedNames
{
    [Fact]
    public Task Both_sides_of_a_map_move_together() => Program(
        before: """
            using AutoMapper;

            Console.WriteLine(Profile.Map<User, UserView>(new User { ClerkUserId = "user_1" }).ClerkUserId);

            class Maps : Profile
            {
                public Maps() => CreateMap<User, UserView>();
            }

            class User { public string ClerkUserId { get; set; } = ""; }
            class UserView { public string ClerkUserId { get; set; } = ""; }
            """,
        after: """
            using AutoMapper;

            Console.WriteLine(Profile.Map<User, UserView>(new User { WorkosUserId = "user_1" }).WorkosUserId);

            class Maps : Profile
            {
                public Maps() => CreateMap<User, UserView>();
            }

            class User { public string WorkosUserId { get; set; } = ""; }
            class UserView { public string WorkosUserId { get; set; } = ""; }
            """)
        .With(Package.AutoMapper)
        .HoldsAsync();

    [Fact]
    public Task A_side_that_cannot_move_keeps_the_other() => Program(
        before: """
            using AutoMapper;

            var view = Profile.Map<User, UserView>(new User { ClerkUserId = "user_1", GuestClerkUserId = "user_2" });
            Console.WriteLine(view.ClerkUserId + view.GuestClerkUserId + view.WorkosUserId);

            class Maps : Profile
            {
                public Maps() => CreateMap<User, UserView>();
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }

            class UserView
            {
                public string ClerkUserId { get; set; } = "";

                public string WorkosUserId { get; set; } = "";

                public string GuestClerkUserId { get; set; } = "";
            }
            """,
        after: """
            using AutoMapper;

            var view = Profile.Map<User, UserView>(new User { ClerkUserId = "user_1", GuestWorkosUserId = "user_2" });
            Console.WriteLine(view.ClerkUserId + view.GuestWorkosUserId + view.WorkosUserId);

            class Maps : Profile
            {
                public Maps() => CreateMap<User, UserView>();
            }

            class User
            {
                public string ClerkUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }

            class UserView
            {
                public string ClerkUserId { get; set; } = "";

                public string WorkosUserId { get; set; } = "";

                public string GuestWorkosUserId { get; set; } = "";
            }
            """)
        .With(Package.AutoMapper)
        .Lists(Reasons.NameTaken("WorkosUserId", Any))
        .Lists(Reasons.AutoMapper(Any))
        .HoldsAsync();
}
