using System.Text.RegularExpressions;
using Clerk2WorkOS.Analyzers.Names.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>
/// The name of an SQL parameter that stays within one method: one command in a local variable, whose one text is a literal and whose parameters are
/// added by literals. Nobody else can know the name then, and the text and all of the code that gives it a value change together.
/// </summary>
internal static class SqlParameterChange
{
    /// <summary>What the command's variable may be asked for, beside its text and its parameters, without letting the name out.</summary>
    private static readonly HashSet<string> Harmless = new(StringComparer.Ordinal)
    {
        "ExecuteNonQuery", "ExecuteNonQueryAsync", "ExecuteReader", "ExecuteReaderAsync", "ExecuteScalar", "ExecuteScalarAsync", "Prepare", "PrepareAsync",
        "Dispose", "DisposeAsync", "Connection", "Transaction", "CommandTimeout", "Cancel",
    };

    private static readonly Regex NamesOfItsOwn = new(@"\b(exec|execute|call|declare)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    private static readonly Regex QuotedParameter = new("'[^']*@[^']*'", RegexOptions.CultureInvariant);

    /// <summary>All edits that rename the parameter at <paramref name="span"/>; <c>null</c> where the name may be known elsewhere.</summary>
    public static LocalChange? Of(DocumentView document, TextSpan span, CancellationToken cancellationToken)
    {
        if (LiteralText.Of(document.Root.FindToken(span.Start)) is not { IsWhole: true, Expression: { } literal }
            || CommandOf(literal, document.Model, cancellationToken) is not { } command
            || Uses.Of(command, document.Model, cancellationToken) is not { } uses)
            return null;
        var written = document.Text.ToString(span);
        if (!document.Project.Map.Names.TryRename(written, out var newName) || uses.Speaks(newName))
            return null;
        var edits = uses.Places(written).Select(place => new Edit(place, Renamed(document.Text.ToString(place), document))).ToArray();
        return edits.Any(edit => edit.Span == span) ? LocalChange.Of(document, edits) : null;
    }

    private static string Renamed(string written, DocumentView document)
    {
        document.Project.Map.Names.TryRename(written, out var renamed);
        return renamed;
    }

    /// <summary>The variable of the command whose text or parameter the literal is.</summary>
    private static ILocalSymbol? CommandOf(ExpressionSyntax literal, SemanticModel model, CancellationToken cancellationToken)
    {
        for (SyntaxNode? node = literal.Parent; node is not null and not (StatementSyntax and not LocalDeclarationStatementSyntax and not ExpressionStatementSyntax and not UsingStatementSyntax); node = node.Parent)
        {
            if (node is VariableDeclaratorSyntax declarator)
                return Command(model.GetDeclaredSymbol(declarator, cancellationToken));
            var asked = node switch
            {
                AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CommandText", Expression: IdentifierNameSyntax name } } => name,
                MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax name } => name,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax name } } } => name,
                ElementAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Parameters", Expression: IdentifierNameSyntax name } } => name,
                _ => null,
            };
            if (asked is not null)
                return Command(model.GetSymbolInfo(asked, cancellationToken).Symbol);
            if (node is AnonymousFunctionExpressionSyntax)
                return null;
        }

        return null;
    }

    private static ILocalSymbol? Command(ISymbol? symbol) => symbol is ILocalSymbol local
        && (IsCommand(local.Type) || local.Type.AllInterfaces.Any(IsCommand)) ? local : null;

    private static bool IsCommand(ITypeSymbol type) => type is { Name: "IDbCommand", ContainingNamespace: { Name: "Data", ContainingNamespace.Name: "System" } };

    /// <summary>Everything that is done with one command, if all of it is understood.</summary>
    private sealed class Uses
    {
        private readonly List<LiteralText> _parameters = new();
        private LiteralText? _sql;

        public static Uses? Of(ILocalSymbol command, SemanticModel model, CancellationToken cancellationToken)
        {
            var declarator = command.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellationToken) as VariableDeclaratorSyntax;
            if (declarator?.FirstAncestorOrSelf<SyntaxNode>(node => node is MemberDeclarationSyntax and not GlobalStatementSyntax or CompilationUnitSyntax or LocalFunctionStatementSyntax) is not { } body)
                return null;
            var uses = new Uses();
            if (!uses.AddCreation(declarator.Initializer?.Value))
                return null;
            foreach (var name in body.DescendantNodes().OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == command.Name))
            {
                if (SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name, cancellationToken).Symbol, command) && !uses.Add(name))
                    return null;
            }

            return uses._sql is { } sql && IsPlain(sql.Value) ? uses : null;
        }

        /// <summary>Whether the statement or the code has a parameter of that name.</summary>
        public bool Speaks(string name) =>
            InSql(name).Any() || _parameters.Any(parameter => string.Equals(parameter.Value.TrimStart('@'), name, StringComparison.OrdinalIgnoreCase));

        /// <summary>Where the parameter is named; nowhere, when either side does not name it.</summary>
        public List<TextSpan> Places(string name)
        {
            var inSql = InSql(name).Select(_sql!.InSource).ToList();
            var inCode = _parameters.Where(parameter => string.Equals(parameter.Value.TrimStart('@'), name, StringComparison.OrdinalIgnoreCase))
                .Select(parameter => parameter.InSource(TextSpan.FromBounds(parameter.Value.Length - name.Length, parameter.Value.Length))).ToList();
            return inSql.Count == 0 || inCode.Count == 0 ? new List<TextSpan>() : inSql.Concat(inCode).ToList();
        }

        private IEnumerable<TextSpan> InSql(string name)
        {
            var sql = _sql!.Value;
            for (var at = sql.IndexOf("@" + name, StringComparison.OrdinalIgnoreCase); at >= 0; at = sql.IndexOf("@" + name, at + 1, StringComparison.OrdinalIgnoreCase))
            {
                var end = at + 1 + name.Length;
                if ((at == 0 || !IsPart(sql[at - 1])) && (end == sql.Length || !IsPart(sql[end])))
                    yield return TextSpan.FromBounds(at + 1, end);
            }
        }

        private static bool IsPart(char character) => character is '_' or '@' or '$' or '#' || char.IsLetterOrDigit(character);

        /// <summary>A procedure has parameters of its own, a script variables, and a quotation may hold anything.</summary>
        private static bool IsPlain(string sql) => !NamesOfItsOwn.IsMatch(sql) && !QuotedParameter.IsMatch(sql);

        private bool AddCreation(ExpressionSyntax? value) => value switch
        {
            BaseObjectCreationExpressionSyntax { Initializer: null } creation =>
                creation.ArgumentList is not { Arguments: { Count: > 0 } arguments } || AddText(arguments[0].Expression),
            InvocationExpressionSyntax call => TextPlace.NameOf(call) == "CreateCommand" && call.ArgumentList.Arguments.Count == 0,
            _ => false,
        };

        private bool Add(IdentifierNameSyntax name)
        {
            if (name.Parent is not MemberAccessExpressionSyntax access || access.Expression != name)
                return false;
            var asked = access.Name.Identifier.ValueText;
            return asked switch
            {
                "CommandText" => access.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression } assignment
                    && assignment.Left == access && AddText(assignment.Right),
                "Parameters" => AddParameter(access),
                _ => Harmless.Contains(asked),
            };
        }

        private bool AddText(ExpressionSyntax value)
        {
            if (_sql is not null || value is not LiteralExpressionSyntax literal || LiteralText.Of(literal.Token) is not { } text)
                return false;
            _sql = text;
            return true;
        }

        private bool AddParameter(MemberAccessExpressionSyntax parameters) => parameters.Parent switch
        {
            ElementAccessExpressionSyntax element => AddName(element.ArgumentList.Arguments[0].Expression),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "AddWithValue" or "Add", Parent: InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments } } =>
                AddName(arguments[0].Expression is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } created, Initializer: null } ? created[0].Expression : arguments[0].Expression),
            _ => false,
        };

        private bool AddName(ExpressionSyntax value)
        {
            if (value is not LiteralExpressionSyntax literal || LiteralText.Of(literal.Token) is not { } name)
                return false;
            _parameters.Add(name);
            return true;
        }
    }
}
