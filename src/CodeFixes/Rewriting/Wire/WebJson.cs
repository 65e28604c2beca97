using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>How the solution's web applications write JSON: camelCase, unless one is configured otherwise.</summary>
internal sealed class WebJson
{
    private readonly List<(ProjectView Project, bool IsForControllers, JsonUse Use)> _configured = new();

    public WebJson(Snapshot snapshot, JsonOptionsReading options, CancellationToken cancellationToken)
    {
        foreach (var document in snapshot.Documents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!document.IsGenerated)
                Read(document, options);
        }

        if (snapshot.Projects.Any(IsWeb))
            Usual = Distinct(_configured.Select(entry => entry.Use));
    }

    /// <summary>How anything is written of which nothing else is known; <c>null</c> where there is no web application.</summary>
    public JsonUse? Usual { get; }

    /// <summary>How a project's controllers and pages write.</summary>
    public JsonUse Controllers(ProjectView project) => Of(project, forControllers: true);

    /// <summary>How a project's minimal endpoints write.</summary>
    public JsonUse Endpoints(ProjectView project) => Of(project, forControllers: false);

    private static bool IsWeb(ProjectView project) =>
        project.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Builder.WebApplication") is not null
        || project.Compilation.GetTypeByMetadataName("Microsoft.AspNetCore.Mvc.ControllerBase") is not null;

    /// <summary>What the project itself says, else what another one says for it.</summary>
    private JsonUse Of(ProjectView project, bool forControllers)
    {
        var said = _configured.Where(entry => entry.IsForControllers == forControllers).ToList();
        var own = said.Where(entry => entry.Project.Name == project.Name).ToList();
        return Distinct((own.Count > 0 ? own : said).Select(entry => entry.Use));
    }

    private static JsonUse Distinct(IEnumerable<JsonUse> uses)
    {
        var distinct = uses.Distinct().ToList();
        return distinct.Count switch
        {
            0 => new JsonUse(JsonLibrary.SystemText, NamingPolicy.CamelCase),
            1 => distinct[0],
            _ => new JsonUse(distinct[0].Library, NamingPolicy.Unknown),
        };
    }

    private void Read(DocumentView document, JsonOptionsReading options)
    {
        var text = document.Text.ToString();
        if (!text.Contains("JsonOptions") && !text.Contains("AddNewtonsoftJson"))
            return;
        foreach (var call in document.Root.DescendantNodes().OfType<InvocationExpressionSyntax>())
        {
            if (RuntimeNames.CalledName(call) is not { } called)
                continue;
            var isMvc = called is "AddJsonOptions" or "AddNewtonsoftJson" || (called == "Configure" && IsConfigured(document, call, "Microsoft.AspNetCore.Mvc.JsonOptions"));
            if (!isMvc && called != "ConfigureHttpJsonOptions" && !(called == "Configure" && IsConfigured(document, call, "Microsoft.AspNetCore.Http.Json.JsonOptions")))
                continue;
            var library = called == "AddNewtonsoftJson" ? JsonLibrary.Newtonsoft : JsonLibrary.SystemText;
            if (Assigned(call) is { } policy)
                _configured.Add((document.Project, isMvc, new JsonUse(library, options.Named(policy, document.Model))));
            else if (library == JsonLibrary.Newtonsoft)
                _configured.Add((document.Project, isMvc, new JsonUse(library, NamingPolicy.CamelCase)));
        }
    }

    private static bool IsConfigured(DocumentView document, InvocationExpressionSyntax call, string options) =>
        call.Expression is MemberAccessExpressionSyntax { Name: GenericNameSyntax { TypeArgumentList.Arguments: { Count: 1 } arguments } }
        && document.Model.GetTypeInfo(arguments[0]).Type?.ToDisplayString() == options;

    /// <summary>The policy that the call's lambda sets.</summary>
    private static ExpressionSyntax? Assigned(InvocationExpressionSyntax call) => call.ArgumentList.DescendantNodes().OfType<AssignmentExpressionSyntax>()
        .LastOrDefault(assignment => assignment.Left is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "PropertyNamingPolicy" or "ContractResolver" or "NamingStrategy" })?.Right;
}
