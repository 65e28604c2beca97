using Clerk2WorkOS.RowLevelSecurity;
using Clerk2WorkOS.Runtime.Tests.Databases;
using Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions.Setting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Clerk2WorkOS.Runtime.Tests.RowLevelSecurity.Sessions;

/// <summary>A login that could see rows without a session does not get to run a statement.</summary>
[Collection(PostgreSql.RowLevelSecurity)]
public sealed class LoginsThatAreRefused(PostgreSql server)
{
    [Theory]
    [InlineData("SUPERUSER", "GRANT authenticated, anonymous TO {0}", "superuser")]
    [InlineData("NOINHERIT BYPASSRLS", "GRANT authenticated, anonymous TO {0}", "BYPASSRLS")]
    [InlineData("INHERIT", "GRANT authenticated, anonymous TO {0}", "NOINHERIT")]
    [InlineData("NOINHERIT", "GRANT authenticated TO {0}", "was not granted all")]
    [InlineData("NOINHERIT", "GRANT authenticated, anonymous TO {0}; CREATE TABLE mine (); ALTER TABLE mine OWNER TO {0}", "owns tables")]
    [InlineData("NOINHERIT", "GRANT authenticated, anonymous TO {0}; CREATE ROLE all_{0} BYPASSRLS; GRANT all_{0} TO {0}", "may become")]
    public async Task It_is_told_why(string attributes, string grants, string reason)
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = database.Application(await database.CreateLoginAsync(attributes, grants)).CreateConnection();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        Assert.Contains(reason, (await Assert.ThrowsAsync<RlsException>(() => connection.OpenAsync())).Message, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<RlsException>(connection.Open).Message, StringComparison.Ordinal);
        Assert.Equal(System.Data.ConnectionState.Closed, connection.State);
        Assert.Throws<InvalidOperationException>(() => connection.BeginTransaction());
    }

    [Fact]
    public async Task A_role_that_is_missing_is_named()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = database.Services(register: services => services.Configure<RlsOptions>(options => options.AuthenticatedRole = "missing_role"))
            .GetRequiredService<RlsDataSource>().CreateConnection();
        Assert.Contains("missing_role", (await Assert.ThrowsAsync<RlsException>(() => connection.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_goes_around_the_session_comes_to_nothing()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        foreach (var sql in (string[])[PlainCommands.Notes, "COPY notes TO STDOUT", "DELETE FROM notes", "TRUNCATE notes"])
        {
            await using var command = new NpgsqlCommand(sql, connection.Inner);
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, (await Assert.ThrowsAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState);
        }
    }

    [Fact]
    public async Task The_service_session_sees_all_and_says_why()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        var service = database.Services().GetRequiredService<IServiceSession>();
        await Assert.ThrowsAsync<ArgumentException>(async () => await service.OpenAsync(" "));
        using (RlsSession.Use(NotesDatabase.Ann))
        {
            await using var connection = await service.OpenAsync("the nightly report");
            Assert.Equal("ann 1|ann 2|bob 1|bob's, for all", await connection.TextAsync());
        }

        await (await service.OpenAsync("the start")).DisposeAsync();
        var logged = database.Logs.At(Microsoft.Extensions.Logging.LogLevel.Information).Where(line => line.StartsWith("Row-level", StringComparison.Ordinal)).Select(line => line.Trim());
        Assert.Equal(["Row-level security does not apply for ann: the nightly report", "Row-level security does not apply for nobody signed in: the start"], logged);
    }

    [Theory]
    [InlineData("Host=localhost;Multiplexing=true", "authenticated", "Multiplexing")]
    [InlineData("Username=x;Password=secret", "authenticated", "names no host")]
    [InlineData("Password=secret;nonsense", "authenticated", "cannot be read")]
    [InlineData(null, "authenticated", "no database")]
    [InlineData("Host=localhost", "none", "names of roles")]
    [InlineData("Host=localhost", "anonymous", "same role")]
    public async Task Options_that_will_not_do_stop_the_host(string? connectionString, string role, string reason)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Services.AddRowLevelSecurity(options => (options.ConnectionString, options.AuthenticatedRole) = (connectionString, role));
        await using var application = builder.Build();
        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => application.StartAsync());
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrapped_is_not_given_out()
    {
        await using var database = await NotesDatabase.CreateAsync(server);
        await using var connection = await database.Application().OpenConnectionAsync();
        using var _ = RlsSession.Use(NotesDatabase.Ann);
        await using var command = connection.CreateCommand();
        Assert.Throws<InvalidCastException>(() => command.Connection = new NpgsqlConnection());
        Assert.Throws<NotSupportedException>(() => connection.ConnectionString = "Host=elsewhere");
        Assert.Throws<NotSupportedException>(() => connection.ChangeDatabase("elsewhere"));
        Assert.DoesNotContain("secret", connection.ConnectionString, StringComparison.Ordinal);
        Assert.DoesNotContain(typeof(RlsConnection).GetProperties().Concat(typeof(RlsDataSource).GetProperties()).Concat(typeof(RlsCommand).GetProperties()).Concat(typeof(RlsTransaction).GetProperties()),
            property => typeof(NpgsqlConnection).IsAssignableFrom(property.PropertyType) || property.PropertyType == typeof(NpgsqlDataSource) || property.PropertyType == typeof(NpgsqlCommand));
    }
}
