using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>The calls, handlers and declarations that show it.</summary>
internal sealed partial class JsonUses
{
    private static readonly string[] Signs = { "Json", "Controller", "MapGet", "MapPost", "MapPut", "MapPatch", "MapDelete", "MapMethods", "Map(", "MapFallback", "Results", "PageModel" };

    private static readonly HashSet<string> Answers = new(StringComparer.Ordinal)
    {
        "Ok", "Json", "Created", "CreatedAtAction", "CreatedAtRoute", "Accepted", "AcceptedAtAction", "AcceptedAtRoute", "BadRequest", "NotFound", "Conflict",
        "UnprocessableEntity", "StatusCode", "WriteAsJsonAsync", "ReadFromJsonAsync",
    };

    private static bool Shows(DocumentView document)
    {
        var text = document.Text.ToString();
        return Signs.Any(sign => text.Contains(sign));
    }

    private void Read(DocumentView document)
    {
        foreach (var node in document.Root.DescendantNodes())
        {
            if (node is InvocationExpressionSyntax call && RuntimeNames.CalledName(call) is { } called)
                ReadCall(document, call, called);
            else if (node is ClassDeclarationSyntax declared)
                ReadClass(document, declared);
            else if (node is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax { Identifier.ValueText: var made } } result && (made == "JsonResult" || made.EndsWith("ObjectResult", StringComparison.Ordinal))
                && result.ArgumentList is { Arguments.Count: > 0 } arguments)
                Add(document.Model.GetTypeInfo(arguments.Arguments[0].Expression, _cancellationToken).Type, With(arguments, document, _web.Controllers(document.Project)));
        }
    }

    private void ReadCall(DocumentView document, InvocationExpressionSyntax call, string called)
    {
        if (Routes.MapsHandler(call, document.Model))
            ReadHandler(document, call);
        else if (Answers.Contains(called))
            ReadAnswer(document, call);
        else if (called.Contains("erialize") || called is "FromObject" or "ToObject" or "PopulateObject")
            ReadSerializer(document, call);
        else if (called == "Create" || called.Contains("Json"))
            ReadHttp(document, call);
    }

    /// <summary><c>JsonSerializer.…</c>, <c>JsonConvert.…</c>, <c>JToken.…</c>.</summary>
    private void ReadSerializer(DocumentView document, InvocationExpressionSyntax call)
    {
        if (document.Model.GetSymbolInfo(call, _cancellationToken).Symbol is not IMethodSymbol method)
            return;
        switch (method.ContainingType?.ToDisplayString())
        {
            case "System.Text.Json.JsonSerializer":
                AddTypes(document, call, method, new JsonUse(JsonLibrary.SystemText, PolicyOfCall(document, call.ArgumentList, NamingPolicy.AsWritten)));
                break;
            case "Newtonsoft.Json.JsonConvert":
                AddTypes(document, call, method, new JsonUse(JsonLibrary.Newtonsoft, PolicyOfCall(document, call.ArgumentList, _newtonsoftDefault)));
                break;
            case "Newtonsoft.Json.Linq.JToken" or "Newtonsoft.Json.Linq.JObject" or "Newtonsoft.Json.Linq.JArray":
                AddTypes(document, call, method, new JsonUse(JsonLibrary.Newtonsoft, call.ArgumentList.Arguments.Count > 1 ? NamingPolicy.Unknown : _newtonsoftDefault));
                break;
            case "Newtonsoft.Json.JsonSerializer":
                AddTypes(document, call, method, new JsonUse(JsonLibrary.Newtonsoft, NamingPolicy.Unknown));
                break;
        }
    }

    /// <summary><c>client.GetFromJsonAsync&lt;T&gt;()</c>, <c>JsonContent.Create(…)</c> and the like write as the web does.</summary>
    private void ReadHttp(DocumentView document, InvocationExpressionSyntax call)
    {
        if (document.Model.GetSymbolInfo(call, _cancellationToken).Symbol is IMethodSymbol method && method.ContainingNamespace.ToDisplayString() == "System.Net.Http.Json")
            AddTypes(document, call, method, new JsonUse(JsonLibrary.SystemText, PolicyOfCall(document, call.ArgumentList, NamingPolicy.CamelCase)));
    }

    private void ReadAnswer(DocumentView document, InvocationExpressionSyntax call)
    {
        if (document.Model.GetSymbolInfo(call, _cancellationToken).Symbol is not IMethodSymbol method)
            return;
        var space = method.ContainingNamespace.ToDisplayString();
        if (space == "System.Net.Http.Json")
        {
            ReadHttp(document, call);
        }
        else if (space.StartsWith("Microsoft.AspNetCore.", StringComparison.Ordinal))
        {
            var web = space.StartsWith("Microsoft.AspNetCore.Mvc", StringComparison.Ordinal) ? _web.Controllers(document.Project) : _web.Endpoints(document.Project);
            AddTypes(document, call, method, With(call.ArgumentList, document, web));
        }
    }

    /// <summary>The web's way, but for the options that are handed over.</summary>
    private JsonUse With(ArgumentListSyntax arguments, DocumentView document, JsonUse web) => web with { Policy = PolicyOfCall(document, arguments, web.Policy) };

    /// <summary>What a minimal handler returns, and what it takes from the body.</summary>
    private void ReadHandler(DocumentView document, InvocationExpressionSyntax call)
    {
        foreach (var argument in call.ArgumentList.Arguments)
        {
            if (argument.Expression is LiteralExpressionSyntax)
                continue;
            var info = document.Model.GetSymbolInfo(argument.Expression, _cancellationToken);
            if ((info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is IMethodSymbol handler)
                AddHandler(handler, _web.Endpoints(document.Project), BodyBy.Default);
        }
    }

    private void ReadClass(DocumentView document, ClassDeclarationSyntax declared)
    {
        if (document.Model.GetDeclaredSymbol(declared, _cancellationToken) is not INamedTypeSymbol type)
            return;
        if (Routes.IsController(type))
        {
            Bound.AddPage(type);
            var body = BoundTypes.IsApi(type) ? BodyBy.Controller : BodyBy.Attribute;
            foreach (var action in type.GetMembers().OfType<IMethodSymbol>())
            {
                if (action is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary })
                    AddHandler(action, _web.Controllers(document.Project), body);
            }
        }

        if (type.BaseType?.Name != "JsonSerializerContext")
            return;
        var policy = PolicyOfContext(type);
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "JsonSerializableAttribute" && attribute.ConstructorArguments.FirstOrDefault().Value is ITypeSymbol written)
                Add(written, new JsonUse(JsonLibrary.SystemText, policy));
        }
    }

    private static NamingPolicy PolicyOfContext(ITypeSymbol context)
    {
        foreach (var attribute in context.GetAttributes())
        {
            if (attribute.AttributeClass?.Name != "JsonSourceGenerationOptionsAttribute")
                continue;
            foreach (var argument in attribute.NamedArguments)
            {
                if (argument.Key == "PropertyNamingPolicy" && argument.Value.Type is INamedTypeSymbol { TypeKind: TypeKind.Enum } policies)
                    return policies.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(member => Equals(member.ConstantValue, argument.Value.Value)) is { } named
                        ? JsonOptionsReading.OfMember(named.Name)
                        : NamingPolicy.Unknown;
            }

            if (attribute.ConstructorArguments.FirstOrDefault() is { Kind: TypedConstantKind.Enum, Value: int defaults })
                return defaults == 1 ? NamingPolicy.CamelCase : NamingPolicy.AsWritten;
        }

        return NamingPolicy.AsWritten;
    }

    /// <summary>When a handler's parameter is read from the body.</summary>
    private enum BodyBy
    {
        /// <summary>A minimal endpoint's: when nothing else is said.</summary>
        Default,

        /// <summary>An API controller's: the same, and its forms and queries can be named member by member.</summary>
        Controller,

        /// <summary>A page's or a controller's with views: when <c>[FromBody]</c> says so.</summary>
        Attribute,
    }

    private void AddHandler(IMethodSymbol handler, JsonUse use, BodyBy body)
    {
        Add(handler.ReturnType, use);
        foreach (var parameter in handler.Parameters)
        {
            var source = BoundTypes.SourceOf(parameter);
            if (source == "FromBody" || (source is null && body != BodyBy.Attribute))
                Add(parameter.Type, use);
            else
                Bound.Add(parameter, isMinimal: body == BodyBy.Default);
        }
    }

    private NamingPolicy PolicyOfCall(DocumentView document, ArgumentListSyntax arguments, NamingPolicy otherwise)
    {
        foreach (var argument in arguments.Arguments)
        {
            var info = document.Model.GetTypeInfo(argument.Expression, _cancellationToken);
            if (!IsOptions(info))
                continue;
            if ((info.Type ?? info.ConvertedType) is { Name: "JsonTypeInfo" or "JsonSerializerContext" } or { BaseType.Name: "JsonSerializerContext" })
                return ContextBehind(document, argument.Expression) is { } context ? PolicyOfContext(context) : NamingPolicy.Unknown;
            return _options.PolicyOf(argument.Expression, document.Model, otherwise);
        }

        return otherwise;
    }

    /// <summary><c>AppJson.Default.UserDto</c>, <c>AppJson.Default</c>.</summary>
    private ITypeSymbol? ContextBehind(DocumentView document, ExpressionSyntax expression)
    {
        for (ExpressionSyntax? part = expression; part is not null; part = (part as MemberAccessExpressionSyntax)?.Expression)
        {
            if (document.Model.GetTypeInfo(part, _cancellationToken).Type is { BaseType.Name: "JsonSerializerContext" } context)
                return context;
            if (document.Model.GetSymbolInfo(part, _cancellationToken).Symbol is INamedTypeSymbol { BaseType.Name: "JsonSerializerContext" } named)
                return named;
        }

        return null;
    }

    /// <summary>Options, also where the parameter is an <c>object</c>: <c>Json(value, options)</c>.</summary>
    private static bool IsOptions(TypeInfo info) => IsOptions(info.ConvertedType) || IsOptions(info.Type);

    private static bool IsOptions(ITypeSymbol? type) =>
        type is { Name: "JsonSerializerOptions" or "JsonSerializerSettings" or "JsonTypeInfo" or "JsonSerializerContext" };

    /// <summary><c>JsonConvert.DefaultSettings = () =&gt; …</c>.</summary>
    private void ReadNewtonsoftDefault(DocumentView document)
    {
        foreach (var assignment in document.Root.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            if (assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "DefaultSettings" } && !assignment.Right.IsKind(SyntaxKind.NullLiteralExpression))
                _newtonsoftDefault = assignment.Right is LambdaExpressionSyntax { ExpressionBody: { } settings } ? _options.PolicyOf(settings, document.Model, NamingPolicy.AsWritten) : NamingPolicy.Unknown;
        }
    }
}
