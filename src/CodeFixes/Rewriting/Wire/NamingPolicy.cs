using System.Globalization;
using System.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How a library turns a member's name into the one on the wire.</summary>
internal enum NamingPolicy
{
    /// <summary>The name as it is.</summary>
    AsWritten,

    /// <summary><c>JsonNamingPolicy.CamelCase</c>, Newtonsoft's <c>CamelCaseNamingStrategy</c>.</summary>
    CamelCase,

    /// <summary><c>JsonNamingPolicy.SnakeCaseLower</c>.</summary>
    SnakeCaseLower,

    /// <summary><c>JsonNamingPolicy.SnakeCaseUpper</c>.</summary>
    SnakeCaseUpper,

    /// <summary><c>JsonNamingPolicy.KebabCaseLower</c>.</summary>
    KebabCaseLower,

    /// <summary><c>JsonNamingPolicy.KebabCaseUpper</c>.</summary>
    KebabCaseUpper,

    /// <summary>Newtonsoft's <c>SnakeCaseNamingStrategy</c>.</summary>
    NewtonsoftSnakeCase,

    /// <summary>Newtonsoft's <c>KebabCaseNamingStrategy</c>.</summary>
    NewtonsoftKebabCase,

    /// <summary>EFCore.NamingConventions' <c>UseSnakeCaseNamingConvention</c>.</summary>
    ColumnSnakeCase,

    /// <summary>Its <c>UseUpperSnakeCaseNamingConvention</c>.</summary>
    ColumnUpperSnakeCase,

    /// <summary>Its <c>UseCamelCaseNamingConvention</c>, and MongoDB's <c>CamelCaseElementNameConvention</c>: the first letter alone.</summary>
    FirstLetterLower,

    /// <summary>Its <c>UseLowerCaseNamingConvention</c>.</summary>
    Lower,

    /// <summary>Its <c>UseUpperCaseNamingConvention</c>.</summary>
    Upper,

    /// <summary>A policy of somebody's own, or one that is chosen where it cannot be seen.</summary>
    Unknown,
}

/// <summary>The libraries' own conversions, letter for letter: what they would write is what has to be kept.</summary>
internal static class NamingPolicies
{
    /// <summary>The name on the wire; <c>null</c> where it cannot be known.</summary>
    public static string? Apply(this NamingPolicy policy, string name) => policy switch
    {
        NamingPolicy.AsWritten => name,
        NamingPolicy.CamelCase => CamelCase(name),
        NamingPolicy.SnakeCaseLower => Separated(name, '_', upper: false),
        NamingPolicy.SnakeCaseUpper => Separated(name, '_', upper: true),
        NamingPolicy.KebabCaseLower => Separated(name, '-', upper: false),
        NamingPolicy.KebabCaseUpper => Separated(name, '-', upper: true),
        NamingPolicy.NewtonsoftSnakeCase => NewtonsoftSeparated(name, '_'),
        NamingPolicy.NewtonsoftKebabCase => NewtonsoftSeparated(name, '-'),
        NamingPolicy.ColumnSnakeCase => ColumnSnakeCase(name),
        NamingPolicy.ColumnUpperSnakeCase => ColumnSnakeCase(name).ToUpperInvariant(),
        NamingPolicy.FirstLetterLower => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name.Substring(1),
        NamingPolicy.Lower => name.ToLowerInvariant(),
        NamingPolicy.Upper => name.ToUpperInvariant(),
        _ => null,
    };

    private static string CamelCase(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0]))
            return name;
        var letters = name.ToCharArray();
        for (var i = 0; i < letters.Length; i++)
        {
            if ((i == 1 && !char.IsUpper(letters[i])) || (i > 0 && i + 1 < letters.Length && !char.IsUpper(letters[i + 1])))
                break;
            letters[i] = char.ToLowerInvariant(letters[i]);
        }

        return new string(letters);
    }

    /// <summary>System.Text.Json: digits count as small letters; an underscore starts anew.</summary>
    private static string Separated(string name, char separator, bool upper)
    {
        var result = new StringBuilder(name.Length + 4);
        var before = Letter.None;
        for (var i = 0; i < name.Length; i++)
        {
            var now = CharUnicodeInfo.GetUnicodeCategory(name[i]) switch
            {
                UnicodeCategory.UppercaseLetter => Letter.Upper,
                UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber => Letter.Lower,
                _ => Letter.None,
            };
            if (now == Letter.Upper && (before == Letter.Lower || (before == Letter.Upper && i + 1 < name.Length && char.IsLower(name[i + 1]))))
                result.Append(separator);
            result.Append(now == Letter.None ? name[i] : upper ? char.ToUpperInvariant(name[i]) : char.ToLowerInvariant(name[i]));
            before = now;
        }

        return result.ToString();
    }

    /// <summary>Newtonsoft.Json: whatever is no capital letter counts as a small one, the separator apart.</summary>
    private static string NewtonsoftSeparated(string name, char separator)
    {
        var result = new StringBuilder(name.Length + 4);
        var before = Letter.None;
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]))
            {
                if (before == Letter.Lower || (before == Letter.Upper && i + 1 < name.Length && !char.IsUpper(name[i + 1]) && name[i + 1] != separator))
                    result.Append(separator);
                result.Append(char.ToLowerInvariant(name[i]));
                before = Letter.Upper;
            }
            else
            {
                result.Append(name[i]);
                before = name[i] == separator ? Letter.None : Letter.Lower;
            }
        }

        return result.ToString();
    }

    /// <summary>EFCore.NamingConventions: digits are no word of their own, an underscore starts anew, and what is no letter for it goes and parts words.</summary>
    private static string ColumnSnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 4);
        UnicodeCategory? before = null;
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] == '_')
            {
                result.Append('_');
                before = null;
                continue;
            }

            var now = CharUnicodeInfo.GetUnicodeCategory(name[i]);
            var isCapital = now is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter;
            if (!isCapital && now is not (UnicodeCategory.LowercaseLetter or UnicodeCategory.DecimalDigitNumber))
            {
                before = before is null ? null : UnicodeCategory.SpaceSeparator;
                continue;
            }

            if (before == UnicodeCategory.SpaceSeparator || (isCapital && (before == UnicodeCategory.LowercaseLetter
                || (before is not null and not UnicodeCategory.DecimalDigitNumber && i + 1 < name.Length && char.IsLower(name[i + 1])))))
                result.Append('_');
            result.Append(char.ToLowerInvariant(name[i]));
            before = now;
        }

        return result.ToString();
    }

    private enum Letter
    {
        None,
        Upper,
        Lower,
    }
}
