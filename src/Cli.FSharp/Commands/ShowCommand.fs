/// `spindle show`: the tables of probes in the terminal, and where a result is from.
module Spindle.Cli.ShowCommand

open System
open System.Collections.Generic
open System.Globalization
open Argu
open Spectre.Console
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | Name of name: string
    | Explain of name: string
    | Set of assignment: string
    | Numerics of choice: NumericsChoice.Choice
    | Device of name: string
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | Arguments.Name _ -> "show one probe or member, with all its rows"
            | Arguments.Explain _ -> "walk from a result to everything that it was made from"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Numerics _ -> NumericsChoice.usage
            | Arguments.Device _ -> NumericsChoice.deviceUsage
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"
            | Arguments.Json -> "print the metrics and tables as JSON"

let private rowsShown = 20

let private number (value: float) =
    if Double.IsNaN value then
        ""
    else
        value.ToString("G5", CultureInfo.InvariantCulture)

let private cell (column: Column) row =
    match column with
    | :? NumberColumn as numbers -> number numbers.Values[row]
    | :? IntegerColumn as numbers -> string numbers.Values[row]
    | :? TextColumn as text -> text.Values[row]
    | _ -> ""

let private withUnit (name: string) (unit: string) =
    if unit = "" then name else $"{name} ({unit})"

let private writeTable (console: IAnsiConsole) (title: string) (table: Spindle.Contracts.Table) (all: bool) =
    let view = Spectre.Console.Table().Title(TableTitle(Markup.Escape title))

    for column in table.Columns do
        let isText = column :? TextColumn
        let shown = TableColumn(Text(withUnit column.Name column.Unit))
        view.AddColumn(if isText then shown else shown.RightAligned()) |> ignore

    let shown = if all then table.Rows else min rowsShown table.Rows

    for row in 0 .. shown - 1 do
        view.AddRow [|
            for column in table.Columns -> Text(cell column row) :> Rendering.IRenderable
        |]
        |> ignore

    console.Write view

    if shown < table.Rows then
        console.WriteLine $"{table.Rows - shown} more rows; name the probe to see them all"

/// The metrics of all members of a probe, side by side; a member is headed by its values along the axes that the title names.
let private writeMetrics (console: IAnsiConsole) (results: PlanResults) (name: string) (members: PlannedProbe list) =
    let axes = members |> Seq.collect _.Axes.Keys |> Seq.distinct |> String.concat ", "
    let title = if axes = "" then name else $"{name} by {axes}"

    let view =
        Spectre.Console.Table().Title(TableTitle(Markup.Escape title)).AddColumn(TableColumn("metric").NoWrap())

    for probe in members do
        let label = String.concat "\n" probe.Axes.Values
        view.AddColumn(TableColumn(Text label).RightAligned().NoWrap()) |> ignore

    let metrics = members |> List.map results.Metrics

    for metric in members |> Seq.collect _.Metrics |> Seq.distinctBy _.Name do
        let value (measured: IReadOnlyDictionary<string, float> | null) =
            match measured with
            | null -> "not run"
            | measured when measured.ContainsKey metric.Name -> number measured[metric.Name]
            | _ -> ""

        view.AddRow [|
            yield Text(withUnit metric.Name metric.Unit) :> Rendering.IRenderable
            for measured in metrics -> Text(value measured)
        |]
        |> ignore

    console.Write view

/// The measurements of a name, or all of them.
let private chosen (plan: Plan) (name: string option) : Result<PlannedProbe list, string> =
    let isMeant (probe: PlannedProbe) =
        match name with
        | None -> true
        | Some name -> probe.Name = name || probe.Member = name

    match name, plan.Probes |> Seq.filter isMeant |> List.ofSeq with
    | Some name, [] -> Error $"there is no probe '{name}'"
    | _, found -> Ok found

/// Prints the metrics of every probe, or everything about one of them.
let probes (plan: Plan) (results: PlanResults) (name: string option) : Result<unit, string> =
    let console = Output.data ()

    chosen plan name
    |> Result.map (fun chosen ->
        for probe, members in chosen |> List.groupBy _.Name do
            writeMetrics console results probe members

            for probe in members do
                for output in probe.Outputs do
                    match results.Find output.Value with
                    | null -> ()
                    | stored when stored.Type = ArtifactType.Table ->
                        writeTable console $"{probe.Member}.{output.Key}" (results.Table stored) name.IsSome
                    | _ -> ())

/// The steps that a name stands for: a step itself, or the maker of a probe's artifact.
let private makers (plan: Plan) (name: string) =
    let steps =
        plan.Steps
        |> Seq.filter (fun step -> step.Id = name)
        |> Seq.map _.Id
        |> List.ofSeq

    let ofProbes = [
        for probe in plan.Probes do
            if probe.Name = name || probe.Member = name then
                for output in probe.Outputs do
                    output.Value.Step
            else
                for output in probe.Outputs do
                    if $"{probe.Member}.{output.Key}" = name then
                        output.Value.Step
    ]

    List.distinct (steps @ ofProbes)

/// Walks from a result to everything that it was made from: every step with its parameters, digests and machine.
let explain (plan: Plan) (results: PlanResults) (name: string) : Result<string list, string> =
    let steps = plan.Steps |> Seq.map (fun step -> step.Id, step) |> dict
    let seen = HashSet<string>()
    let ordered = List<Step>()
    let waiting = Queue<string>(makers plan name)

    if waiting.Count = 0 then
        Error $"there is no probe, artifact or step '{name}'"
    else
        while waiting.Count > 0 do
            let id = waiting.Dequeue()

            if seen.Add id then
                ordered.Add steps[id]

                for input in steps[id].Inputs.Values do
                    waiting.Enqueue input.Step

        Ok [
            for step in ordered do
                step.Id
                $"  operation   {step.Operation}, version {step.Version}"
                $"  parameters  {CanonicalJson.Write step.Parameters}"

                for input in step.Inputs do
                    let digest =
                        match results.Find input.Value with
                        | null -> "not known yet"
                        | stored -> string stored.Digest

                    $"  input       {input.Key} = {input.Value}  {digest}"

                match results.Entry step.Id with
                | null -> "  not run"
                | entry ->
                    for output in entry.Outputs do
                        $"  output      {output.Name} ({Output.size output.Size})  {output.Digest}"

                    $"  key         {entry.Key}"
                    $"  made        {ProvenanceText.made entry}"
                    $"  on          {ProvenanceText.machine entry}"
        ]

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path = arguments.GetResult Arguments.Experiment

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)

        let device = arguments.TryPostProcessResult(Arguments.Device, Wording.device)

        let numerics =
            NumericsChoice.resolve study store device (arguments.TryGetResult Arguments.Numerics)

        let results = PlanResults.Of(study.Plan, store, numerics)

        match arguments.TryGetResult Arguments.Explain with
        | Some name -> Frame.told (explain study.Plan results name)
        | None when arguments.Contains Arguments.Json ->
            chosen study.Plan (arguments.TryGetResult Arguments.Name)
            |> Result.map (fun probes -> [ CanonicalJson.Write(ShowJson.write results probes) ])
            |> Frame.told
        | None ->
            probes study.Plan results (arguments.TryGetResult Arguments.Name)
            |> Result.map (fun () -> [])
            |> Frame.told)
