/// `spindle store export` and `spindle store import`: the results of a study as one file.
module Spindle.Cli.ArchiveCommand

open System
open System.IO
open System.Text.Json.Nodes
open System.Threading
open Argu
open Spindle.Contracts
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// The words of `store export`.
[<RequireQualifiedAccess>]
type ExportArguments =
    | [<MainCommand; ExactlyOnce>] Experiment of path: string
    | [<AltCommandLine("-o"); Mandatory>] Output of file: string
    | Set of assignment: string

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | ExportArguments.Experiment _ -> "the experiment, .yaml or .fsx"
            | ExportArguments.Output _ -> "the archive to write; compressed where its name ends with .zst"
            | ExportArguments.Set _ -> "a value to put in place of the file's"

/// The words of `store import`.
[<RequireQualifiedAccess>]
type ImportArguments =
    | [<MainCommand; ExactlyOnce>] Archive of path: string
    | No_Tag
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | ImportArguments.Archive _ -> "an archive of 'spindle store export'"
            | ImportArguments.No_Tag -> "set no tag that keeps the results from collection"
            | ImportArguments.Json -> "print JSON"

/// Writes all results of a study into one file.
let export (given: string option) (arguments: ParseResults<ExportArguments>) : int =
    let path = arguments.GetResult ExportArguments.Experiment
    use store = Frame.storeOf path given
    let file = arguments.GetResult ExportArguments.Output

    Frame.withStudy path (arguments.PostProcessResults(ExportArguments.Set, Wording.assignment)) (fun study ->
        let statuses = PlanStatus.Of(study.Plan, store)

        let keys = [|
            for status in statuses do
                if not (isNull status.Entry) then
                    (nonNull status.Entry).Key
        |]

        if keys.Length < statuses.Count then
            Output.tellError
                DiagnosticCodes.NotComputed
                $"{statuses.Count - keys.Length} of {statuses.Count} steps have no result yet"
                "run the experiment first"

            Exit.invalid
        else
            let compress = file.EndsWith(".zst", StringComparison.OrdinalIgnoreCase)

            let write (stream: Stream) =
                Ok(StudyArchive.Write(store, study.Plan.Experiment, keys, stream, compress))

            match OutputFile.write file write with
            | Error(problem: string) -> Frame.told (Error problem)
            | Ok(struct (entries, blobs, bytes)) ->
                let size =
                    if File.Exists file then
                        $"{Output.size (FileInfo(file).Length)}, "
                    else
                        ""

                Output.print [
                    $"wrote {file}: {size}{entries} results and {blobs} artifacts of {Output.size bytes}"
                ]

                Exit.done')

let private json (import: ArchiveImport) (tag: string option) =
    let json = JsonObject()
    json["experiment"] <- JsonValue.Create import.Experiment
    json["promised"] <- JsonValue.Create import.Promised
    json["added"] <- JsonValue.Create import.Added.Count
    json["present"] <- JsonValue.Create import.Present.Count
    json["blobs"] <- JsonValue.Create import.Blobs

    json["tag"] <-
        tag
        |> Option.map (fun tag -> JsonValue.Create tag :> JsonNode | null)
        |> Option.toObj

    json["problem"] <-
        match import.Problem with
        | null -> null
        | problem -> JsonValue.Create problem.Code

    json

/// Keeps what was taken in, which no run here reaches yet.
let private tagged (store: ContentStore) (import: ArchiveImport) =
    let keys = Seq.append import.Added import.Present |> Array.ofSeq
    let name = $"imported-{import.Experiment}"

    if keys.Length = 0 || not (StoreTag.IsName name) then
        None
    else
        StoreTag(name, import.Experiment, null, DateTimeOffset.UtcNow, keys).Keep store
        Some name

let private takeIn (given: string option) (archive: FileStream) (arguments: ParseResults<ImportArguments>) : int =
    use store = ContentStore.Open(Frame.folderHere given, Frame.warn)
    let import = ArchiveImport.Read(store, archive, CancellationToken.None)

    let tag =
        if arguments.Contains ImportArguments.No_Tag then
            None
        else
            tagged store import

    if arguments.Contains ImportArguments.Json then
        Output.print [ CanonicalJson.Write(json import tag) ]
    elif import.Experiment <> "" then
        Output.print [
            $"{import.Experiment}: {import.Added.Count} results taken in, {import.Present.Count} were there already"
            match tag with
            | Some tag -> $"the tag {tag} keeps them; 'spindle store untag {tag}' lets them go"
            | None -> ()
        ]

    match import.Problem with
    | null -> Exit.done'
    | problem ->
        let sound = import.Added.Count + import.Present.Count

        Output.tellError problem.Code problem.Message
        <| if sound > 0 then
               $"{sound} of its {import.Promised} results came before that, whole, and are kept"
           else
               null

        Exit.invalid

/// Takes the results of an archive into a store.
let import (given: string option) (arguments: ParseResults<ImportArguments>) : int =
    let path = arguments.GetResult ImportArguments.Archive

    let refuse why =
        Output.tellError DiagnosticCodes.MissingFile $"'{path}' cannot be read: {why}" null
        Exit.invalid

    let opened =
        try
            if Directory.Exists path then
                Error "it is a folder, not a file"
            else
                Ok(File.OpenRead path)
        with
        | :? FileNotFoundException
        | :? DirectoryNotFoundException -> Error "there is no such file"
        | :? UnauthorizedAccessException -> Error "permission is missing"
        | :? IOException as problem -> Error problem.Message

    match opened with
    | Error why -> refuse why
    | Ok archive ->
        use _ = archive
        takeIn given archive arguments
