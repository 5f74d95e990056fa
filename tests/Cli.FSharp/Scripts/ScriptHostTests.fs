module Spindle.Tests.Cli.Scripts.ScriptHostTests

open System
open System.IO
open Expecto
open Spindle.Cli.Scripts
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Tests.Dsl
open Spindle.Tests.Kinds

/// A folder with scripts and a cache of its own.
type private Desk() =
    let folder = Directory.CreateTempSubdirectory("spindle-scripts-").FullName
    let cache = Path.Combine(folder, "cache")

    member _.Path(name: string) = Path.Combine(folder, name)

    member _.Write(name: string, text: string) =
        File.WriteAllText(Path.Combine(folder, name), text)

    member _.Load(name: string) : Result<Experiment, Diagnostic list> =
        ScriptHost.loadWith cache Toys.catalog (Path.Combine(folder, name))

    /// The compiled scripts that are kept.
    member _.Kept = Directory.GetFiles(cache, "*.dll") |> Array.sort |> List.ofArray

    member desk.Experiment(name: string) : Experiment =
        desk.Load name
        |> Result.defaultWith (fun problems -> failtest $"the script is refused: {problems}")

    /// The problems as `file:line:column code`, with their messages.
    member desk.Problems(name: string) : (string * string) list =
        match desk.Load name with
        | Ok _ -> failtest "the script is accepted"
        | Error problems ->
            problems
            |> List.map (fun problem ->
                let span = problem.Span
                Expect.equal (Path.GetDirectoryName span.Path) folder "the folder of the file"
                $"{Path.GetFileName span.Path}:{span.Line}:{span.Column} {problem.Code}", problem.Message)

    interface IDisposable with
        member _.Dispose() =
            Directory.Delete(folder, recursive = true)

let private kinds =
    Path.Combine(AppContext.BaseDirectory, $"{typeof<Walk>.Assembly.GetName().Name}.dll")

/// Two lines that every script begins with.
let private opening = $"#r @\"{kinds}\"\nopen Spindle\nopen Spindle.Tests.Kinds\n"

let private small name =
    $"{opening}let study =\n    experiment \"{name}\" {{\n        declare.task(\"path\", Walk(Steps = 50))\n    }}\n"

let private wrong =
    opening
    + """let study =
    experiment "toys" {
        let! path = declare.task("path", Walk())
        let! dice = declare.task("dice", Dice())
        let! net = declare.architecture("net", Net())
        let quick = declare.training("quick", Drill())
        let! slow = declare.training("slow", Drill(Update = 3))
        let! fly = declare.model("fly", path, net, slow)
        let! die = declare.model("die", dice, net, slow)
        declare.probe("a", Likeness(Of = die, With = fly))
        declare.probe("b", Follow(Of = fly, Truth = dice))
        declare.probe("c", Follow(Of = path, Truth = path))
        declare.probe("d", Follow(Of = fly))
        declare.model("e", path, slow, net)
        declare.model("f", path, net, quick)
    }
"""

