module Spindle.Tests.Docs.DocsTests

open System.IO
open System.Text.RegularExpressions
open Expecto
open Spindle.Cli
open Spindle.Contracts
open Spindle.Tests.EndToEnd

let private page name =
    File.ReadAllText(Path.Combine(Command.repository, "docs", name))

[<Tests>]
let tests =
    testList "the documentation" [
        test "docs/kinds.md is what the catalog says" {
            let printed =
                KindsCommand.markdown (Catalogs.own ()) |> List.map (fun line -> line + "\n")

            Expect.equal (page "kinds.md") (String.concat "" printed) "spindle kinds --markdown > docs/kinds.md"
        }

        test "docs/diagnostics.md has a part for every code" {
            let text = page "diagnostics.md"

            for code in DiagnosticCodes.All do
                Expect.stringContains text $"### {code.Id}: {code.Title}\n" "the heading"
        }

        test "every test that docs/promises.md names is there" {
            let tests =
                Directory.GetFiles(Path.Combine(Command.repository, "tests"), "*.fs", SearchOption.AllDirectories)
                |> Array.map File.ReadAllText
                |> String.concat "\n"

            let named =
                Regex.Matches(page "promises.md", "\"([^\"]+)\" \\|\n")
                |> Seq.map _.Groups[1].Value
                |> List.ofSeq

            Expect.isGreaterThan named.Length 40 "there are promises"

            for name in named do
                Expect.stringContains tests $"\"{name}\"" "the test"
        }

        test "the README's study is checked without a mistake" {
            use folder = new Command.Folder()
            let readme = File.ReadAllText(Path.Combine(Command.repository, "README.md"))
            let study = (readme.Split "```yaml\n")[1]
            folder.Write("experiment.yaml", (study.Split "```")[0])
            let finished = Command.run folder.Path [ "check"; "experiment.yaml" ]
            Expect.equal finished.Exit 0 finished.Error
        }
    ]
