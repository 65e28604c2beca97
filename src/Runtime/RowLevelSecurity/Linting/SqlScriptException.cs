namespace Clerk2WorkOS.RowLevelSecurity.Linting;

/// <summary>A file of SQL cannot be read to its end; the message is one sentence with file, line and column.</summary>
public sealed class SqlScriptException : Exception
{
    internal SqlScriptException(string file, int line, int column, string sentence)
        : base($"{file}({line},{column}): {sentence}") => (File, Line, Column) = (file, line, column);

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1, in UTF-16 units.</summary>
    public int Column { get; }
}
