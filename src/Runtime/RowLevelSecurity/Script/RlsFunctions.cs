using Clerk2WorkOS.Sql;

namespace Clerk2WorkOS.RowLevelSecurity;

/// <summary>The functions that policies call, and the one that visitors do.</summary>
internal static class RlsFunctions
{
    public const string UserId = "user_id";
    public const string MemberOrgIds = "member_org_ids";
    public const string OwnerOrgIds = "owner_org_ids";
    public const string FreeTimeRanges = "free_time_ranges";

    /// <summary>
    /// Who is signed in, as Neon's pg_session_jwt has it; made where it is not there, and never put over what somebody else made. A body in standard SQL is
    /// resolved when it is created, so that no search path can lead it astray, and is inlined. Policies call a function of their own in its place: inlining is work for
    /// each statement, as much as the rest of planning a policy, and PL/pgSQL is not inlined. Where <c>auth</c> is not ours it is SQL nevertheless: PL/pgSQL looks up
    /// what it calls as whoever calls it, who may not have been given the schema's use.
    /// </summary>
    public const string Auth = $"""
        do $$
        begin
            if to_regprocedure('auth.user_id()') is null and exists (select from pg_available_extensions where name = 'pg_session_jwt') then
                raise exception 'This server has the extension pg_session_jwt, whose auth.user_id() is used and never replaced: run CREATE EXTENSION pg_session_jwt first.';
            end if;
            create schema if not exists clerk2workos;
            if to_regprocedure('auth.user_id()') is null or obj_description(to_regprocedure('auth.user_id()'), 'pg_proc') like 'clerk2workos:%' then
                create schema if not exists auth;
                create or replace function auth.session() returns jsonb language sql stable parallel safe
                    return nullif(current_setting('request.jwt.claims', true), '')::jsonb;
                create or replace function auth.user_id() returns text language sql stable parallel safe
                    return nullif(auth.session() ->> 'sub', '');
                comment on function auth.session() is 'clerk2workos: the claims of the verified token; null where there is none';
                comment on function auth.user_id() is 'clerk2workos: the WorkOS user id of the verified token; null where there is none';
                create or replace function clerk2workos.{UserId}() returns text language plpgsql stable parallel safe
                    as 'begin return auth.user_id(); end';
            else
                create or replace function clerk2workos.{UserId}() returns text language sql stable parallel safe
                    return auth.user_id();
            end if;
            comment on function clerk2workos.{UserId}() is 'auth.user_id(), for policies';
        end
        $$;
        """;

    public static IEnumerable<string> Memberships(RlsModel model)
    {
        if (model.Memberships is not { } memberships)
            yield break;
        yield return OrgIds(model, MemberOrgIds, memberships, null);
        // Without roles nobody owns anything.
        yield return OrgIds(model, OwnerOrgIds, memberships, memberships.Role is { } role ? $"m.{role.QuotedName}::text in ({string.Join(", ", model.Options.OwnerRoles.Select(SqlName.Literal).DefaultIfEmpty("null"))})" : "false");
    }

    /// <summary>When an expert is free; null, with the reason, where the tables for it are not there.</summary>
    public static string? FreeTimes(RlsModel model, out string? missing)
    {
        missing = null;
        if (model.Options.FreeTimes is not { } names)
            return null;
        var times = new FreeTimes(model, names);
        missing = times.Missing;
        return missing is null ? times.Sql : null;
    }

    private static string OrgIds(RlsModel model, string name, RlsMembershipColumns memberships, string? also)
    {
        var conditions = new[] { $"m.{memberships.UserId.QuotedName} = auth.user_id()", memberships.Status is { } status ? $"m.{status.QuotedName}::text = 'active'" : null, also };
        // PL/pgSQL keeps the plan; SQL would make one each time it is called, which costs more than all else together. It could run in several processes: unsafe is
        // how a policy tells the planner not to (see RlsModelOptions.ParallelQueries), at no cost to the statement.
        return $"""
            create or replace function clerk2workos.{name}() returns {memberships.OrgId.BaseType}[] language plpgsql stable parallel {(model.Options.ParallelQueries ? "safe" : "unsafe")} security definer set search_path = ''
            as $$
            begin
                return array(
                    select m.{memberships.OrgId.QuotedName} from {memberships.Table.QuotedName} m
                    where {string.Join(" and ", conditions.Where(condition => condition is not null))});
            end
            $$;
            """;
    }
}
