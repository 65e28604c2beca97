using System.Text.RegularExpressions;

namespace Clerk2WorkOS.MigrationRunner.Tests.Setting;

/// <summary>What a terminal shows after it was written to: as much of one as a line that is drawn anew needs.</summary>
internal sealed partial class Screen
{
    private readonly List<char[]> _rows = [];
    private readonly int _width;
    private int _row;
    private int _column;

    public Screen(string written, int width)
    {
        _width = width;
        Fit();
        foreach (Match piece in Piece().Matches(written))
            Take(piece);
    }

    /// <summary>The lines, without what is blank at their ends and below them.</summary>
    public string Text => string.Join('\n', _rows.Select(row => new string(row).TrimEnd())).TrimEnd();

    public bool ShowsCursor { get; private set; } = true;

    /// <summary>Whether a line was drawn of which the terminal had to wrap a part.</summary>
    public bool HasWrapped { get; private set; }

    private void Take(Match piece)
    {
        if (!piece.Groups["command"].Success)
        {
            if (!piece.Value.StartsWith('\u001b'))
                Write(piece.Value[0]);
            return;
        }

        var number = int.TryParse(piece.Groups["number"].Value, out var given) ? given : 0;
        switch (piece.Groups["command"].Value)
        {
            case "K":
                Array.Fill(_rows[_row], ' ', number == 2 ? 0 : _column, number == 2 ? _width : _width - _column);
                break;
            case "A":
                _row = Math.Max(0, _row - Math.Max(1, number));
                break;
            case "h" or "l" when piece.Groups["number"].Value == "?25":
                ShowsCursor = piece.Groups["command"].Value == "h";
                break;
        }
    }

    private void Write(char letter)
    {
        switch (letter)
        {
            case '\r':
                _column = 0;
                return;
            case '\n':
                (_row, _column) = (_row + 1, 0);
                Fit();
                return;
        }

        if (_column == _width)
        {
            (_row, _column, HasWrapped) = (_row + 1, 0, true);
            Fit();
        }

        _rows[_row][_column++] = letter;
    }

    private void Fit()
    {
        while (_rows.Count <= _row)
            _rows.Add([.. Enumerable.Repeat(' ', _width)]);
    }

    [GeneratedRegex(@"\u001b\[(?<number>\??[0-9;]*)(?<command>[A-Za-z])|\u001b.|[\s\S]")]
    private static partial Regex Piece();
}
