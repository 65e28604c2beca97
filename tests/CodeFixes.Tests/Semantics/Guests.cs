namespace Clerk2WorkOS.CodeFixes.Tests.Semantics;

/// <summary>C2W401: a guest is registered before the meeting is stored, whatever way that is written.</summary>
public sealed class Guests
{
    private static Preservation Around => Preservation.Files
        .Given("Library.cs", GuestSources.Library).Given("Framework.cs", GuestSources.Framework).Given("Table.cs", GuestSources.Table);

    private static Preservation Rewriting(string before, string after) => Around.File("Program.cs", before, after);

    [Fact]
    public Task A_primary_constructor_is_given_the_service() => Rewriting(
        before: """
            using System.Globalization;
            using App.Data;
            using Clerk2WorkOS.Guests;

            var db = new Db();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            await ((MeetingActions)Activator.CreateInstance(typeof(MeetingActions), typeof(MeetingActions).GetConstructors()[0].GetParameters()
                .Select(p => p.ParameterType == typeof(Db) ? db : (object)new Registration()).ToArray())!).CreateMeetingAsync(Request.One, default);
            db.Print();

            public sealed class MeetingActions(Db db)
            {
                /// <summary>Books a meeting.</summary>
                public async Task CreateMeetingAsync(Request request, CancellationToken cancellationToken)
                {
                    // The meeting itself.
                    db.Meetings.Add(new MeetingsTable
                    {
                        EventId = request.EventId,
                        GuestEmail = request.GuestEmail,
                        GuestName = request.GuestName,  // as typed
                        StartTime = request.StartTime,
                    });
                    await db.SaveChangesAsync(cancellationToken);
                }
            }
            """,
        after: """
            using System.Globalization;
            using App.Data;
            using Clerk2WorkOS.Guests;

            var db = new Db();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            await ((MeetingActions)Activator.CreateInstance(typeof(MeetingActions), typeof(MeetingActions).GetConstructors()[0].GetParameters()
                .Select(p => p.ParameterType == typeof(Db) ? db : (object)new Registration()).ToArray())!).CreateMeetingAsync(Request.One, default);
            db.Print();

            public sealed class MeetingActions(Db db, IGuestRegistration guestRegistration)
            {
                /// <summary>Books a meeting.</summary>
                public async Task CreateMeetingAsync(Request request, CancellationToken cancellationToken)
                {
                    // The meeting itself.
                    var guest = await guestRegistration.CreateOrGetAsync(
                        request.GuestEmail,
                        request.GuestName,
                        new Dictionary<string, string> { ["eventId"] = request.EventId.ToString(), ["startTime"] = request.StartTime.ToString("O", CultureInfo.InvariantCulture) },
                        cancellationToken);
                    db.Meetings.Add(new MeetingsTable
                    {
                        EventId = request.EventId,
                        GuestEmail = request.GuestEmail,
                        GuestName = request.GuestName,  // as typed
                        GuestWorkosUserId = guest.WorkosUserId,
                        GuestOrgId = guest.OrgId,
                        StartTime = request.StartTime,
                    });
                    await db.SaveChangesAsync(cancellationToken);
                }
            }
            """)
        .Notes(Reasons.GuestServiceNotRegistered)
        .HoldsAsync();

    [Fact]
    public Task What_is_written_compiles_with_the_companion_library_itself() => Preservation.Files
        .With(Package.RealRuntime).Given("Framework.cs", GuestSources.Framework).Given("Table.cs", GuestSources.Table)
        .File(
            "Program.cs",
            before: """
                using App.Data;
                using Microsoft.AspNetCore.Builder;
                using Microsoft.Extensions.DependencyInjection;

                var builder = WebApplication.CreateBuilder();
                builder.Services.AddScoped<MeetingActions>();
                Console.WriteLine(builder.Services.Any(service => service.ServiceType == typeof(MeetingActions)));

                public sealed class MeetingActions(Db db)
                {
                    public async Task CreateMeetingAsync(Request request, CancellationToken cancellationToken)
                    {
                        db.Meetings.Add(new MeetingsTable
                        {
                            EventId = request.EventId,
                            GuestEmail = request.GuestEmail,
                            GuestName = request.GuestName,
                            StartTime = request.StartTime,
                        });
                        await db.SaveChangesAsync(cancellationToken);
                    }
                }
                """,
            after: """
                using System.Globalization;
                using App.Data;
                using Clerk2WorkOS.Guests;
                using Microsoft.AspNetCore.Builder;
                using Microsoft.Extensions.DependencyInjection;

                var builder = WebApplication.CreateBuilder();
                builder.Services.AddScoped<MeetingActions>();
                builder.Services.AddClerk2WorkOS(builder.Configuration.GetSection("WorkOS"));
                Console.WriteLine(builder.Services.Any(service => service.ServiceType == typeof(MeetingActions)));

                public sealed class MeetingActions(Db db, IGuestRegistration guestRegistration)
                {
                    public async Task CreateMeetingAsync(Request request, CancellationToken cancellationToken)
                    {
                        var guest = await guestRegistration.CreateOrGetAsync(
                            request.GuestEmail,
                            request.GuestName,
                            new Dictionary<string, string> { ["eventId"] = request.EventId.ToString(), ["startTime"] = request.StartTime.ToString("O", CultureInfo.InvariantCulture) },
                            cancellationToken);
                        db.Meetings.Add(new MeetingsTable
                        {
                            EventId = request.EventId,
                            GuestEmail = request.GuestEmail,
                            GuestName = request.GuestName,
                            GuestWorkosUserId = guest.WorkosUserId,
                            GuestOrgId = guest.OrgId,
                            StartTime = request.StartTime,
                        });
                        await db.SaveChangesAsync(cancellationToken);
                    }
                }
                """)
        .HoldsAsync();
}
