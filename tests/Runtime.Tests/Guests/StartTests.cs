using Clerk2WorkOS.Guests;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.Guests.Setting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Guests;

/// <summary>What does not fit is said when the host starts, in a sentence that says what to do.</summary>
[Collection(PostgreSql.Guests)]
public sealed class StartTests(PostgreSql server)
{
    [Fact]
    public async Task A_host_with_everything_starts()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var host = Host(world);
        await host.StartAsync();
        await host.StopAsync();
    }

    [Theory]
    [InlineData("workos_user_id text NOT NULL UNIQUE, email", "workos_user_id text NOT NULL, email", "no unique key on (\"workos_user_id\")")]
    [InlineData("CREATE UNIQUE INDEX users_email_key ON users (lower(email));", "", "CREATE UNIQUE INDEX CONCURRENTLY \"email_lower_key\" ON \"users\" (lower(\"email\"));")]
    [InlineData("CREATE UNIQUE INDEX users_email_key ON users (lower(email));", "CREATE UNIQUE INDEX k ON users (email);", "no unique key on (lower(\"email\"))")]
    [InlineData("CREATE UNIQUE INDEX users_email_key ON users (lower(email));", "CREATE UNIQUE INDEX k ON users (lower(email)) WHERE first_name IS NULL;", "no unique key on (lower(\"email\"))")]
    [InlineData("workos_org_id text NOT NULL UNIQUE", "workos_org_id text NOT NULL", "no unique key on (\"workos_org_id\")")]
    [InlineData(", UNIQUE (workos_user_id, org_id)", "", "no unique key on (\"workos_user_id\", \"org_id\")")]
    [InlineData("CREATE TABLE organizations", "CREATE TABLE orgs", "no table \"organizations\"")]
    [InlineData("last_name text", "surname text", "no column \"last_name\"")]
    [InlineData("last_name text", "last_name text, clinic_id integer NOT NULL", "\"clinic_id\" of \"users\" is NOT NULL and has no default")]
    [InlineData("id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workos_org_id", "id serial PRIMARY KEY, workos_org_id", "the id of an organization is a uuid")]
    [InlineData("type text NOT NULL", "type kind NOT NULL", "does not know the type 'patient_personal'")]
    [InlineData("slug text", "slug varchar(20)", "takes 20 characters; it needs 64")]
    public async Task A_table_that_does_not_fit_is_named_with_what_to_do(string part, string instead, string sentence)
    {
        var tables = GuestWorld.Tables.Replace("REFERENCES users (workos_user_id)", "", StringComparison.Ordinal).Replace("REFERENCES organizations (id)", "", StringComparison.Ordinal);
        Assert.Contains(part, tables, StringComparison.Ordinal);
        await using var world = await GuestWorld.CreateAsync(server, "CREATE TYPE kind AS ENUM ('clinic');" + tables.Replace(part, instead, StringComparison.Ordinal));
        using var host = Host(world);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tables_and_columns_of_other_names_and_types_are_used_as_they_are()
    {
        const string Own = """
            CREATE SCHEMA "Booking";
            CREATE EXTENSION IF NOT EXISTS citext;
            CREATE TYPE "Booking"."Kind" AS ENUM ('clinic', 'guest');
            CREATE TYPE "Booking".membership_status AS ENUM ('active', 'inactive', 'pending');
            CREATE TABLE "Booking"."Organizations" ("Id" uuid PRIMARY KEY, "WorkosOrgId" varchar(64) NOT NULL UNIQUE, "Slug" varchar(80) NOT NULL, "Name" text NOT NULL,
                "Type" "Booking"."Kind" NOT NULL, "CreatedAt" timestamptz NOT NULL);
            CREATE TABLE "Booking"."User's" ("Id" uuid PRIMARY KEY, "WorkosUserId" varchar(64) NOT NULL UNIQUE, "Email" citext NOT NULL UNIQUE, "FullName" text NOT NULL, "UpdatedAt" timestamp NOT NULL);
            CREATE TABLE "Booking"."Members" ("UserId" text NOT NULL, "Org" uuid NOT NULL, "Role" text NOT NULL, "Status" "Booking".membership_status NOT NULL, PRIMARY KEY ("Org", "UserId"));
            """;
        await using var world = await GuestWorld.CreateAsync(server, Own);
        var registration = world.Registration(options =>
        {
            options.Guests.OrganizationType = "guest";
            options.Guests.Tables = new GuestTablesOptions
            {
                Schema = "Booking",
                Organizations = "Organizations",
                OrganizationsId = "Id",
                OrganizationsWorkosOrgId = "WorkosOrgId",
                OrganizationsSlug = "Slug",
                OrganizationsName = "Name",
                OrganizationsType = "Type",
                Users = "User's",
                UsersWorkosUserId = "WorkosUserId",
                UsersEmail = "Email",
                UsersFirstName = "FullName",
                UsersLastName = null,
                Memberships = "Members",
                MembershipsWorkosUserId = "UserId",
                MembershipsOrgId = "Org",
                MembershipsRole = "Role",
                MembershipsStatus = "Status",
            };
        });

        var first = await registration.CreateOrGetAsync("ana@example.com", "Ana Silva");
        var second = await registration.CreateOrGetAsync("ANA@example.com", "Ana Silva");

        Assert.True(first.IsNew);
        Assert.Equal(first with { IsNew = false }, second);
        Assert.Equal("ana@example.com|Ana|guest|active", await world.ScalarAsync<string>("""
            SELECT concat_ws('|', u."Email", u."FullName", o."Type", m."Status") FROM "Booking"."User's" u JOIN "Booking"."Members" m ON m."UserId" = u."WorkosUserId"
            JOIN "Booking"."Organizations" o ON o."Id" = m."Org"
            """));
    }

    [Fact]
    public async Task A_role_that_does_not_see_every_row_is_refused()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var role = $"visitor_{Guid.NewGuid():N}";
        await world.ExecuteAsync($"""
            CREATE ROLE {role} LOGIN PASSWORD 'visitor';
            GRANT USAGE ON SCHEMA clerk2workos TO {role};
            GRANT ALL ON ALL TABLES IN SCHEMA public, clerk2workos TO {role};
            ALTER TABLE users ENABLE ROW LEVEL SECURITY;
            """);
        using var host = Host(world, options => options.Guests.ConnectionString = new NpgsqlConnectionStringBuilder(world.ConnectionString) { Username = role, Password = "visitor" }.ConnectionString);

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Contains($"Row-level security applies to {role}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("BYPASSRLS", exception.Message, StringComparison.Ordinal);
        await world.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Theory]
    [InlineData("", "GRANT SELECT, INSERT, UPDATE, DELETE ON clerk2workos.guest_registrations")]
    [InlineData("GRANT USAGE ON SCHEMA clerk2workos TO $; GRANT ALL ON ALL TABLES IN SCHEMA clerk2workos TO $; GRANT SELECT ON users TO $;", "GRANT SELECT, INSERT ON \"users\" TO")]
    [InlineData("GRANT USAGE ON SCHEMA clerk2workos TO $; GRANT ALL ON ALL TABLES IN SCHEMA clerk2workos TO $; GRANT SELECT, INSERT ON users, organizations, user_org_memberships TO $;", null)]
    public async Task A_right_that_the_role_lacks_is_named_and_those_of_the_guide_are_enough(string grants, string? sentence)
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var role = $"service_{Guid.NewGuid():N}";
        await world.ExecuteAsync($"CREATE ROLE {role} LOGIN BYPASSRLS PASSWORD 'service'; {grants.Replace("$", role, StringComparison.Ordinal)}");
        await world.ExecuteAsync("ALTER TABLE users ENABLE ROW LEVEL SECURITY; ALTER TABLE users FORCE ROW LEVEL SECURITY");
        using var host = Host(world, options => options.Guests.ConnectionString = new NpgsqlConnectionStringBuilder(world.ConnectionString) { Username = role, Password = "service" }.ConnectionString);

        if (sentence is null)
        {
            await host.StartAsync();
            Assert.True((await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana Silva")).IsNew);
            await host.StopAsync();
        }
        else
        {
            var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());
            Assert.Contains(sentence, exception.Message, StringComparison.Ordinal);
        }

        host.Dispose();
        await world.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [Fact]
    public async Task The_librarys_own_tables_are_created_on_demand_and_asked_for_otherwise()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        await world.ExecuteAsync("DROP SCHEMA clerk2workos CASCADE");
        using (var without = Host(world))
        {
            var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => without.StartAsync());
            Assert.Contains("GuestSchema.Script", exception.Message, StringComparison.Ordinal);
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            using var host = Host(world, options => options.Guests.CreateSchema = true);
            await host.StartAsync();
            await host.StopAsync();
        }));
    }

    [Fact]
    public async Task A_database_that_is_away_stops_no_start()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        using var host = Host(world, options => options.Guests.ConnectionString = new NpgsqlConnectionStringBuilder(world.ConnectionString) { Port = 1 }.ConnectionString);
        await host.StartAsync();
        await host.StopAsync();
    }

    [Fact]
    public void What_is_not_set_is_named_and_secrets_are_not()
    {
        var services = new ServiceCollection();
        services.AddWorkOS(options => options.ApiKey = "sk_test_1");
        services.AddGuestRegistration(options =>
        {
            options.Welcome.LinkKey = "c2VjcmV0";
            options.Welcome.SignInPage = "//evil.example/sign-in";
            options.Mail.Host = "smtp.example.com";
            options.Mail.Security = GuestMailSecurity.None;
            options.Mail.Password = "hunter2";
            options.Tables.Users = new string('u', 64);
        });
        using var provider = services.BuildServiceProvider();

        var exception = Assert.Throws<OptionsValidationException>(() => provider.GetRequiredService<IGuestRegistration>());

        foreach (var named in (string[])["no database", "PublicAddress", "LinkKey", "SignInPage", "Mail.From", "Mail.Security", "UserName", "Tables.Users"])
            Assert.Contains(named, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("c2VjcmV0", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_application_without_guests_starts_without_them()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var builder = new HostBuilder().ConfigureServices(services => services.AddClerk2WorkOS(options =>
        {
            options.WorkOS.BaseAddress = world.WorkOS.BaseAddress;
            options.WorkOS.ApiKey = world.WorkOS.ApiKey;
        }));
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
        Assert.Throws<OptionsValidationException>(() => host.Services.GetRequiredService<IGuestRegistration>());
    }

    [Fact]
    public async Task The_section_WorkOS_of_the_configuration_is_all_that_it_takes()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["WorkOS:ApiKey"] = world.WorkOS.ApiKey,
            ["WorkOS:BaseAddress"] = world.WorkOS.BaseAddress.AbsoluteUri,
            ["WorkOS:Guests:ConnectionString"] = world.ConnectionString,
            ["WorkOS:Guests:Welcome:PublicAddress"] = "https://book.example.com",
            ["WorkOS:Guests:Welcome:LinkKey"] = GuestWorld.LinkKey,
            ["WorkOS:Guests:Welcome:LinkLifetime"] = "3.00:00:00",
            ["WorkOS:Guests:Mail:Host"] = "localhost",
            ["WorkOS:Guests:Mail:Security"] = "None",
            ["WorkOS:Guests:Mail:From"] = "bookings@example.com",
            ["WorkOS:Guests:Mail:SendsFromHere"] = "false",
        }).Build();
        using var host = new HostBuilder().ConfigureServices(services => services.AddClerk2WorkOS(configuration.GetSection("WorkOS"))).Build();
        await host.StartAsync();

        Assert.True((await host.Services.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana Silva")).IsNew);
        Assert.Equal(TimeSpan.FromDays(3), host.Services.GetRequiredService<IOptions<GuestOptions>>().Value.Welcome.LinkLifetime);
        await host.StopAsync();

        using var empty = new HostBuilder().ConfigureServices(services => services.AddClerk2WorkOS(new ConfigurationBuilder().Build().GetSection("WorkOS"))).Build();
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => empty.StartAsync());
        Assert.Contains("ApiKey", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keyed_data_source_is_taken_and_the_applications_own_is_not()
    {
        await using var world = await GuestWorld.CreateAsync(server);
        void WithoutConnection(Clerk2WorkOSOptions options) => options.Guests.ConnectionString = null;

        var own = world.Application(WithoutConnection, more: services => services.AddSingleton(world.Database));
        Assert.Throws<OptionsValidationException>(() => own.GetRequiredService<IGuestRegistration>());

        var keyed = world.Application(WithoutConnection, more: services => services.AddKeyedSingleton(ServiceDataSource.Key, world.Database));
        Assert.True((await keyed.GetRequiredService<IGuestRegistration>().CreateOrGetAsync("ana@example.com", "Ana")).IsNew);
    }

    private static IHost Host(GuestWorld world, Action<Clerk2WorkOSOptions>? configure = null) =>
        new HostBuilder().ConfigureServices(services => services.AddClerk2WorkOS(options =>
        {
            world.Configure(options);
            options.Guests.Mail.SendsFromHere = false;
            configure?.Invoke(options);
        })).Build();
}
