/// `spindle diff`: two experiments compared by meaning: what changed, which steps change, what stays cached.
module Spindle.Cli.DiffCommand

open System
open System.Diagnostics
open System.IO
open System.Text.Json.Nodes
open Argu
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Execution
open Spindle.Plans
open Spindle.Store

/// The words of the command line.
[<RequireQualifiedAccess>]
type Arguments =
    | [<MainCommand; ExactlyOnce>] Experiments of first: string * second: string
    | Store of folder: string
    | Json

    interface IArgParserTemplate with
        member argument.Usage =
            match argument with
            | Arguments.Experiments _ -> "two experiments; the first may be a git revision of the second"
            | Arguments.Store _ -> "the store that tells what is cached"
            | Arguments.Json -> "print the difference as JSON"

/// The text of a file at a git revision, or what git says.
let private atRevision (revision: string) (path: string) : Result<string, string> =
    let full = Path.GetFullPath path
    let folder = Path.GetDirectoryName full |> string

    let info =
        ProcessStartInfo("git", [ "-C"; folder; "show"; $"{revision}:./{Path.GetFileName full}" ])

    info.RedirectStandardOutput <- true
    info.RedirectStandardError <- true

    try
        use git = Process.Start info |> nonNull
        let error = git.StandardError.ReadToEndAsync()
        let text = git.StandardOutput.ReadToEnd()
        git.WaitForExit()

        if git.ExitCode = 0 then
            Ok text
        else
            Error(error.Result.Trim())
    with :? ComponentModel.Win32Exception ->
        Error "git is not installed"

/// The study that the first word means: a file, or the second file at a revision.
let private before (first: string) (second: string) : Result<Study.Study, string * string * Diagnostic list> =
    if File.Exists first then
        Study.load first []
        |> Result.mapError (fun (source, problems) -> first, source, problems)
    else
        match atRevision first second with
        | Error problem ->
            let message = $"it is neither a file nor a git revision of {second}: {problem}"

            Error(
                first,
                "",
                [
                    Diagnostic.Error(DiagnosticCodes.MissingFile, SourceSpan(first, 0, 0), message)
                ]
            )
        | Ok text ->
            // Beside the file itself, so that the files that it names are found.
            let folder = Path.GetDirectoryName(Path.GetFullPath second) |> string
            let copy = Path.Combine(folder, $".{Guid.NewGuid():N}{Path.GetExtension second}")

            try
                File.WriteAllText(copy, text)

                Study.load copy []
                |> Result.mapError (fun (source, problems) -> $"{first}:{second}", source, problems)
            finally
                File.Delete copy

let private shown (value: string option) = Option.defaultValue "(absent)" value

let private change (change: Diff.Change) =
    $"{change.Path}  {shown change.Before} → {shown change.After}"

let private json (difference: Diff.Difference) (cached: int) =
    let texts (items: string list) =
        JsonArray [| for item in items -> JsonValue.Create item :> JsonNode | null |]

    let changes =
        JsonArray [|
            for change in difference.Changes ->
                let json = JsonObject()
                json["path"] <- JsonValue.Create change.Path
                json["before"] <- JsonValue.Create(Option.toObj change.Before)
                json["after"] <- JsonValue.Create(Option.toObj change.After)
                json :> JsonNode | null
        |]

    let renames =
        JsonArray [|
            for rename in difference.Renames ->
                let json = JsonObject()
                json["before"] <- JsonValue.Create rename.Before
                json["after"] <- JsonValue.Create rename.After
                json :> JsonNode | null
        |]

    let result = JsonObject()
    result["changes"] <- changes
    result["renames"] <- renames
    result["steps_changed"] <- texts difference.Steps.Changed
    result["steps_added"] <- texts difference.Steps.Added
    result["steps_removed"] <- texts difference.Steps.Removed
    result["steps_stay"] <- texts difference.Steps.Stay
    result["cached"] <- JsonValue.Create cached
    result

/// About how long the steps that change would take.
let private estimate (plan: Plan) (store: ContentStore) (ids: string list) =
    let times = StepTimes.Read store
    let wanted = Set.ofList ids

    plan.Steps
    |> Seq.filter (fun step -> wanted.Contains step.Id)
    |> Seq.sumBy (fun step -> times.Of step.Operation |> Option.ofNullable |> Option.defaultValue 0.0)

let private lines (difference: Diff.Difference) (cached: int) (seconds: float) = [
    yield! List.map change difference.Changes
    for rename in difference.Renames do
        $"{rename.Before} is now called {rename.After}"
    if difference.Changes.IsEmpty && difference.Renames.IsEmpty then
        "they mean the same"
    for id in difference.Steps.Changed do
        $"  changes  {id}"
    for id in difference.Steps.Added do
        $"  new      {id}"
    for id in difference.Steps.Removed do
        $"  gone     {id}"
    let run = difference.Steps.Changed.Length + difference.Steps.Added.Length

    let duration =
        if seconds > 0.0 then
            $", about {Output.time seconds}"
        else
            ""

    $"{run} steps change{duration}; {difference.Steps.Stay.Length} stay; {cached} of the second are cached"
]

/// Compares two experiments; the exit code.
let run (first: string) (second: string) (store: string option) (asJson: bool) : int =
    let after =
        Study.load second []
        |> Result.mapError (fun (source, problems) -> second, source, problems)

    match before first second, after with
    | Ok before, Ok after ->
        let difference =
            Diff.compare after.Catalog (before.Experiment, before.Plan) (after.Experiment, after.Plan)

        let root = StoreLocation.forExperiment second store
        let content = ContentStore.Look root

        let cached =
            PlanStatus.Of(after.Plan, content)
            |> Seq.filter (fun status -> status.State = StepState.Cached)
            |> Seq.length

        if asJson then
            Output.print [ CanonicalJson.Write(json difference cached) ]
        else
            let seconds =
                estimate after.Plan content (difference.Steps.Changed @ difference.Steps.Added)

            Output.print (lines difference cached seconds)

        Exit.done'
    | before, after ->
        for failed in [ before; after ] do
            match failed with
            | Ok _ -> ()
            | Error(path, source, problems) -> Mistakes.tell path source problems

        Exit.invalid

/// The whole command.
let execute (arguments: ParseResults<Arguments>) : int =
    let first, second = arguments.GetResult Arguments.Experiments
    run first second (arguments.TryGetResult Arguments.Store) (arguments.Contains Arguments.Json)
