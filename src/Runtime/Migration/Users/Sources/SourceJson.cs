using System.Text.Json.Serialization;

namespace Clerk2WorkOS.Migration.Users.Sources;

/// <summary>What is read from files of Clerk's beside whole documents.</summary>
[JsonSerializable(typeof(string[]))]
internal sealed partial class SourceJson : JsonSerializerContext;
