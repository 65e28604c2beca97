using Clerk2WorkOS.Migration.Catalog;
using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>Roles, and what each may do before any policy is asked.</summary>
internal static class RlsRights
{
    private const string People = $"{RlsRoles.Authenticated}, {RlsRoles.Anonymous}";

    /// <summary>The two roles that people's statements run as, and the service's; one that bypasses policies where it must not ends the script.</summary>
    public static string Roles(RlsModel model)
    {
        var (name, quoted) = (SqlName.Literal(model.Options.ServiceRole), SqlName.Quote(model.Options.ServiceRole));
        return $"""
            do $$
            declare
                service text := {name};
                person text;
            begin
                foreach person in array array['{RlsRoles.Authenticated}', '{RlsRoles.Anonymous}'] loop
                    if not exists (select from pg_roles where rolname = person) then
                        execute format('create role %I nologin', person);
                    elsif exists (select from pg_roles where rolname = person and (rolsuper or rolbypassrls)) then
                        raise exception 'The role % bypasses row-level security: ALTER ROLE % NOSUPERUSER NOBYPASSRLS first.', person, person;
                    end if;
                end loop;
                -- It cannot log in before it is given a password: ALTER ROLE … PASSWORD '…'.
                if not exists (select from pg_roles where rolname = service) then
                    execute format('create role %I login bypassrls', service);
                elsif not exists (select from pg_roles where rolname = service and (rolsuper or rolbypassrls)) then
                    raise exception 'The role % does not bypass row-level security, and the service could do nothing: ALTER ROLE % BYPASSRLS first.', service, service;
                end if;
                -- To hand functions over to it.
                if not (select rolsuper from pg_roles where rolname = current_user) then
                    if current_setting('server_version_num')::int >= 160000 then
                        execute format('grant %I to %I with inherit false, set true', service, current_user);
                    elsif not pg_has_role(current_user, service, 'member') then
                        execute format('grant %I to %I', service, current_user);
                    end if;
                end if;
            end
            $$;
            grant usage on schema {SqlName.Quote(model.Options.Schema)} to {People}, {quoted};
            """;
    }

    /// <summary>The application's login may become one of the two and is nothing by itself; one that could be more ends the script.</summary>
    public static string AppRole(RlsModel model, string role) => $"""
        do $$
        declare
            app text := {SqlName.Literal(role)};
            other record;
        begin
            if not exists (select from pg_roles where rolname = app) then
                raise exception 'There is no role % for the application: CREATE ROLE % LOGIN NOINHERIT PASSWORD ''…'' first (on Neon with SQL, since a role of the console bypasses row-level security).', app, app;
            end if;
            if app in ('{RlsRoles.Authenticated}', '{RlsRoles.Anonymous}', {SqlName.Literal(model.Options.ServiceRole)}) then
                raise exception 'The application needs a login of its own; % is not one.', app;
            end if;
            if exists (select from pg_roles where rolname = app and rolsuper) then
                raise exception 'The application''s role % is a superuser, and nothing would hold it.', app;
            end if;
            -- Whoever can become a role is that role.
            for other in select r.rolname, r.rolsuper, r.rolbypassrls from pg_roles r where pg_has_role(app, r.oid, 'member') loop
                if other.rolsuper or other.rolbypassrls then
                    raise exception 'The application''s role % is or can become %, which bypasses row-level security: take that from it first.', app, other.rolname;
                end if;
                if exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = {SqlName.Literal(model.Options.Schema)} and c.relkind in ('r', 'p') and pg_get_userbyid(c.relowner) = other.rolname) then
                    raise exception 'The application''s role % is or can become %, which owns tables here, and an owner may take policies away: give the tables to another role first.', app, other.rolname;
                end if;
            end loop;
            execute format('alter role %I noinherit', app);
            if current_setting('server_version_num')::int >= 160000 then
                execute format('grant {People} to %I with inherit false, set true', app);
            else
                execute format('grant {People} to %I', app);
            end if;
        end
        $$;
        """;

