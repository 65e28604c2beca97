using System.Diagnostics;
using System.Reflection;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Clerk2WorkOS.Mutants;

/// <summary>The cases of a test assembly, run in this process one after the other.</summary>
internal sealed class Suite
{
    private readonly ITestFrameworkExecutor _executor;
    private readonly Dictionary<string, ITestCase> _cases;

    public Suite(Assembly tests)
    {
        var framework = new XunitTestFramework(new NullMessageSink());
        using var found = new Discovery();
        framework.GetDiscoverer(Reflector.Wrap(tests)).Find(includeSourceInformation: false, found, new Options());
        found.Finished.WaitOne();
        _cases = found.Cases.DistinctBy(test => test.UniqueID).ToDictionary(test => test.UniqueID, StringComparer.Ordinal);
        _executor = framework.GetExecutor(tests.GetName());
    }

    public IReadOnlyCollection<string> Ids => _cases.Keys;

    public string NameOf(string id) => _cases[id].DisplayName;

    /// <summary>Runs cases until one fails.</summary>
    /// <returns>The one that failed; <c>null</c> when all pass.</returns>
    public (string? Failed, TimeSpan Duration) Run(IEnumerable<string> ids)
    {
        var clock = Stopwatch.StartNew();
        using var outcome = new Outcome();
        _executor.RunTests(ids.Select(id => _cases[id]), outcome, new Options());
        outcome.Finished.WaitOne();
        return (outcome.Failed, clock.Elapsed);
    }

    private sealed class Discovery : Xunit.LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        public List<ITestCase> Cases { get; } = [];

        public ManualResetEvent Finished { get; } = new(initialState: false);

        public void Dispose() => Finished.Dispose();

        public bool OnMessage(IMessageSinkMessage message)
        {
            if (message is ITestCaseDiscoveryMessage discovered)
                Cases.Add(discovered.TestCase);
            if (message is IDiscoveryCompleteMessage)
                Finished.Set();
            return true;
        }
    }

    private sealed class Outcome : Xunit.LongLivedMarshalByRefObject, IMessageSink, IDisposable
    {
        public string? Failed { get; private set; }

        public ManualResetEvent Finished { get; } = new(initialState: false);

        public void Dispose() => Finished.Dispose();

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestFailed failed:
                    Failed ??= failed.TestCase.UniqueID;
                    break;
                case ITestAssemblyFinished:
                    Finished.Set();
                    break;
                case IErrorMessage or ITestClassCleanupFailure or ITestCollectionCleanupFailure or ITestAssemblyCleanupFailure:
                    Failed ??= (message as IExecutionMessage)?.TestCases.FirstOrDefault()?.UniqueID;
                    break;
            }

            return Failed is null;
        }
    }

    /// <summary>One test at a time: two processes share the machine already.</summary>
    private sealed class Options : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal)
        {
            ["xunit.discovery.PreEnumerateTheories"] = true,
            ["xunit.discovery.SynchronousMessageReporting"] = true,
            ["xunit.execution.SynchronousMessageReporting"] = true,
            ["xunit.execution.DisableParallelization"] = true,
            ["xunit.execution.MaxParallelThreads"] = 1,
        };

        public TValue GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) && value is TValue typed ? typed : default!;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;
    }
}
