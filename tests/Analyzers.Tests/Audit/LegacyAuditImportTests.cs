namespace Clerk2WorkOS.Analyzers.Tests.Audit;

public class LegacyAuditImportTests
{
    [Theory]
    [InlineData(ReferenceKind.Metadata)]
    [InlineData(ReferenceKind.Compilation)]
    public Task Finds_every_form_of_import(ReferenceKind kind) => RuleProject.Of(
        "global using {|C2W202:Booking.Lib.Utils.Server.Audit|};",
        """
        using {|C2W202:Booking.Lib.Utils.Server.Audit|};
        using static {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions;
        using Logger = {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditLogger;
        using OldAudit = {|C2W202:Booking.Lib.Utils.Server.Audit|};

        namespace App
        {
            using {|C2W202:global::Booking.Lib.Utils.Server.Audit|};

            public class Uses
            {
                public string All() => Created + Logger.Equals(null, null) + OldAudit.AuditActions.Created;
            }
        }
        """).Referring(Schemas.Audit, kind).Shows();

    [Fact]
    public Task Finds_qualified_names() => RuleProject.Of("""
        namespace Booking.Lib.Utils.Server.Actions
        {
            public class Uses
            {
                /// <summary><see cref="{|C2W202:Audit|}.AuditActions"/></summary>
                public string All() => {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions.Created + {|C2W202:Audit|}.AuditActions.Created;
                public System.Type Type => typeof({|C2W202:global::Booking.Lib.Utils.Server.Audit|}.AuditActions);
            }
        }
        """).Referring(Schemas.Audit).Shows();

    [Fact]
    public Task Finds_the_making_of_an_alias_and_not_its_use() => RuleProject.Of("""
        using Audit = {|C2W202:Booking.Lib.Utils.Server.Audit|};

        public class Uses
        {
            public string All() => Audit.AuditActions.Created;
        }
        """).Referring(Schemas.Audit).Shows();

    [Fact]
    public Task Finds_imports_that_are_gone() => RuleProject.Of("""
        using {|C2W202:Booking.Lib.Utils.Server.Audit|};
        using Booking.Lib.Utils.Server.AuditWorkos;
        using Missing.Audit;

        public class Uses
        {
            public string All() => {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions.Created + Other.Audit.X;
        }
        """).Referring(Schemas.NewAudit).ShowsThoughBroken();

    [Fact]
    public Task Every_place_where_a_namespace_can_stand_is_looked_at() => RuleProject.Of("""
        using Booking.Lib.Utils.Server.AuditWorkos;
        using A = {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions;
        using static {|C2W202:global::Booking.Lib.Utils.Server.Audit|}.AuditLogger;

        [assembly: System.Reflection.AssemblyTitle({|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions.Created)]
        namespace Booking.Lib.Utils.Server.Audit.More { public class Other { public int Audit; } }
        namespace Booking.Lib.Utils.Server
        {
            /// <summary><see cref="{|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions"/>, <see cref="{|C2W202:Audit|}.AuditActions.Created"/></summary>
            public class Uses
            {
                public string All(int Audit) => {|C2W202:Server.Audit|}.AuditActions.Created + Audit + nameof({|C2W202:Booking . Lib /* x */ . Utils.Server.Audit|}.AuditActions);
                public System.Type Type => typeof({|C2W202:Audit|}.AuditActions);
            }
        }
        """).Referring(Schemas.Audit).Shows();

    [Theory]
    [InlineData("using {|C2W202:Booking.Lib.Utils.Server.Audit|};", "AuditActions.Created")]
    [InlineData("using Utils.Server.Audit;", "{|C2W202:Utils.Server.Audit|}.AuditActions.Created")]
    [InlineData("using {|C2W202:global::Booking.Lib.Utils.Server.Audit|};", "{|C2W202:Server.Audit|}.AuditActions.Created")]
    [InlineData("using A = {|C2W202:Booking.Lib.Utils.Server.Audit|};", "A.AuditActions.Created")]
    [InlineData("using Audit = {|C2W202:Booking.Lib.Utils.Server.Audit|};", "Audit.AuditActions.Created")]
    [InlineData("using A = {|C2W202:Booking.Lib.Utils.Server.Audit|}.AuditActions;", "A.Created")]
    [InlineData("using Other.Audit;", "Other.Audit.AuditActions.Created")]
    public Task What_was_the_old_audit_is_found_where_it_is_gone(string import, string use) => RuleProject.Of(
            $"{import} public class Uses {{ public string All() => {use} + gone.Created; }}").Referring(Schemas.NewAudit).ShowsThoughBroken();

    [Fact]
    public Task Leaves_other_namespaces_called_audit_alone() => RuleProject.Of("""
        using Shop.Audit;
        namespace Shop.Audit { public class Trail { public Trail Audit { get; set; } public Trail Next => Audit.Next; } }
        namespace Shop.Audit.More { public class Trail { } }
        """).Referring(Schemas.Audit).Shows();

    [Fact]
    public Task Leaves_the_namespace_alone_where_the_new_audit_is_in_it_too() => RuleProject.Of("""
        using Booking.Audit;
        namespace Booking.Audit
        {
            public static class AuditLogger
            {
                public static void LogAuditEvent(string workosUserId, string action, string resourceType, string resourceId, object oldValues, object newValues, string ipAddress, string userAgent) { }
                public static void LogAuditEvent(string action, string resourceType, string resourceId, object changes = null, object metadata = null) { }
            }
        }
        public class Uses { public void All() => AuditLogger.{|C2W201:LogAuditEvent|}("user", "a", "b", "c", null, null, "ip", "agent"); }
        """).Shows();

    [Fact]
    public Task Leaves_the_old_audit_itself_alone() => RuleProject.Of("""
        namespace Booking.Lib.Utils.Server.Audit.Inner { public class Nested { } }
        namespace Booking.Lib.Utils.Server.Audit
        {
            public static class More { public static string Created => Audit.AuditActions.Created; }
        }
        """).Referring(Schemas.Audit).Shows();

    [Fact]
    public Task Takes_the_configured_namespaces() => RuleProject.Of("using {|C2W202:Old.Logging|}; using New.Logging;").Referring("""
        namespace Old.Logging { public class Any { } }
        namespace New.Logging { public class Any { } }
        """).Configured("c2w_legacy_audit", "Old.Logging").Configured("c2w_target_audit", "New.Logging").Shows();

    [Fact]
    public async Task Says_what_to_import()
    {
        var messages = await RuleProject.Of("using Booking.Lib.Utils.Server.Audit;").Referring(Schemas.Audit).Messages();
        Assert.Equal(["C2W202: 'Booking.Lib.Utils.Server.Audit' is the legacy audit's namespace; use 'Booking.Lib.Utils.Server.AuditWorkos'"], messages);
    }
}
