/// Runs a compiled script and takes the study that it made.
module Spindle.Cli.Scripts.ScriptRun

open System
open System.Diagnostics
open System.IO
open System.Reflection
open System.Runtime.Loader
open Spindle
open Spindle.Contracts

let private load (entry: ScriptCache.Entry) : Assembly =
    let context = AssemblyLoadContext.Default

    // What a script references lies beside the script, where nobody would look for it.
    context.add_Resolving (fun context wanted ->
        entry.Referenced
        |> List.tryFind (fun path -> Path.GetFileNameWithoutExtension path = wanted.Name)
        |> Option.map context.LoadFromAssemblyPath
        |> Option.toObj)

    context.LoadFromAssemblyPath entry.Assembly

/// What was really thrown, below what reflection and static initialisation wrap around it.
let rec private cause (problem: exn) : exn =
    match problem, Option.ofObj problem.InnerException with
    | (:? TargetInvocationException | :? TypeInitializationException), Some inner -> cause inner
    | _ -> problem

/// The innermost place in the script, or its first line.
let private place (script: string) (problem: exn) : SourceSpan =
    StackTrace(problem, true).GetFrames()
    |> Seq.tryFind (fun frame -> frame.GetFileName() = script && frame.GetFileLineNumber() > 0)
    |> Option.map (fun frame -> SourceSpan(script, frame.GetFileLineNumber(), max 1 (frame.GetFileColumnNumber())))
    |> Option.defaultValue (SourceSpan(script, 1, 1))

let private failed (script: string) (problem: exn) =
    let problem = cause problem

    let message =
        $"the script failed: {problem.Message.TrimEnd('.')} ({problem.GetType().Name})"

    [
        Diagnostic.Error(DiagnosticCodes.ScriptFailed, place script problem, message)
    ]

/// Every study that is a public value at the top level of the script or of a module in it.
let private studies (assembly: Assembly) : Study list =
    [
        for holder in assembly.GetTypes() do
            for property in holder.GetProperties(BindingFlags.Public ||| BindingFlags.Static) do
                if property.PropertyType = typeof<Study> then
                    match property.GetValue null with
                    | :? Study as study -> study
                    | _ -> ()
    ]
    |> List.distinct

let private only (script: string) (found: Study list) : Result<Study, Diagnostic list> =
    match found with
    | [ study ] -> Ok study
    | [] ->
        let hint = "end it with: let study = experiment \"name\" { … }"

        Error [
            Diagnostic.Error(
                DiagnosticCodes.NotOneStudy,
                SourceSpan(script, 1, 1),
                "the script has no study at its top level",
                hint
            )
        ]
    | _ :: further ->
        let hint = "make all but one private, or give each a file of its own"

        Error [
            for study in further do
                Diagnostic.Error(DiagnosticCodes.NotOneStudy, study.Place, "the script has more than one study", hint)
        ]

/// Scripts run one at a time, since standard output belongs to the whole process.
let private turn = obj ()

/// Runs the script and takes its study. What it prints goes to standard error, for standard output is for results.
let run (script: string) (entry: ScriptCache.Entry) : Result<Study, Diagnostic list> =
    lock turn (fun () ->
        let output = Console.Out
        Console.SetOut Console.Error

        try
            try
                let assembly = load entry
                let main = nonNull assembly.EntryPoint

                let arguments: objnull array =
                    main.GetParameters() |> Array.map (fun _ -> box Array.empty<string>)

                main.Invoke(null, arguments) |> ignore
                only script (studies assembly)
            with problem ->
                Error(failed script problem)
        finally
            Console.SetOut output)
