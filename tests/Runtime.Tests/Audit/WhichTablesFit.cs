using Clerk2WorkOS.Audit;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.Audit;

/// <summary>The table may have other names and types; one that would lose or double events is refused at start, in a sentence.</summary>
[Collection(PostgreSql.Others)]
public sealed class WhichTablesFit(PostgreSql server)
{
    [Fact]
    public async Task One_of_other_names_and_types_in_another_schema()
    {
        const string Script = """
            CREATE SCHEMA "Audit Log";
            CREATE TYPE "Audit Log".verb AS ENUM ('create', 'delete');
            CREATE TABLE "Audit Log".tenants ("Key" bigint, workos text UNIQUE);
            INSERT INTO "Audit Log".tenants VALUES (42, 'org_01');
            CREATE TABLE "Audit Log"."Trail" (
                nr bigserial PRIMARY KEY, "EventId" varchar(36) UNIQUE, who text, tenant bigint, verb "Audit Log".verb, kind varchar(50), which text,
                changes json, metadata text, address inet, happened timestamp NOT NULL);
            """;
        await using var application = await AuditedApplication.StartAsync(await server.CreateDatabaseAsync(), options => options.Table = new AuditTableOptions
        {
            Schema = "Audit Log",
            Name = "Trail",
            Id = "EventId",
            WorkosUserId = "who",
            OrgId = "tenant",
            Action = "verb",
            ResourceType = "kind",
            ResourceId = "which",
            IpAddress = "address",
            UserAgent = null,
            CreatedAt = "happened",
            Organizations = "tenants",
            OrganizationsId = "Key",
            OrganizationsWorkosOrgId = "workos",
        }, Script);
        using (application.Context.Begin(new AuditContext("user_01", "org_01", "2001:db8::1", "Firefox")))
            await application.Audit.LogAuditEvent("create", "meeting", "m1", new { A = 1 }, "note");
        await application.StopAsync();

        Assert.Equal(
            ["1|user_01|42|create|meeting|m1|{\"a\": 1}|\"note\"|2001:db8::1/128|true"],
            await application.RowsAsync(
                "nr,who,tenant,verb,kind,which,changes::jsonb,metadata,address,abs(extract(epoch FROM happened - now() AT TIME ZONE 'UTC')) < 60",
                "(SELECT *, happened AS created_at, nr AS id FROM \"Audit Log\".\"Trail\") t"));
    }

    [Fact]
    public async Task One_that_is_partitioned_by_time_and_holds_the_id_of_workos()
    {
        const string Script = """
            CREATE TABLE audit_logs (
                id uuid, workos_user_id text, org_id text, action text, resource_type text, resource_id text,
                changes jsonb, metadata jsonb, ip_address text, user_agent text, created_at timestamptz, PRIMARY KEY (created_at, id)) PARTITION BY RANGE (created_at);
            CREATE TABLE audit_logs_all PARTITION OF audit_logs DEFAULT;
            """;
        await using var application = await AuditedApplication.StartAsync(await server.CreateDatabaseAsync(), options => options.Table.Organizations = null, Script);
        using (application.Context.Begin(new AuditContext("user_01", "org_unknown")))
            await application.Audit.LogAuditEvent("create", "meeting", "m1");
        await application.StopAsync();
        Assert.Equal(["org_unknown|"], await application.RowsAsync("org_id,metadata"));
    }

