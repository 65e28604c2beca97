using System.Text;
using System.Text.Encodings.Web;
using Npgsql;

namespace Booking.Before;

/// <summary>An expert as visitors see them.</summary>
public sealed record Expert(string ClerkUserId, string Username, string Name, string? Headline, int Number);

/// <summary>The public pages.</summary>
public sealed class Experts(NpgsqlDataSource database)
{
    public Task<List<Expert>> ListAsync(CancellationToken cancellationToken) => ReadAsync("", [], cancellationToken);

    public async Task<Expert?> FindAsync(string username, CancellationToken cancellationToken) =>
        (await ReadAsync("AND username = $1", [new() { Value = username }], cancellationToken)).SingleOrDefault();

    private async Task<List<Expert>> ReadAsync(string condition, NpgsqlParameter[] parameters, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            $"""SELECT clerk_user_id, username, first_name || ' ' || last_name, headline, "order" FROM profiles WHERE published {condition} ORDER BY "order" """);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var experts = new List<Expert>();
        while (await reader.ReadAsync(cancellationToken))
        {
            experts.Add(new Expert(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt32(4)));
        }

        return experts;
    }
}

public static class ExpertPages
{
    public static void MapExperts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", async (Experts experts, CancellationToken cancellationToken) =>
            Page("Experts", string.Concat((await experts.ListAsync(cancellationToken)).Select(expert => $"""<li><a href="/{Text(expert.Username)}">{Text(expert.Name)}</a></li>"""))));

        routes.MapGet("/{username}", async (string username, Experts experts, CancellationToken cancellationToken) =>
            await experts.FindAsync(username, cancellationToken) is { } expert ? Page(expert.Name, $"<li>{Text(expert.Headline ?? "")}</li>") : Results.NotFound());
    }

    private static IResult Page(string title, string list) => Results.Content(
        $"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{Text(title)}</title></head><body><main><h1>{Text(title)}</h1><ul>{list}</ul></main></body></html>""",
        "text/html", Encoding.UTF8);

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
