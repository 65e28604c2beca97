namespace Clerk2WorkOS.Cutover;

/// <summary>How production changes over.</summary>
public enum CutoverWay
{
    /// <summary>The application answers 503 while the last changes move.</summary>
    Maintenance,

    /// <summary>Two databases: the old code with the legacy database hands over to the new code with the target, and no request is lost.</summary>
    BlueGreen,

    /// <summary>One database: both ids are kept on every row until nothing reads the old one.</summary>
    InPlace,
}
