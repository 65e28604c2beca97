namespace Clerk2WorkOS.CodeFixes.Rewriting;

/// <summary>Why something is listed and not fixed: one sentence each, in one place, so that reports, tests and documentation agree.</summary>
internal static class Reasons
{
    public static string ByHand => "It is to be changed by hand.";

    public static string SettingIgnored => "The setting counts as not set.";
    public static string SettingMovesTogether => "It is to be replaced together with everything that sets or reads it.";

    public static string KeysTogether(string obstacle) => $"Keys are renamed together or not at all: {obstacle}";

    public static string KeyHasNoCounterpart => "WorkOS has no variable for it, and what sets and reads it is to be changed by hand.";

    public static string KeyIsWord => "It is no variable and no key of a section of Clerk's, and may be the name of something else, too; it is to be renamed by hand.";

    public static string KeyOfScheme => "The section is found by the name of an authentication scheme; the two are to be renamed together.";

    public static string KeyOfPackage(string package, string place) => $"'{package}' ({place}) reads it by that name.";

    public static string KeyOutside => "The file is outside of the solution's folder and is not edited; it is to be renamed by hand, if it is this application's.";

    public static string KeysListedIn(string project) => $"Project {project} is not set to 'c2w_configuration_keys = rename'.";

    public static string KeyInOtherFile(string key, string place) => $"'{key}' is in {place}, and the file is not part of the solution that was loaded, or too large.";

    public static string KeysUnread(string file, string why) => $"{file} may set a key, and cannot be looked into: {why}.";

    public static string FileUnread(string why) => $"It cannot be looked into: {why}.";

    public static string KeyInOtherKind => "Files of this kind are not edited; it is to be renamed by hand, together with the others.";

    public static string KeyExcluded(string key, string place) => $"'{key}' is in {place}, which is not part of this run.";

    public static string KeyProtected(string key, string place) => $"'{key}' is in {place}, which is generated, an EF Core migration or the legacy schema and is never edited.";

    public static string KeyReadOnly(string key, string place) => $"'{key}' is in {place}, and the file is read-only.";

    public static string KeyInLargeFile(string key, string place) => $"'{key}' is in {place}, and the file is too large to be anybody's to mend.";

    public static string KeySuppressed(string key, string place) => $"'{key}' is in {place}, where C2W502 is suppressed.";

    public static string KeysMeet(string one, string place, string other, string otherPlace, string name) => $"'{one}' ({place}) and '{other}' ({otherPlace}) would both become '{name}'.";

    public static string KeyTaken(string key, string place) => $"'{key}' is there already ({place}).";

    public static string KeyPutTogether(string piece, string place) => $"'{piece}' is a part of a key that is put together at run time ({place}).";

    public static string KeyInJsonText(string section, string place) => $"'{section}' is a section in JSON that stands in a string ({place}).";

    public static string KeyIsSchemeToo(string name, string place) => $"'{name}' is a section and an authentication scheme in one constant ({place}).";

    public static string KeyUnclear(string name, string place) => $"'{name}' may be the section's name, and nothing shows whether it is ({place}).";

    public static string KeyOfProperty(string name, string place) => $"A configuration that is bound fills the property '{name}' by its name ({place}).";

    public static string KeyOfType(string name, string place) => $"The section is called after '{name}' ({place}).";

    public static string KeyInactive(string key, string place) => $"'{key}' is in code that is not compiled ({place}).";

    public static string KeyInValue(string key, string place) => $"A setting's value names '{key}' ({place}), and values are not changed.";

    public static string KeyIsSection(string name, string place) => $"'{name}' has a value of its own there ({place}), and is a section elsewhere.";

    public static string KeyHasPrefix(string section, string place) => $"A prefix stands before '{section}' ({place}).";

    public static string PolicyMissing => "Only the one who knows whose rows they are can write the policy.";

    public static string TextOutside => "It is known by that name outside of this code.";

    public static string NameKept(string owner, string name) => $"The name '{name}' is kept for others by {owner}.";

    public static string TextAtRunTime => "It is looked up by that name, and no compiler sees that.";