    /// <summary>Rights on schemas and functions.</summary>
    public static string Functions(RlsModel model, bool freeTimes)
    {
        var service = SqlName.Quote(model.Options.ServiceRole);
        var lines = new List<string>
        {
            $$"""
            do $$
            begin
                if obj_description(to_regprocedure('auth.user_id()'), 'pg_proc') like 'clerk2workos:%' then
                    grant usage on schema auth to {{People}}, {{service}};
                    grant execute on function auth.session(), auth.user_id() to {{People}}, {{service}};
                end if;
            end
            $$;
            """,
            $"revoke all on function clerk2workos.{RlsFunctions.UserId}() from public;",
            $"grant execute on function clerk2workos.{RlsFunctions.UserId}() to {People}, {service};",
        };
        if (model.Memberships is not null)
        {
            var functions = $"clerk2workos.{RlsFunctions.MemberOrgIds}(), clerk2workos.{RlsFunctions.OwnerOrgIds}()";
            // They read the memberships of whoever asks, which policies of that table would make an endless circle; so they belong to the role that policies do not hold.
            lines.Add($"grant create, usage on schema clerk2workos to {service};");
            lines.Add($"alter function clerk2workos.{RlsFunctions.MemberOrgIds}() owner to {service};");
            lines.Add($"alter function clerk2workos.{RlsFunctions.OwnerOrgIds}() owner to {service};");
            lines.Add($"revoke create on schema clerk2workos from {service};");
            lines.Add($"revoke all on function {functions} from public;");
            lines.Add($"grant execute on function {functions} to {RlsRoles.Authenticated}, {service};");
        }

        if (freeTimes)
        {
            var (schema, signature) = (SqlName.Quote(model.Options.Schema), new FreeTimes(model, model.Options.FreeTimes!).Signature);
            lines.Add($"grant create on schema {schema} to {service};");
            lines.Add($"alter function {signature} owner to {service};");
            lines.Add($"revoke create on schema {schema} from {service};");
            lines.Add($"revoke all on function {signature} from public;");
            lines.Add($"grant execute on function {signature} to {People}, {service};");
        }

        lines.Add($$"""
            do $$
            declare
                own record;
            begin
                -- The library's own tables, where they are: guests under way and the mails to them; the map by which people with Clerk's tokens are found.
                for own in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'clerk2workos' and c.relkind = 'r' and (c.relname like 'guest\_%' or c.relname in ('user_map', 'organization_map')) loop
                    execute format('grant %s on table clerk2workos.%I to %I',
                        case when own.relname like 'guest\_%' then 'select, insert, update, delete' else 'select' end, own.relname, {{SqlName.Literal(model.Options.ServiceRole)}});
                    execute format('grant usage on schema clerk2workos to %I', {{SqlName.Literal(model.Options.ServiceRole)}});
                end loop;
            end
            $$;
            """);
        return string.Join("\n", lines);
    }

    /// <summary>The service's rights on a table.</summary>
    public static string Service(RlsModel model, RlsTable table)
    {
        var (name, service) = (table.QuotedName, SqlName.Quote(model.Options.ServiceRole));
        var lines = new List<string>();
        if (table.IsAppendOnly)
            lines.Add($"revoke all on table {name} from {service};");
        lines.Add($"grant {(table.IsAppendOnly ? "select, insert" : "select, insert, update, delete")} on table {name} to {service};");
        lines.AddRange(SequencesOf(table).Select(sequence => $"grant usage on sequence {sequence} to {service};"));
        return string.Join("\n", lines);
    }

    /// <summary>Takes every right on a table from all but its owner and the service.</summary>
    public static string Withdraw(RlsModel model, RlsTable table) =>
        $"revoke all on table {table.QuotedName} from public, {People}{(model.Options.AppRole is { } app ? $", {SqlName.Quote(app)}" : "")};";

    /// <summary>People's rights on a table: what the rules name, and for changes only the columns that are theirs to change.</summary>
    public static IEnumerable<string> Granted(RlsTable table)
    {
        var (name, commands) = (table.QuotedName, table.Commands);
        if (commands != RowCommands.None)
            yield return $"grant {(commands.HasFlag(RowCommands.Delete) ? "select, delete" : "select")} on table {name} to {RlsRoles.Authenticated};";
        if (commands.HasFlag(RowCommands.Insert))
        {
            var left = table.NotInsertable.ToList();
            yield return $"grant insert{(left.Count == 0 ? "" : Columns(table.Catalog.Columns.Where(column => !column.IsGenerated && !left.Contains(column))))} on table {name} to {RlsRoles.Authenticated};";
            foreach (var sequence in SequencesOf(table))
                yield return $"grant usage on sequence {sequence} to {RlsRoles.Authenticated};";
        }

        if (commands.HasFlag(RowCommands.Update) && table.Changeable.Any())
            yield return $"grant update{Columns(table.Changeable)} on table {name} to {RlsRoles.Authenticated};";
        if (table.IsPublic)
            yield return $"grant select on table {name} to {RlsRoles.Anonymous};";
    }

    /// <summary>Ours alone: somebody else's are reported, and not thrown away.</summary>
    public static string DropPolicies(RlsModel model) => $"""
        do $$
        declare
            old record;
        begin
            for old in select schemaname, tablename, policyname from pg_policies where schemaname = {SqlName.Literal(model.Options.Schema)} and policyname like '{RlsPolicy.Pattern}' loop
                execute format('drop policy %I on %I.%I', old.policyname, old.schemaname, old.tablename);
            end loop;
        end
        $$;
        """;

    private static IEnumerable<string> SequencesOf(RlsTable table) => table.Catalog.Columns.Where(column => column is { Sequence: not null, Identity: CatalogIdentity.None }).Select(column => column.Sequence!);

    private static string Columns(IEnumerable<CatalogColumn> columns) => $" ({string.Join(", ", columns.Select(column => column.QuotedName))})";
}
