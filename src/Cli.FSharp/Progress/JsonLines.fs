namespace Spindle.Cli.Progress

open System.IO
open Spindle.Execution
open Spindle.Plans

/// Writes every event as one line of JSON.
type JsonLines(writer: TextWriter) =
    interface IRunObserver with
        member _.On happened =
            writer.WriteLine(CanonicalJson.Write(RunEventJson.Write happened))