    public static string TextElsewhere => "Nothing shows who else uses it.";

    public static string TextNamesNothing(string name) => $"No parameter '{name}' is there either.";

    public static string OnlyAtRunTime => "What it finds is known only at run time.";

    public static string Inactive => "The code is not compiled under any target, and nothing can be proven of it.";

    public static string PreprocessorSymbol => "A project file or a build script may define it.";

    public static string Comment => "A comment changes nothing; 'c2w_comments = rewrite' renames it.";

    public static string NotClerk => "A clerk is a person here.";

    public static string NameTaken(string name, string where) => $"{where} already has '{name}'.";

    public static string NameCaptured(string name, string where) => $"'{name}' would bind to something else in {where}.";

    public static string StrongerName(string winner, string name) => $"'{winner}' becomes '{name}' here; two declarations cannot share the name.";

    public static string Metadata(string member) => $"'{member}' comes from a referenced assembly and keeps its name.";

    public static string Protected(string path) => $"It is used in {path}, which is generated, an EF Core migration or the legacy schema and is never edited.";

    public static string Excluded(string path) => $"It is used in {path}, which is not part of this run.";

    public static string Suppressed(string rule, string path) => $"{rule} is suppressed where {path} declares it, and it is renamed everywhere or nowhere.";

    public static string SuppressedBeside(string rule, string other) => $"{rule} or {other} is suppressed elsewhere in the file, which is moved as a whole or not at all.";

    public static string Unloaded(string project) => $"Project {project} could not be loaded and may use it.";

    public static string Dynamic(string path) => $"A dynamic access in {path} finds it by its name at run time.";

    public static string Reflection(string path) => $"A string in {path} finds it by its name at run time (reflection).";

    public static string EfString(string path) => $"A string in {path} finds it by its name in the EF Core model.";

    public static string DapperResult(string path) => $"A Dapper query in {path} fills it by column name.";

    public static string AttributeString(string path) => $"A string in an attribute in {path} names it.";

    public static string AutoMapper(string other) => $"AutoMapper pairs it by name with '{other}', which stays.";

    public static string CannotPin(string attribute) => $"Its name on the wire is to be kept, and [{attribute}], which would keep it, cannot be used on it.";

    public static string WireNameUnclear(string name) => $"The name of '{name}' on the wire is to be kept, and it has several there, or one that the code does not show.";

    public static string BoundInPage(string page) => $"Its name in forms is to be kept, and {page} writes the form's field after the property.";

    public static string RazorUnmapped(string file, int line) => $"{file} names it near line {line} in a way that cannot be edited there: the generated code has the name, and the file has not.";

    public static string RazorUnread => "Nothing was generated from this file, so that nobody can say what it means; is the project restored, and does it use the Razor SDK?";

    public static string RazorMayUse(string file, int line) => $"{file}, line {line}, names it, and nothing was generated from that file.";

    public static string RazorFileName => "A component is called like its file; rename the file.";

    public static string RazorGenerated(string file, string name) => $"What is generated from {file} would not name '{name}' where it did.";

    public static string RazorTemplateKept(string file) => $"Its name in routes and forms is to be kept, and {file} finds it by that name.";

    public static string RazorBinding(string file, string name) => $"{file} binds '{name}', and what belongs to it could not be moved together.";

    public static string ComponentParameter(string file, int line) => $"{file}, line {line}, hands the component this parameter by its name.";

    public static string ViewComponent(string file) => $"{file} hands the view component this parameter by its name.";

    public static string ConstructorPair(string property) => $"A serializer pairs '{property}' by name with its constructor's parameter, and the two could not be moved together.";

    public static string RouteValue(string path) => $"A route value or template in {path} names it, and the two could not be moved together.";

    public static string MeetsInterface(string member) => $"The new name would implement '{member}' by accident.";

    public static string MeetsBase(string member) => $"The new name would hide or override '{member}'.";

    public static string MeetsOverload(string member) => $"The new name would meet '{member}' as an overload.";

    public static string Unresolved(string name) => $"'{name}' would not be found either.";

    public static string AnonymousEscapes => "The anonymous object leaves as 'object', where its member names are read at run time; the name stays on the wire.";

