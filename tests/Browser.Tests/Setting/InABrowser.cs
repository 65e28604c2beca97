namespace Clerk2WorkOS.Browser.Tests.Setting;

/// <summary>The tests that share the browser.</summary>
[CollectionDefinition(nameof(InABrowser))]
public sealed class InABrowser : ICollectionFixture<Chromium>;
