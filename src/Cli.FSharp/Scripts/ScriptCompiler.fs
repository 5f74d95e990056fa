/// Compiles a script with everything that it loads. Only this module touches the F# compiler, which takes long to load.
module Spindle.Cli.Scripts.ScriptCompiler

open System
open System.IO
open System.Runtime.InteropServices
open System.Text.RegularExpressions
open FSharp.Compiler.CodeAnalysis
open FSharp.Compiler.Diagnostics
open FSharp.Compiler.Text
open Spindle.Contracts

/// What a compiled script was made from, beside itself.
type Sources = {
    /// Files that it loads.
    Loaded: string list
    /// Assemblies that it references and that are neither Spindle's nor the framework's.
    Referenced: string list
}

let private ours =
    [ "Spindle.Dsl"; "Spindle.Runtime" ]
    |> List.map (fun name -> Path.Combine(AppContext.BaseDirectory, $"{name}.dll"))

let private flags = [| yield "--define:SPINDLE"; yield! ours |> List.map (sprintf "-r:%s") |]

let private isBelow (folder: string) (path: string) =
    path.StartsWith(
        Path.TrimEndingDirectorySeparator folder + string Path.DirectorySeparatorChar,
        StringComparison.Ordinal
    )

/// The compiler's message on one line, without the list of every overload that did not fit.
let private message (diagnostic: FSharpDiagnostic) =
    let text = Regex.Replace(diagnostic.Message, @"\s+", " ").Trim()
    Regex.Replace(text, " (Available overloads|Candidates):.*", "").TrimEnd('.')

/// A declaration where its handle is wanted is nearly always a forgotten `!`.
let private hint (message: string) =
    if Regex.IsMatch(message, @"\bDeclaration<") then
        Some "take the handle of a declaration with let!, not let"
    else
        None

let private finding (diagnostic: FSharpDiagnostic) =
    let isOneLine = diagnostic.StartLine = diagnostic.EndLine

    let length =
        if isOneLine then
            max 1 (diagnostic.EndColumn - diagnostic.StartColumn)
        else
            1

    let span =
        SourceSpan(diagnostic.FileName, diagnostic.StartLine, diagnostic.StartColumn + 1, length)

    let message = message diagnostic

    Diagnostic.Error(
        DiagnosticCodes.ScriptDoesNotCompile,
        span,
        $"FS%04d{diagnostic.ErrorNumber}: {message}",
        Option.toObj (hint message)
    )

/// The errors in order, one for a place.
let private errors (diagnostics: FSharpDiagnostic seq) =
    diagnostics
    |> Seq.filter (fun diagnostic -> diagnostic.Severity = FSharpDiagnosticSeverity.Error)
    |> Seq.map finding
    |> Seq.distinctBy _.Span
    |> Seq.sortBy (fun finding -> finding.Span.Path, finding.Span.Line, finding.Span.Column)
    |> List.ofSeq

let private sources (script: string) (options: FSharpProjectOptions) = {
    Loaded = options.SourceFiles |> Array.filter ((<>) script) |> List.ofArray
    Referenced = [
        for option in options.OtherOptions do
            if option.StartsWith("-r:", StringComparison.Ordinal) then
                let path = Path.GetFullPath option[3..]

                if
                    not (isBelow AppContext.BaseDirectory path)
                    && not (isBelow (RuntimeEnvironment.GetRuntimeDirectory()) path)
                then
                    path
    ]
}

/// Compiles the script at a full path into an assembly; what it was made from, or its errors.
let compile (script: string) (text: string) (assembly: string) : Result<Sources, Diagnostic list> =
    let checker = FSharpChecker.Create()

    let options, found =
        checker.GetProjectOptionsFromScript(
            script,
            SourceText.ofString text,
            assumeDotNetFramework = false,
            useSdkRefs = false,
            otherFlags = flags
        )
        |> Async.RunSynchronously

    match errors found with
    | [] ->
        let arguments = [|
            "fsc"
            $"-o:{assembly}"
            "--target:exe"
            "--nologo"
            "--debug:embedded"
            "--optimize-"
            "--deterministic+"
            "--nocopyfsharpcore"
            "--nowin32manifest"
            for option in options.OtherOptions do
                if not (option.StartsWith("--target", StringComparison.Ordinal)) then
                    option
            yield! options.SourceFiles
        |]

        let found, failure = checker.Compile arguments |> Async.RunSynchronously

        match errors found, failure with
        | [], None -> Ok(sources script options)
        | [], Some failure ->
            Error [
                Diagnostic.Error(DiagnosticCodes.ScriptDoesNotCompile, SourceSpan(script, 1, 1), failure.Message)
            ]
        | problems, _ -> Error problems
    | problems -> Error problems
