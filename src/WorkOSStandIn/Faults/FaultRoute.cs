namespace Clerk2WorkOS.Testing;

/// <summary>The requests that a fault is for.</summary>
internal sealed record FaultRoute(string? Method, string Path)
{
    public static FaultRoute Parse(string route)
    {
        var words = route.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [var path] when IsPath(path) => new(null, path),
            [var method, var path] when IsPath(path) && method.All(char.IsAsciiLetter) => new(method.ToUpperInvariant(), path),
            _ => throw new ArgumentException($"A fault's route is like 'POST /user_management/users' or '/organizations/*', not '{route}'."),
        };
    }

    /// <summary>The template, as the API's description has it, or the path that was asked for.</summary>
    public bool Matches(string method, string template, string path) =>
        (Method is null || Method == method) && (Covers(template) || Covers(path));

    private bool Covers(string path) =>
        Path.EndsWith('*') ? path.StartsWith(Path.AsSpan(0, Path.Length - 1), StringComparison.Ordinal) : path == Path;

    private static bool IsPath(string text) => text == "*" || text.StartsWith('/');
}
