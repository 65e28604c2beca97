namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>What a changed declaration makes suspect: names, names that spread to the declarations that mention them, or everything.</summary>
internal sealed class ReachSeeds
{
    private const string AttributeSuffix = "Attribute";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _spreading = new(StringComparer.Ordinal);
    private readonly HashSet<string> _constructed = new(StringComparer.Ordinal);
    private ReachWords _fresh = new();
    private ReachWords _freshSpreading = new();

    /// <summary>Whether a declaration that says it mentions a name that spreads.</summary>
    public bool IsMentionedIn(Declaration declaration) => declaration.Mentioned.Any(_spreading.Contains);

    /// <summary>Whether a type derives from one whose constructors changed.</summary>
    public bool IsDerived(Declaration declaration) => declaration.Kind == DeclarationKind.Type && declaration.Mentioned.Any(_constructed.Contains);

    /// <summary>The words that are new since this was asked last: all of them, and those for which declarations have to be read.</summary>
    public (ReachWords All, ReachWords Spreading) TakeFresh()
    {
        var fresh = (_fresh, _freshSpreading);
        (_fresh, _freshSpreading) = (new ReachWords(), new ReachWords());
        return fresh;
    }

    /// <summary>A declaration is now called something else and is otherwise what it was.</summary>
    public void Renamed(Declaration old, Declaration renamed)
    {
        foreach (var name in old.Names.Concat(renamed.Names).Distinct(StringComparer.Ordinal))
        {
            if (old.Kind is DeclarationKind.Type or DeclarationKind.Constant or DeclarationKind.Alias)
                Spread(name);
            else
                Name(name);
        }

        // Of a type that is renamed, the type's names say it.
        if (old.Kind != DeclarationKind.Constructor && (old.Container != renamed.Container || old.Names.Concat(renamed.Names).Any(ImplicitUse.Has)))
        {
            Changed(old);
            Changed(renamed);
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
                Name(declaration.Names);
                if (declaration.Names.Any(ImplicitUse.Has) || declaration.Shape.Contains(" required "))
                    Spread(declaration.Container);
                break;
            case DeclarationKind.Constant or DeclarationKind.Type or DeclarationKind.Alias:
                foreach (var name in declaration.Names)
                    Spread(name);
                break;
            case DeclarationKind.Operation:
                Name(declaration.Names);
                Spread(declaration.Container);
                break;
            case DeclarationKind.Constructor:
                Name(declaration.Names);
                if (isImplicit)
                    Spread(declaration.Container);
                else
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
        Name(ReachWords.TargetTypedNew);
        Name(ReachWords.BaseCall);
        _freshSpreading.Add(type);
    }

    private void Name(IEnumerable<string> names)
    {
        foreach (var name in names)
            Name(name);
    }

    private void Name(string name)
    {
        if (name.Length == 0 || !_names.Add(name))
            return;
        _fresh.Add(name);
        if (name.EndsWith(AttributeSuffix, StringComparison.Ordinal) && name.Length > AttributeSuffix.Length)
            Name(name.Substring(0, name.Length - AttributeSuffix.Length));
    }

    private void Spread(string name)
    {
        if (name.Length == 0 || !_spreading.Add(name))
            return;
        Name(name);
        _freshSpreading.Add(name);
        if (name.EndsWith(AttributeSuffix, StringComparison.Ordinal) && name.Length > AttributeSuffix.Length)
            Spread(name.Substring(0, name.Length - AttributeSuffix.Length));
    }
}
