using Clerk2WorkOS.MigrationRunner.Commands.Databases;
using Npgsql;

namespace Clerk2WorkOS.MigrationRunner.Tests.Commands.Databases;

/// <summary>How a database may be named, and that nothing of it shows.</summary>
public sealed class DatabaseAddressTests
{
    [Theory]
    [InlineData("Host=db.example.com;Username=u;Password=secret;Database=booking", "db.example.com", 5432, "u", "secret", "booking", SslMode.Require)]
    [InlineData("Host=db.example.com;Database=booking;SSL Mode=VerifyFull", "db.example.com", 5432, null, null, "booking", SslMode.VerifyFull)]
    [InlineData("Host=localhost;Database=booking", "localhost", 5432, null, null, "booking", SslMode.Prefer)]
    [InlineData("Host=127.0.0.1;Port=6000;Database=booking;SSL Mode=Disable", "127.0.0.1", 6000, null, null, "booking", SslMode.Disable)]
    [InlineData("Host=/var/run/postgresql;Database=booking", "/var/run/postgresql", 5432, null, null, "booking", SslMode.Prefer)]
    [InlineData("postgres://u:s%40cr%2Fet@db.example.com/booking?sslmode=require&channel_binding=require", "db.example.com", 5432, "u", "s@cr/et", "booking", SslMode.Require)]
    [InlineData("postgresql://u@db.example.com:6432/my%20booking?sslmode=verify-full", "db.example.com", 6432, "u", null, "my booking", SslMode.VerifyFull)]
    [InlineData("POSTGRES://localhost", "localhost", 5432, null, null, null, SslMode.Prefer)]
    [InlineData("postgres://db.example.com/booking?application_name=x&connect_timeout=3", "db.example.com", 5432, null, null, "booking", SslMode.Require)]
    public void A_connection_string_and_an_address_mean_the_same(string text, string host, int port, string? user, string? password, string? database, SslMode ssl)
    {
        var address = DatabaseAddress.Parse(text, "--legacy");
        Assert.Equal((host, port, user, password, database, ssl), (address.Host, address.Port, address.Username, address.Password, address.Database, address.SslMode));
    }

    [Theory]
    [InlineData("Host=db.example.com;Password=secret;SSL Mode=Disable", "--legacy asks for SSL Mode Disable to another machine; people's data goes over TLS: leave it out, or say Require, VerifyCA or VerifyFull.")]
    [InlineData("Host=localhost,db.example.com;Password=secret;SSL Mode=Prefer", "--legacy asks for SSL Mode Prefer to another machine; people's data goes over TLS: leave it out, or say Require, VerifyCA or VerifyFull.")]
    [InlineData("Host=127.0.0.1.example.com;SSL Mode=Allow;Password=secret", "--legacy asks for SSL Mode Allow to another machine; people's data goes over TLS: leave it out, or say Require, VerifyCA or VerifyFull.")]
    [InlineData("Password=secret", "--legacy names no host.")]
    [InlineData("", "--legacy names no host.")]
    [InlineData("secret", "--legacy cannot be read as a connection string of PostgreSQL.")]
    [InlineData("Host=localhost;Password=secret;Port=secret", "--legacy cannot be read as a connection string of PostgreSQL.")]
    [InlineData("postgres://u:se/cret@db/booking:x", "--legacy cannot be read as an address of PostgreSQL; characters such as @ and / in a password are written as %40 and %2F.")]
    [InlineData("postgres://u:secret@localhost/booking?nothing=secret", "--legacy has a parameter 'nothing' that is not known, or a value that it does not take.")]
    [InlineData("postgres://u:secret@localhost/booking?sslmode=secret", "--legacy has a parameter 'sslmode' that is not known, or a value that it does not take.")]
    public void What_cannot_be_read_is_said_in_one_sentence_without_quoting_it(string text, string sentence)
    {
        var failure = Assert.Throws<CannotRunException>(() => DatabaseAddress.Parse(text, "--legacy"));
        Assert.Equal(sentence, failure.Message);
        Assert.DoesNotContain("secret", failure.ToString(), StringComparison.Ordinal);
    }
}
