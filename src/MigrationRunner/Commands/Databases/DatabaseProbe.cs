using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Commands.Databases;

/// <summary>Looks whether a database answers before any work begins: one that is not there must not look like one that is restarting.</summary>
internal static class DatabaseProbe
{
    /// <param name="name">What it is called in the sentence: <c>The target</c>.</param>
    /// <param name="connectionString">How it is reached.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="CannotRunException">It does not answer, or lets nobody in.</exception>
    public static async Task CheckAsync(string name, string connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            await connection.OpenAsync(cancellationToken);
        }
        catch (NpgsqlException failure)
        {
            throw new CannotRunException(SentenceOf(name, failure), failure);
        }
    }

    /// <summary>What is wrong, without an address, a name or a password.</summary>
    public static string SentenceOf(string name, NpgsqlException failure) => failure switch
    {
        PostgresException { SqlState: "28P01" or "28000" } => $"{name} refuses the user or the password.",
        PostgresException { SqlState: "3D000" } => $"{name} has no database of that name.",
        PostgresException refused => $"{name} refuses ({refused.SqlState}): {Sentence.Of(refused.MessageText)}",
        { InnerException: AuthenticationException } => $"{name} gives no TLS connection that can be trusted: its certificate is not, or it offers none.",
        { InnerException: SocketException or TimeoutException or IOException } => $"{name} cannot be reached.",
        _ => $"{name} cannot be reached: {Sentence.Of(failure.Message)}",
    };
}
