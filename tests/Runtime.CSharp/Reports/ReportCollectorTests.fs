module Spindle.Tests.Reports.ReportCollectorTests

open System
open System.Collections.Generic
open System.Text.Json.Nodes
open System.Threading
open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Reports
open Spindle.Store
open Spindle.Tests.Execution
open Spindle.Tests.Kinds

let private catalog =
    lazy
        (KindCatalog.Of [|
            KindSource(typeof<DrawFigure>.Assembly, Func<IO.Stream | null>(fun () -> null))
            KindSource(typeof<Coin>.Assembly, Func<IO.Stream | null>(fun () -> null))
        |])

let private step id operation (parameters: JsonObject) inputs (outputs: (string * ArtifactType) list) =
    Step(
        id,
        operation,
        1,
        parameters,
        Dictionary(dict inputs),
        [ for name, kind in outputs -> OutputDeclaration(name, kind) ],
        Resources("none", 1)
    )

let private measured (height: float) =
    let parameters = JsonObject()
    parameters["height"] <- JsonValue.Create height

    step $"probes/picture[height={height}]" "picture/measure" parameters [] [
        "metrics", ArtifactType.Record
        "heights", ArtifactType.Table
        "skyline", ArtifactType.Figure
    ]

let private drawn (measure: Step) =
    step $"figures/{measure.Id}/skyline" "figure/draw" (JsonObject()) [ "figure", ArtifactRef(measure.Id, "skyline") ] [
        "svg", ArtifactType.Svg
        "png", ArtifactType.Png
    ]

let private probe (measure: Step) =
    let height = measure.Parameters["height"] |> string

    PlannedProbe(
        "picture",
        $"picture[height={height}]",
        Dictionary(dict [ "height", height ]),
        [ Metric("height", "m", "How high."); Metric("absent", "", "Not given.") ],
        Dictionary(
            dict [
                for output in measure.Outputs -> output.Name, ArtifactRef(measure.Id, output.Name)
            ]
        )
    )

let private plan (heights: float list) =
    let measures = heights |> List.map measured

    let expectation =
        Expectation(
            "picture.height",
            [ "picture[height=2]" ],
            "height",
            Summary.Each,
            Bound.AtLeast(Level.Of 2.0),
            "",
            SourceSpan.None
        )

    Plan(
        "skylines",
        [
            for one in measures do
                one
                drawn one
        ],
        [ for one in measures -> probe one ],
        [ expectation ]
    )

let private run (workshop: ToyRun.Workshop) (plan: Plan) =
    let executor =
        LocalExecutor(
            catalog.Value,
            InProcessExecutor(catalog.Value, workshop.Store),
            WorkerExecutor(workshop.Store, workshop.WorkerCommand, TimeSpan.FromSeconds 2.0)
        )

    let summary =
        Runner(workshop.Store, executor)
            .RunAsync(plan, RunOptions(Run = "now"), ToyRun.Recorder(), CancellationToken.None)
            .GetAwaiter()
            .GetResult()

    (executor :> IAsyncDisposable).DisposeAsync().AsTask().Wait()
    workshop.Store.Flush()
    summary

let private collect (workshop: ToyRun.Workshop) (plan: Plan) =
    let study = StudyText("study.yaml", "spindle: 1\n", "About skylines.")

    ReportCollector.Collect(
        plan,
        catalog.Value,
        PlanResults.Of(plan, workshop.Store),
        study,
        RunFacts("now", Nullable(), 1.0, 2, 0, 0, 0)
    )

[<Tests>]
let tests =
    testList "collecting a report" [
        test "numbers, tables, drawn figures and explanations come from the store" {
            use workshop = new ToyRun.Workshop()
            let plan = plan [ 2.0 ]
            Expect.equal (run workshop plan).Failed 0 "all ran"
            let content = collect workshop plan
            let found = (Seq.exactlyOne content.Probes).Members |> Seq.exactlyOne
            Expect.equal [ for one in found.Metrics -> Option.ofNullable one.Value ] [ Some 2.0; None ] "numbers"
            let table = Seq.exactlyOne found.Tables
            Expect.equal (table.Rows, table.Columns[0].Cells.Count) (30, 20) "the first rows"
            let figure = Seq.exactlyOne found.Figures
            Expect.equal (figure.Title, figure.Caption) ("Skyline", "Heights by place.") "its words"
            Expect.stringContains figure.Svg "Height (m)" "its drawing"
            Expect.equal (Seq.exactlyOne content.Verdicts).Outcome VerdictOutcome.Met "the verdict"

            let steps = [ for one in content.Explanations -> one.Step ]
            Expect.equal steps [ for one in plan.Steps -> one.Id ] "every step is explained"
            let drawing = content.Explanations[1]

            Expect.equal
                (Seq.exactlyOne drawing.Inputs).Digest
                content.Explanations[0].Outputs[2].Digest
                "what it read is what was made"

            Expect.equal drawing.Run "now" "the run that made it"
        }

        test "what did not run is told, and the rest is shown" {
            use workshop = new ToyRun.Workshop()
            run workshop (plan [ 1.0 ]) |> ignore
            let content = collect workshop (plan [ 1.0; 2.0 ])
            let members = (Seq.exactlyOne content.Probes).Members
            Expect.equal members[0].Missing "" "there"
            Expect.equal members[1].Missing "it did not run" "not there"
            let verdict = Seq.exactlyOne content.Verdicts

            Expect.equal
                (verdict.Outcome, verdict.Reason)
                (VerdictOutcome.Unknown, "picture[height=2] has no result")
                "the verdict"
        }

        test "models are read from the plan's steps" {
            let parameters =
                JsonNode.Parse
                    """{ "architecture": { "kind": "net", "version": 1, "parameters": {} }, "random": { "member": "1" } }"""

            let model id =
                step id "net/initial" ((nonNull parameters).DeepClone().AsObject()) [] [ "state", ArtifactType.Tensors ]

            let steps = [
                model "models/fly[file=a/b,seed=1]/initial"
                model "models/fly[file=a/b,seed=1]/train/0-10"
                model "models/ant/initial"
            ]

            let content = collect (new ToyRun.Workshop()) (Plan("models", steps, [], []))
            Expect.equal [ for one in content.Models -> one.Member ] [ "fly[file=a/b,seed=1]"; "ant" ] "members"

            Expect.equal
                [ for part in content.Models[0].Parts -> part.Name, part.Value ]
                [ "file", "a/b"; "seed", "1"; "architecture kind", "net"; "steps", "2" ]
                "parts"
        }
    ]