    [Theory]
    [InlineData("SELECT 1", "There is no table \"audit_logs\" for the audit log: create it with the script of AuditTableOptions.CreateScript(), or name another in AuditOptions.Table.")]
    [InlineData("{0} ALTER TABLE audit_logs DROP COLUMN user_agent", "The table \"audit_logs\" has no column \"user_agent\": name the right one in AuditOptions.Table, or null for one that is not kept.")]
    [InlineData("{0} ALTER TABLE audit_logs DROP CONSTRAINT audit_logs_pkey", "The column \"id\" of \"audit_logs\" has no unique key, so that an event that is sent twice would be written twice: make it the primary key.")]
    [InlineData("{0} ALTER TABLE audit_logs DROP CONSTRAINT audit_logs_pkey, ADD UNIQUE (id) DEFERRABLE", "The column \"id\" of \"audit_logs\" has no unique key, so that an event that is sent twice would be written twice: make it the primary key.")]
    [InlineData("{0} ALTER TABLE audit_logs ADD tenant int NOT NULL", "The column \"tenant\" of \"audit_logs\" is NOT NULL and has no default, and the audit log has nothing to put there: give it a default.")]
    [InlineData("{0} ALTER TABLE audit_logs DROP COLUMN id; ALTER TABLE audit_logs ADD id bigserial PRIMARY KEY", "The column \"id\" of \"audit_logs\" is of type bigint; the audit log needs a uuid there: add a column for it, with a unique index, and name it in AuditOptions.Table.Id.")]
    [InlineData("{0} DROP TABLE organizations", "The audit log cannot be written: relation \"organizations\" does not exist (42P01). Put the table or the role's rights right, or name others in AuditOptions.Table.")]
    [InlineData("{0} ALTER TABLE audit_logs ALTER org_id TYPE bigint USING NULL", "The audit log cannot be written: cannot cast type uuid to bigint (42846). Put the table or the role's rights right, or name others in AuditOptions.Table.")]
    public async Task One_that_does_not_is_refused_at_start(string script, string sentence)
    {
        await using var application = await AuditedApplication.BuildAsync(
            await server.CreateDatabaseAsync(), script: script.Replace("{0}", new AuditTableOptions().CreateScript(), StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(application.StartAsync);
        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public async Task One_with_a_foreign_key_or_a_policy_in_force_is_a_warning()
    {
        await using var application = await AuditedApplication.StartAsync(
            await server.CreateDatabaseAsync(), script: new AuditTableOptions().CreateScript() + "ALTER TABLE audit_logs ADD FOREIGN KEY (org_id) REFERENCES organizations (id)");
        Assert.StartsWith("The table \"audit_logs\" has a foreign key", Assert.Single(application.Logs.At(LogLevel.Warning)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_script_may_run_again_and_takes_any_name()
    {
        var odd = new AuditTableOptions { Name = "it's \"odd\"", Schema = "public", Metadata = null };
        await using var application = await AuditedApplication.StartAsync(
            await server.CreateDatabaseAsync(), options => options.Table = odd, odd.CreateScript() + odd.CreateScript());
        await application.Audit.LogAuditEvent("a", "b", "c", metadata: "not kept");
        await application.StopAsync();
        Assert.Equal(["c"], await application.RowsAsync("resource_id", "\"it's \"\"odd\"\"\""));
    }

    [Fact]
    public async Task Options_that_cannot_work_are_named_at_start_and_show_no_password()
    {
        await using var application = AuditedApplication.Build("Host=localhost;Password=hunter2;Nonsense=1", options =>
        {
            options.QueueCapacity = 0;
            options.BatchSize = 0;
            options.MaxJsonLength = 1;
            options.MaxUserAgentLength = 0;
            options.FlushTimeout = TimeSpan.FromSeconds(-1);
            options.UserClaim = "";
            options.Table.Action = null!;
            options.Table.Name = new string('x', 64);
        });
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(application.StartAsync);
        Assert.Equal(
            [
                "AuditOptions.ConnectionString cannot be read as a connection string of PostgreSQL.",
                "AuditOptions.QueueCapacity must be at least 1.",
                "AuditOptions.BatchSize must be from 1 to 10,000.",
                "AuditOptions.MaxJsonLength must be at least 128 bytes.",
                "AuditOptions.MaxUserAgentLength must be at least 1; set AuditOptions.Table.UserAgent to null to keep no user agent.",
                "AuditOptions.FlushTimeout must be from nothing to an hour.",
                "AuditOptions.UserClaim and AuditOptions.OrganizationClaim must name claims, such as sub and org_id.",
                "AuditOptions.Table.Name must be a name of 1 to 63 bytes.",
                "AuditOptions.Table.Action must be a name of 1 to 63 bytes.",
            ],
            refusal.Failures);
    }

    [Theory]
    [InlineData(null, "an NpgsqlDataSource.")]
    [InlineData("c2w_service", "a keyed NpgsqlDataSource under 'c2w_service'.")]
    public async Task No_database_at_all_is_named_at_start(string? key, string needed)
    {
        await using var application = AuditedApplication.Build("", options => (options.ConnectionString, options.DataSourceKey) = (null, key));
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(application.StartAsync);
        Assert.Equal($"The audit log has no database: set AuditOptions.ConnectionString (WorkOS:Audit:ConnectionString) to one of the service role, or register {needed}", refusal.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("c2w_service")]
    public async Task A_data_source_that_is_registered_is_used(string? key)
    {
        var connectionString = await server.CreateDatabaseAsync();
        await using var application = await AuditedApplication.BuildAsync(
            connectionString, options => (options.ConnectionString, options.DataSourceKey) = (null, key), register: services =>
            {
                if (key is null)
                    services.AddSingleton(_ => NpgsqlDataSource.Create(connectionString));
                else
                    services.AddKeyedSingleton(key, (_, _) => NpgsqlDataSource.Create(connectionString));
            });
        await application.StartAsync();
        await application.Audit.LogAuditEvent("a", "b", "c");
        await application.StopAsync();
        Assert.Equal(["c"], await application.RowsAsync("resource_id"));
    }
}
