namespace System.Runtime.CompilerServices
{
    /// <summary>Lets the compiler emit <c>required</c> members for netstandard2.0.</summary>
    [global::System.AttributeUsage(global::System.AttributeTargets.All)]
    internal sealed class RequiredMemberAttribute : global::System.Attribute;

    /// <summary>Names a compiler feature that a member needs, for netstandard2.0.</summary>
    [global::System.AttributeUsage(global::System.AttributeTargets.All, AllowMultiple = true)]
    internal sealed class CompilerFeatureRequiredAttribute(string featureName) : global::System.Attribute
    {
        /// <summary>The feature's name.</summary>
        public string FeatureName { get; } = featureName;
    }
}

namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Says that a constructor sets all required members, for netstandard2.0.</summary>
    [global::System.AttributeUsage(global::System.AttributeTargets.Constructor)]
    internal sealed class SetsRequiredMembersAttribute : global::System.Attribute;
}
