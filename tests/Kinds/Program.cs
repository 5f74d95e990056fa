using System.Text.Json.Nodes;
using Spindle.Catalog;
using Spindle.Execution;
using Spindle.Store;
using Spindle.Tests.Kinds;

// With the arguments STORE hold KEY: a process that holds the lock of a step.
if (args is [var folder, "hold", var key]) return await LockHolder.Hold(ContentStore.Open(folder), new(key));

// A worker process that knows the toy operations and needs no tensor library: its argument is the store.
var catalog = KindCatalog.Of(new KindSource(typeof(Coin).Assembly, () => null));
var warnings = new StoreWarnings();
return Worker.Main(catalog, ContentStore.Open(args[0], warnings.Tell), warnings, new NoLibrary(), Console.OpenStandardInput(), Console.OpenStandardOutput());

/// <summary>Stands where a tensor library would: the toy operations count by hand.</summary>
internal sealed class NoLibrary : ITensorLibrary
{
    public TensorEnvironment Prepare(string device, int threads) => new("cpu", new JsonObject { ["library"] = "none" })
    {
        Class = new JsonObject { ["device"] = device, ["isa"] = Environment.GetEnvironmentVariable("SPINDLE_TEST_ISA") ?? "abacus" },
    };
}
