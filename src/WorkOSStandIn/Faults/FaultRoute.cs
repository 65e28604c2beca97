namespace Clerk2WorkOS.Testing;

/// <summary>The requests that a fault is for.</summary>
internal sealed class FaultRoute
{
    private readonly string? _method;
    private readonly string _path;

    private FaultRoute(string? method, string path)
    {
        _method = method;
        _path = path;
    }

    /// <exception cref="ArgumentException">It is no route, or none that the stand-in has: a fault that can never hit would go unnoticed.</exception>
    public static FaultRoute Parse(string text)
    {
        var route = text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var path] when IsPath(path) => new FaultRoute(null, path),
            [var method, var path] when IsPath(path) && method.All(char.IsAsciiLetter) => new FaultRoute(method.ToUpperInvariant(), path),
            _ => throw new ArgumentException($"A fault's route is like 'POST /user_management/users' or '/organizations/*', not '{text}'."),
        };
        return ApiRoutes.All.Any(route.CanHit) ? route : throw new ArgumentException($"The stand-in has no route '{text}'.");
    }

    /// <summary>Covers the template, as the API's description has it, or the path that was asked for.</summary>
    public bool Matches(string method, string template, string path) =>
        (_method is null || _method == method) && (Covers(template) || Covers(path));

    private bool CanHit(ApiRoute route) =>
        (_method is null || _method == route.Method) && (Covers(route.Template) || IsInstanceOf(route.Template));

    private bool Covers(string path) =>
        _path.EndsWith('*') ? path.StartsWith(_path.AsSpan(0, _path.Length - 1), StringComparison.Ordinal) : path == _path;

    /// <summary>Whether the path, as far as a star lets see it, is one of those that the template stands for.</summary>
    private bool IsInstanceOf(string template)
    {
        var (own, parts) = (_path.Split('/'), template.Split('/'));
        var open = _path.EndsWith('*');
        if (open ? own.Length > parts.Length : own.Length != parts.Length)
            return false;
        for (var i = 0; i < own.Length; i++)
        {
            var last = open && i == own.Length - 1;
            if (!parts[i].StartsWith('{') && (last ? !parts[i].StartsWith(own[i].AsSpan(0, own[i].Length - 1), StringComparison.Ordinal) : own[i] != parts[i]))
                return false;
        }

        return true;
    }

    private static bool IsPath(string text) => text == "*" || text.StartsWith('/');
}
