namespace Spindle.Cli.Progress

open System.Collections.Generic
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// Keeps what happens in the run's record, while it happens: a run that is killed is known as far as it came.
type RunRecording(record: RunWriter, plan: Plan) =
    let operations = Dictionary<string, string>()

    do
        for step in plan.Steps do
            operations[step.Id] <- step.Operation

    interface IRunObserver with
        member _.On happened =
            let json = RunEventJson.Write happened

            match happened with
            | :? StepFinished as ended ->
                let failure, file: (string | null) * (string | null) =
                    match ended.Failure with
                    | null -> null, null
                    | failure -> failure.Coded, failure.File

                let step =
                    RunStep(
                        ended.Step,
                        operations[ended.Step],
                        ended.Key,
                        ended.Outcome,
                        ended.Seconds,
                        Failure = failure,
                        FailureFile = file
                    )

                record.Record(step, json)
            | _ -> record.Append json
