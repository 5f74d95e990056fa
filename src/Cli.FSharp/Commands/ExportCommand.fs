/// `spindle export`: an artifact in a format of the user's choice.
module Spindle.Cli.ExportCommand

open System
open System.IO
open Argu
open Spindle.Artifacts
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans

type ExportFormat =
    | Csv
    | Parquet
    | Npz
    | Safetensors
    | Hdf5
    | Json
    | Svg
    | Png

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Target of path: string * name: string
    | [<Mandatory>] Format of format: ExportFormat
    | [<AltCommandLine("-o"); Mandatory>] Output of file: string
    | Set of assignment: string
    | Numerics of choice: NumericsChoice.Choice
    | Device of name: string
    | Store of folder: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Target _ ->
                "the experiment, and what to export: NAME or NAME.ARTIFACT of a probe or task, STEP#OUTPUT, or as hdf5 the trials of a task: TASK or TASK.SPLIT"
            | Arguments.Format _ -> "csv, parquet, npz, safetensors, hdf5, json, svg or png"
            | Arguments.Output _ -> "the file to write"
            | Arguments.Set _ -> "a value to put in place of the file's"
            | Arguments.Numerics _ -> NumericsChoice.usage
            | Arguments.Device _ -> NumericsChoice.deviceUsage
            | Arguments.Store _ -> "the store, instead of SPINDLE_STORE or .spindle beside the experiment"

/// The artifacts that a name stands for: `wiring`, `wiring[seed=1].profile`, `home.counts`, or `step#output`.
let private candidates (plan: Plan) (name: string) =
    [
        for probe in plan.Probes do
            for output in probe.Outputs do
                if name = $"{probe.Member}.{output.Key}" then
                    output.Value
                elif name = probe.Member && output.Key = "metrics" then
                    output.Value
        for task in plan.Tasks do
            for artifact in task.Artifacts do
                if name = $"{task.Name}.{artifact.Key}" then
                    artifact.Value
        for step in plan.Steps do
            for output in step.Outputs do
                let reference = ArtifactRef(step.Id, output.Name)

                if name = reference.ToString() then
                    reference
    ]
    |> List.distinct

/// What could have been meant: the members of a family, the artifacts of a probe or task, else how artifacts are named.
let private advice (plan: Plan) (name: string) =
    let stem = name.Split('.')[0]

    let members = [
        for probe in plan.Probes do
            if probe.Name = stem then
                probe.Member
        for task in plan.Tasks do
            if task.Name.StartsWith($"{stem}[", StringComparison.Ordinal) then
                task.Name
    ]

    let artifacts = [
        for probe in plan.Probes do
            if probe.Member = stem then
                yield! probe.Outputs.Keys
        for task in plan.Tasks do
            if task.Name = stem then
                // Of many shards the names would fill pages.
                yield! task.Artifacts.Keys |> Seq.filter (fun key -> not (key.Contains '/'))
    ]

    match artifacts, members with
    | [], [] -> "name it as PROBE[member].ARTIFACT, TASK.ARTIFACT or STEP#OUTPUT"
    | [], members -> $"""'{stem}' has the members {String.concat ", " members}"""
    | artifacts, _ -> $"""'{stem}' has {String.concat ", " (List.sort artifacts)}"""

/// The drawn form of a figure.
let private drawn (plan: Plan) (figure: ArtifactRef) (format: ExportFormat) =
    let step = $"figures/{figure.Step}/{figure.Output}"

    plan.Steps
    |> Seq.tryFind (fun candidate -> candidate.Id = step)
    |> Option.map (fun _ -> ArtifactRef(step, (if format = Png then "png" else "svg")))

/// What an artifact is, and how it can be written.
let private said (kind: ArtifactType) =
    match kind with
    | ArtifactType.Table -> "the artifact is a table; it can be written as csv or parquet"
    | ArtifactType.Tensors -> "the artifact is a set of tensors; it can be written as safetensors or npz"
    | ArtifactType.Record -> "the artifact is a record; it can be written as json"
    | ArtifactType.Figure -> "the artifact is a figure; it can be written as svg, png or json"
    | ArtifactType.Svg -> "the artifact is a drawing; it can be written as svg"
    | _ -> "the artifact is a picture; it can be written as png"

let private write
    (results: PlanResults)
    (stored: Spindle.Store.StoredOutput)
    (format: ExportFormat)
    (stream: Stream)
    : Result<unit, string> =
    let copy () =
        use content = results.Bytes stored
        use source = content.OpenStream()
        source.CopyTo stream
        Ok()

    match stored.Type, format with
    | ArtifactType.Table, Csv ->
        use writer = new StreamWriter(stream)
        CsvTable.Write(writer, results.Table stored)
        Ok()
    | ArtifactType.Table, Parquet -> copy ()
    | ArtifactType.Tensors, Safetensors -> copy ()
    | ArtifactType.Tensors, Npz ->
        use content = results.Bytes stored
        NpzArchive.Write(stream, SafeTensors.Read content.Memory)
        Ok()
    | ArtifactType.Record, ExportFormat.Json
    | ArtifactType.Figure, ExportFormat.Json -> copy ()
    | ArtifactType.Svg, Svg
    | ArtifactType.Png, Png -> copy ()
    | kind, _ -> Error $"{said kind}, not as {(string format).ToLowerInvariant()}"

/// Writes an artifact to a file, whole or not at all.
let private artifact
    (plan: Plan)
    (results: PlanResults)
    (name: string)
    (format: ExportFormat)
    (file: string)
    : Result<unit, string> =
    let reference =
        match candidates plan name with
        | [] -> Error $"there is no artifact '{name}'; {advice plan name}"
        | [ reference ] -> Ok reference
        | several ->
            let names = several |> List.map string |> String.concat ", "
            Error $"'{name}' stands for several artifacts: {names}"

    reference
    |> Result.bind (fun reference ->
        let wanted =
            match format with
            | Svg
            | Png -> drawn plan reference format |> Option.defaultValue reference
            | _ -> reference

        match results.Find wanted with
        | null -> Error $"'{name}' is not known yet; run the experiment first"
        | stored -> OutputFile.write file (write results stored format))

/// Writes an artifact, or the trials of a task, to a file, whole or not at all.
let private run (study: Study.Study) results name format file : Result<string, string> =
    let written =
        match format with
        | Hdf5 ->
            match TrialExport.find study.Catalog study.Plan name with
            | Some trials -> trials |> Result.bind (fun trials -> TrialExport.write results trials file)
            | None -> artifact study.Plan results name format file
        | _ -> artifact study.Plan results name format file

    written |> Result.map (fun () -> $"wrote {file}")

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let path, name = arguments.GetResult Arguments.Target

    Frame.withStudy path (arguments.PostProcessResults(Arguments.Set, Wording.assignment)) (fun study ->
        let store = Frame.storeOf path (arguments.TryGetResult Arguments.Store)
        let device = arguments.TryPostProcessResult(Arguments.Device, Wording.device)

        let numerics =
            NumericsChoice.resolve study store device (arguments.TryGetResult Arguments.Numerics)

        let results = PlanResults.Of(study.Plan, store, numerics)
        let format = arguments.GetResult Arguments.Format
        let file = arguments.GetResult Arguments.Output

        try
            match run study results name format file with
            | Ok line ->
                Output.tell line
                Exit.done'
            | Error problem -> Frame.told (Error problem)
        with :? OperationCanceledException ->
            Output.tell "stopped; nothing is written"
            Exit.interrupted)
