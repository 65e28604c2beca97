using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Reads the declarations of a file, without binding anything.</summary>
internal static class Declarations
{
    public static List<Declaration> Of(SyntaxNode root)
    {
        var found = new List<Declaration>();
        foreach (var node in root.DescendantNodes(node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or BaseTypeDeclarationSyntax))
            Read(node, found);
        return found;
    }

    private static void Read(SyntaxNode node, List<Declaration> found)
    {
        switch (node)
        {
            case UsingDirectiveSyntax import:
                ReadImport(import, found);
                break;
            case AttributeListSyntax { Parent: CompilationUnitSyntax }:
                found.Add(Make(DeclarationKind.Everywhere, node));
                break;
            case BaseNamespaceDeclarationSyntax space:
                found.Add(new Declaration(DeclarationKind.Everywhere, space, Array.Empty<string>(), "namespace " + space.Name, Array.Empty<string>(), ""));
                break;
            case EnumMemberDeclarationSyntax:
                found.Add(Make(DeclarationKind.Constant, node));
                break;
            case EnumDeclarationSyntax or DelegateDeclarationSyntax:
                found.Add(Make(DeclarationKind.Type, node));
                break;
            case ClassDeclarationSyntax or StructDeclarationSyntax or InterfaceDeclarationSyntax or RecordDeclarationSyntax:
                found.Add(Make(DeclarationKind.Type, node));
                if (((TypeDeclarationSyntax)node).ParameterList is { } parameters)
                    found.Add(Make(node is RecordDeclarationSyntax ? DeclarationKind.Operation : DeclarationKind.Constructor, parameters));
                break;
            case ConstructorDeclarationSyntax:
                found.Add(Make(DeclarationKind.Constructor, node));
                break;
            case MethodDeclarationSyntax method:
                found.Add(Make(method.Identifier.ValueText == "Main" || IsExtensionWithoutName(method) ? DeclarationKind.Everywhere : DeclarationKind.Member, node));
                break;
            case PropertyDeclarationSyntax or EventDeclarationSyntax:
                found.Add(Make(DeclarationKind.Member, node));
                break;
            case IndexerDeclarationSyntax or OperatorDeclarationSyntax or ConversionOperatorDeclarationSyntax:
                found.Add(Make(DeclarationKind.Operation, node));
                break;
            case BaseFieldDeclarationSyntax field:
                var isConstant = field.Modifiers.Any(SyntaxKind.ConstKeyword);
                found.AddRange(field.Declaration.Variables.Select(variable => Make(isConstant ? DeclarationKind.Constant : DeclarationKind.Member, variable)));
                break;
            case DestructorDeclarationSyntax or GlobalStatementSyntax or IncompleteMemberSyntax:
                break;
            case MemberDeclarationSyntax:                // an extension block, or what a newer C# has
                found.Add(Make(DeclarationKind.Everywhere, node));
                break;
        }
    }

    /// <summary>A plain import changes nothing for others but what the file's own declarations mean; that is compared when it changes.</summary>
    private static void ReadImport(UsingDirectiveSyntax import, List<Declaration> found)
    {
        var isGlobal = import.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);
        if (!isGlobal && import.Alias is null)
            return;
        var names = import.Alias is { } alias ? new[] { alias.Name.Identifier.ValueText } : Array.Empty<string>();
        var mentioned = import.Alias is null && import.StaticKeyword.IsKind(SyntaxKind.None)
            ? Array.Empty<string>()
            : import.NamespaceOrType.DescendantTokens().Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText).ToArray();
        var kind = isGlobal ? DeclarationKind.Everywhere : DeclarationKind.Alias;
        found.Add(new Declaration(kind, import, names, import.ToString(), mentioned, ""));
    }

    private static Declaration Make(DeclarationKind kind, SyntaxNode node)
    {
        var names = new List<string>();
        var own = new List<string>();
        var mentioned = new HashSet<string>(StringComparer.Ordinal);
        var shape = new StringBuilder();

        // A field's type and modifiers stand beside its variables.
        var text = node is VariableDeclaratorSyntax ? (SyntaxNode)node.FirstAncestorOrSelf<BaseFieldDeclarationSyntax>()! : node;
        shape.Append(text.Kind()).Append(' ');
        foreach (var token in text.DescendantTokens(child => child == text || IsSeen(child, node, kind)))
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                if (token.Parent is MemberDeclarationSyntax or VariableDeclaratorSyntax or ParameterSyntax or TupleElementSyntax)
                {
                    names.Add(token.ValueText);
                    if (token.Parent is MemberDeclarationSyntax or VariableDeclaratorSyntax || node is ParameterListSyntax)
                        own.Add(token.ValueText);
                    shape.Append("- ");
                    continue;
                }

                mentioned.Add(token.ValueText);
            }

            shape.Append(token.Text).Append(' ');
        }

        var types = node.Ancestors().OfType<BaseTypeDeclarationSyntax>().ToList();
        var isInPart = types.Any(type => type.Modifiers.Any(SyntaxKind.PartialKeyword));
        return new Declaration(kind, node, names, shape.ToString(), mentioned, types.FirstOrDefault()?.Identifier.ValueText ?? "")
        {
            Own = own,
            IsInPart = isInPart,
            IsHidden = kind == DeclarationKind.Member && !isInPart && IsPrivate((MemberDeclarationSyntax)text),
        };
    }

    /// <summary>Whether a piece of a declaration shows to others: no body, no value that is not a constant, no member.</summary>
    private static bool IsSeen(SyntaxNode child, SyntaxNode declared, DeclarationKind kind) => child switch
    {
        BlockSyntax or ArrowExpressionClauseSyntax or ConstructorInitializerSyntax => false,
        EqualsValueClauseSyntax => kind == DeclarationKind.Constant || child.Parent is ParameterSyntax,
        ArgumentListSyntax => child.Parent is not PrimaryConstructorBaseTypeSyntax,
        ParameterListSyntax => child.Parent is not TypeDeclarationSyntax,
        VariableDeclaratorSyntax => child == declared,
        MemberDeclarationSyntax => kind == DeclarationKind.Everywhere,
        _ => true,
    };

    private static bool IsPrivate(MemberDeclarationSyntax member)
    {
        if (member.Modifiers.Any(SyntaxKind.PrivateKeyword))
            return !member.Modifiers.Any(SyntaxKind.ProtectedKeyword);
        return member.Parent is not InterfaceDeclarationSyntax
            && !member.Modifiers.Any(modifier => modifier.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
    }

    private static bool IsExtensionWithoutName(MethodDeclarationSyntax method) =>
        ImplicitUse.Has(method.Identifier.ValueText) && method.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true;
}