[<Tests>]
let tests =
    testSequenced
    <| testList "scripts" [
        test "a script gives its experiment, with the places of its words" {
            use desk = new Desk()
            desk.Write("study.fsx", small "toys")
            let said = desk.Experiment "study.fsx"
            let field = said.Declarations.Head.Parameters.Head

            Expect.equal said.Name.Value "toys" "the name"
            Expect.stringEnds said.Path "study.fsx" "the file"
            Expect.equal said.Declarations.Head.Name.Span (SourceSpan(said.Path, 6, 23, 4)) "the place of a name"
            Expect.equal field.Key.Span (SourceSpan(said.Path, 6, 35, 5)) "the place of a parameter"
            Expect.equal field.Value.Span (SourceSpan(said.Path, 6, 43, 2)) "the place of a value"
        }

        test "a script is compiled again only when its text changes or what is kept is damaged" {
            use desk = new Desk()
            desk.Write("study.fsx", small "one")
            desk.Experiment "study.fsx" |> ignore
            let first = desk.Kept
            desk.Experiment "study.fsx" |> ignore
            Expect.equal desk.Kept first "nothing new is kept"

            desk.Write("study.fsx", small "two")
            Expect.equal (desk.Experiment "study.fsx").Name.Value "two" "the new name"
            let second = desk.Kept
            Expect.hasLength second 2 "both are kept"

            for kept in second do
                File.WriteAllText(kept, "damaged")

            Expect.equal (desk.Experiment "study.fsx").Name.Value "two" "the name once more"
            Expect.hasLength desk.Kept 3 "it was compiled again"
        }

        test "a script is compiled again when a file that it loads changes" {
            use desk = new Desk()

            let part steps =
                $"module Parts\n{opening}let path () = declare.task(\"path\", Walk(Steps = {steps}))\n"

            desk.Write("parts.fsx", part 5)

            desk.Write(
                "study.fsx",
                "#load \"parts.fsx\"\nopen Spindle\nlet study = experiment \"toys\" { Parts.path () }\n"
            )

            let steps () =
                (desk.Experiment "study.fsx").Declarations.Head.Parameters.Head.Value

            Expect.equal (steps ()).Value (Number "5") "the steps"
            Expect.equal (Path.GetFileName (steps ()).Span.Path, (steps ()).Span.Line) ("parts.fsx", 5) "their place"
            desk.Write("parts.fsx", part 6)
            Expect.equal (steps ()).Value (Number "6") "the steps after the change"
        }

        test "handles of the wrong sort do not compile, and all are told with their places" {
            use desk = new Desk()

            desk.Write("wrong.fsx", wrong)
            let words = wrong.Split '\n'

            let told =
                match desk.Load "wrong.fsx" with
                | Ok _ -> failtest "the script is accepted"
                | Error problems -> [
                    for problem in problems do
                        let span = problem.Span
                        span.Line, words[span.Line - 1].Substring(span.Column - 1, span.Length), problem.Message.[..5]
                  ]

            Expect.equal
                told
                [
                    10, "Update", "FS0495"
                    13, "die", "FS0001"
                    14, "dice", "FS0001"
                    15, "path", "FS0001"
                    16, "Follow(Of = fly)", "FS3545"
                    17, "model", "FS0041"
                    18, "model", "FS0041"
                ]
                "lines, words and the compiler's codes"
        }

        test "a forgotten ! gets a hint" {
            use desk = new Desk()

            desk.Write(
                "forgot.fsx",
                opening
                + "let study =\n    experiment \"toys\" {\n        let path = declare.task(\"path\", Walk())\n        declare.probe(\"size\", Size(Of = path))\n    }\n"
            )

            match desk.Load "forgot.fsx" with
            | Error [ problem ] ->
                Expect.equal problem.Span.Line 7 "the line"
                Expect.equal problem.Hint "take the handle of a declaration with let!, not let" "the hint"
            | other -> failtest $"expected one problem, found {other}"
        }

        test "a script that fails is told with the line where it fails" {
            use desk = new Desk()

            desk.Write(
                "fails.fsx",
                "open Spindle\nlet large n =\n    if n > 2 then failwith \"too large\" else n\nlet study = experiment \"toys\" { seed (int64 (large 3)) }\n"
            )

            Expect.equal
                (desk.Problems "fails.fsx")
                [ "fails.fsx:3:19 SPN1102", "the script failed: too large (Exception)" ]
                "the problem"
        }

        test "a script hands over one study" {
            use desk = new Desk()
            desk.Write("none.fsx", "open Spindle\nlet private study = experiment \"toys\" { seed 1 }\n")

            desk.Write(
                "two.fsx",
                "open Spindle\nlet one = experiment \"one\" { seed 1 }\nlet two = experiment \"two\" { seed 2 }\nlet again = one\n"
            )

            Expect.equal
                (desk.Problems "none.fsx")
                [ "none.fsx:1:1 SPN1103", "the script has no study at its top level" ]
                "a script with a private study"

            Expect.equal
                (desk.Problems "two.fsx")
                [ "two.fsx:3:1 SPN1103", "the script has more than one study" ]
                "a script with two studies"
        }

        test "a script runs where nothing can be kept" {
            use desk = new Desk()
            desk.Write("study.fsx", small "toys")
            let belowAFile = Path.Combine(kinds, "cache")

            match ScriptHost.loadWith belowAFile Toys.catalog (desk.Path "study.fsx") with
            | Ok said -> Expect.equal said.Name.Value "toys" "the name"
            | Error problems -> failtest $"the script is refused: {problems}"
        }

        test "what a script prints does not get into standard output" {
            use desk = new Desk()

            desk.Write(
                "prints.fsx",
                "open Spindle\nlet same = obj.ReferenceEquals(System.Console.Out, System.Console.Error)\nlet study = experiment (string same) { seed 1 }\n"
            )

            Expect.equal (desk.Experiment "prints.fsx").Name.Value "True" "output is standard error"
        }

        test "a file that is not there is told" {
            use desk = new Desk()
            desk.Write("loads.fsx", "open Spindle\n#load \"missing.fsx\"\nlet study = experiment \"toys\" { seed 1 }\n")

            Expect.equal
                (desk.Problems "absent.fsx")
                [ "absent.fsx:1:1 SPN5001", "there is no such file" ]
                "the script itself"

            desk.Write("refers.fsx", "open Spindle\n#r \"missing.dll\"\nlet study = experiment \"toys\" { seed 1 }\n")
            Expect.equal (desk.Problems "refers.fsx" |> List.map fst) [ "refers.fsx:2:5 SPN1101" ] "an assembly"
            Expect.equal (desk.Problems "loads.fsx" |> List.map fst) [ "loads.fsx:2:1 SPN1101" ] "a file that it loads"
        }
    ]