    public static string LegacyReader => "The file reads both schemas on purpose (a data migration).";

    public static string TableNoTarget(string plural) => $"No '{plural}' is in the solution.";

    public static string AuditNoTarget => "No audit method of the new shape is in the solution; install Clerk2WorkOS.Runtime and inject IAuditLog.";

    public static string AuditNeedsInstance(string service) => $"No '{service}' is in scope, and the class is not built by dependency injection.";

    public static string AuditIsAsynchronous => "The new audit is asynchronous, and the caller is not.";

    public static string AuditChangesType(string type) => $"The new method's 'changes' is '{type}', which cannot be built from old and new values.";

    public static string AuditSideEffect(string argument) => $"The argument '{argument}' does something, and the call is no statement before which it could be kept.";

    public static string AuditOrder(string argument) => $"The argument '{argument}' does something, and keeping it would change the order of evaluation.";

    public static string AuditMethodGroup => "A method group of the old shape cannot be rewritten; its caller has to change.";

    public static string AuditParameterUnused(string parameter) => $"Parameter '{parameter}' is no longer used by the audit call.";

    public static string GuestsNotInstalled => "'IGuestRegistration' is not known here; install Clerk2WorkOS.Runtime.";

    public static string GuestInSql => "The statement is SQL: register the guest first, and store the guest's user and organization with it.";

    public static string GuestCallerIsSynchronous => "Guests are registered asynchronously, and the caller is not asynchronous.";

    public static string GuestNoStatement => "The meeting is made where no statement can be put before it.";

    public static string GuestHalfSet => "One of the guest's user and organization is set already, and the other is not.";

    public static string GuestEmailMayBeNull => "The guest's email may be null, and a guest without one cannot be registered.";

    public static string GuestSeveral => "The statement makes several meetings; each guest is to be registered before it.";

    public static string GuestPropertyType(string property, string type) => $"'{property}' is '{type}', which the guest's id does not fit.";

    public static string GuestPropertySet(string property) => $"'{property}' cannot be set here.";

    public static string GuestOrder(string value) => $"The value '{value}' does something, and taking it out before the statement would change the order of evaluation.";

    public static string GuestColumnsMissing => "The table has no columns for the guest's user and organization; C2W402 adds them.";

    public static string GuestTableStays(string table) => $"'{table}' stays a table of the legacy schema, which has no such columns.";

    public static string GuestServiceNotRegistered =>
        "Call services.AddClerk2WorkOS(configuration.GetSection(\"WorkOS\")) where the services are registered.";

    public static string ServiceNotRegistered(string service) => $"No '{service}' is in scope, and no service of that type is registered that could be injected.";

    public static string WorkOSNotInstalled => "'WorkOSClient' is not known here; install WorkOS.net.";

    public static string WorkOSHasNoSuchCall(string call) => $"The installed WorkOS.net has no '{call}' of that shape; update it.";

    public static string ClerkCalledConditionally => "The call is made only if Clerk's client is there.";

    public static string ClerkReceiver(string receiver) => $"'{receiver}' does something, and would no longer be called.";

    public static string ClerkErrorsCaught => "Errors of Clerk's are caught around the call, and WorkOS's would not be.";

    public static string ClerkArgument(string argument) => $"WorkOS's call does not take '{argument}'.";

    public static string ClerkResultUsed => "What the call gives is used, and WorkOS's gives nothing.";

    public static string ClerkResultDiffers(string type) => $"What the call gives is used in a way that WorkOS's '{type}' does not allow.";

    public static string ClerkMembership => "User and role are not written out as 'UserId' and 'Role' alone.";

    public static string ClerkRoleUnknown(string role) => $"The role '{role}' is known only at run time; WorkOS's slug has no 'org:' in front.";

    public static string ClerkRoleUnmapped(string role) => $"The role '{role}' is the application's own: create it in WorkOS and use its slug.";

    public static string NewError(string id, string message) => $"The result would not compile ({id}: {message}).";

    public static string BindsElsewhere(string token, string path) => $"'{token}' would bind to something else in {path}.";
}
