using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// What changed declarations make suspect. A member is reached by its name, in a file that can have a value of its type: one that names the type, or a
/// declaration that mentions it, and so on. A type spreads to the declarations that mention it: they have changed as well.
/// </summary>
internal sealed class ReachSeeds
{
    private const string AttributeSuffix = "Attribute";

    private readonly HashSet<string> _spreading = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constructed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _held = new(StringComparer.Ordinal);

    /// <summary>The words by which it all is found.</summary>
    public ReachWords Words { get; } = new();

    /// <summary>Whether a declaration mentions what spreads.</summary>
    public bool IsMentionedIn(Declaration declaration) => declaration.Mentioned.Any(_spreading.Contains);

    /// <summary>Whether a type derives from one whose constructors changed.</summary>
    public bool IsDerived(Declaration declaration) => declaration.Kind == DeclarationKind.Type && declaration.Mentioned.Any(_constructed.Contains);

    /// <summary>Whether who gets at a declaration can get at a value of a suspect type.</summary>
    public bool IsHeldBy(Declaration declaration) => declaration.Mentioned.Any(_held.Contains);

    /// <summary>A declaration is now called something else and is otherwise what it was.</summary>
    public void Renamed(Declaration old, Declaration renamed)
    {
        var names = old.Names.Zip(renamed.Names, (before, after) => (Before: before, After: after)).Where(name => name.Before != name.After).ToList();
        foreach (var name in names.SelectMany(name => new[] { name.Before, name.After }))
        {
            if (old.Kind is DeclarationKind.Type or DeclarationKind.Constant or DeclarationKind.Alias && (old.Own.Contains(name) || renamed.Own.Contains(name)))
                Spread(name);
            else
                Name(name, old);
        }

        // Of a type that is renamed, the type's names say it.
        if (old.Kind != DeclarationKind.Constructor && (old.Container != renamed.Container || names.Any(name => ImplicitUse.Has(name.Before) || ImplicitUse.Has(name.After))))
        {
            Changed(old);
            Changed(renamed);
        }
        else if (names.Count > 0)
        {
            Hold(old.Container);
            Hold(renamed.Container);
        }
    }

    /// <summary>A declaration, or what it means, is new, gone or other than it was. <paramref name="isImplicit"/>: a constructor that is called where nothing says so.</summary>
    public void Changed(Declaration declaration, bool isImplicit = false)
    {
        if (declaration.IsInPart)
            Name(declaration.Container);
        switch (declaration.Kind)
        {
            case DeclarationKind.Member when !declaration.IsHidden:
                foreach (var name in declaration.Own)
                    Name(name, declaration);
                Hold(declaration.Container);
                if (declaration.Own.Any(ImplicitUse.Has) || declaration.Shape.Contains(" required "))
                    Spread(declaration.Container);
                break;
            case DeclarationKind.Constant or DeclarationKind.Type or DeclarationKind.Alias:
                foreach (var name in declaration.Own)
                    Spread(name);
                break;
            case DeclarationKind.Operation:
                Spread(declaration.Container);
                foreach (var name in declaration.Own)
                    Words.Add(name, ReachWord.Member);
                break;
            case DeclarationKind.Constructor when isImplicit:
                Spread(declaration.Container);
                break;
            case DeclarationKind.Constructor:
                Construct(declaration.Container);
                break;
        }
    }

    /// <summary>The constructors of a type, or of one that it derives from, changed.</summary>
    public void Construct(string type)
    {
        if (!_constructed.Add(type))
            return;
        Name(type);
        Hold(type);
        Words.Add(type, ReachWord.Spreading);
        Words.Add(ReachWords.TargetTypedNew, ReachWord.Member);
        Words.Add(ReachWords.BaseCall, ReachWord.Member);
    }

    /// <summary>Who gets at this declaration can get at a value of a suspect type.</summary>
    public void Hold(Declaration declaration)
    {
        if (declaration.IsHidden)
            return;
        foreach (var name in declaration.Own)
            Hold(name);
        if (declaration.Kind is DeclarationKind.Operation or DeclarationKind.Constructor || declaration.Own.Any(ImplicitUse.Has))
            Hold(declaration.Container);
    }

    private void Hold(string name)
    {
        if (name.Length == 0 || !_held.Add(name))
            return;
        Words.Add(name, ReachWord.Holder);
        if (WithoutSuffix(name) is { } attribute)
            Hold(attribute);
    }

    /// <summary>A member's or a parameter's name; an extension method's needs no value of the type around it.</summary>
    private void Name(string name, Declaration declaration)
    {
        if (declaration.Node is MethodDeclarationSyntax method && method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Count > 0)
            Name(name);
        else
            Words.Add(name, ReachWord.Member);
    }

    private void Name(string name)
    {
        Words.Add(name, ReachWord.Always);
        if (WithoutSuffix(name) is { } attribute)
            Name(attribute);
    }

    private void Spread(string name)
    {
        if (name.Length == 0 || !_spreading.Add(name))
            return;
        Name(name);
        Hold(name);
        Words.Add(name, ReachWord.Spreading);
        if (WithoutSuffix(name) is { } attribute)
            Spread(attribute);
    }

    private static string? WithoutSuffix(string name) =>
        name.EndsWith(AttributeSuffix, StringComparison.Ordinal) && name.Length > AttributeSuffix.Length ? name.Substring(0, name.Length - AttributeSuffix.Length) : null;
}
