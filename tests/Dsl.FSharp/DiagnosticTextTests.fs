module Spindle.Tests.Dsl.DiagnosticTextTests

open Expecto
open Spindle.Contracts
open Spindle.Dsl
open Spindle.Plans

let private print (text: string) (line, column, length) (hint: string | null) =
    let span = SourceSpan("study.yaml", line, column, length)

    let problem =
        Diagnostic.Error("SPN2004", span, "there is no task called 'hme'", hint)

    DiagnosticText.print (fun path -> if path = "study.yaml" then Some(SourceLines text) else None) problem

let private lines (texts: string list) = String.concat "\n" texts

[<Tests>]
let tests =
    testList "diagnostic text" [
        test "place, excerpt, caret and hint" {
            let text =
                "spindle: 1\n" + String.replicate 8 "\n" + "  task: hme # to be\nnext: 1\n"

            Expect.equal
                (print text (10, 9, 3) "did you mean 'home'?")
                (lines [
                    "study.yaml:10:9: error SPN2004: there is no task called 'hme'"
                    "   |"
                    "10 |   task: hme # to be"
                    "   |         ^^^"
                    "hint: did you mean 'home'?"
                ])
                "printed"
        }

        test "tabs are widened and wide letters count twice" {
            Expect.equal
                (print "a:\t\"日本\" hme" (1, 9, 3) null)
                (lines [
                    "study.yaml:1:9: error SPN2004: there is no task called 'hme'"
                    "  |"
                    "1 | a:    \"日本\" hme"
                    "  |              ^^^"
                ])
                "before the caret"

            Expect.stringEnds (print "日本é😀x" (1, 1, 5) null) "  | ^^^^^^^" "under the caret"
        }

        test "combining marks take no column" {
            Expect.stringEnds (print "e\u0301 hme" (1, 4, 3) null) "  |   ^^^" "after e and accent"
        }

        test "a place behind the end of its line, and a length beyond it, stay within" {
            Expect.stringEnds (print "abc" (1, 4, 1) null) "1 | abc\n  |    ^" "behind the end"
            Expect.stringEnds (print "abc" (1, 2, 99) null) "1 | abc\n  |  ^^" "cut off"
            Expect.stringEnds (print "" (1, 1, 1) null) "1 |\n  | ^" "an empty file"
        }

        test "of a long line only the part around the place is shown" {
            let text = String.replicate 100_000 "x" + "hme" + String.replicate 100_000 "y"
            let printed = print text (1, 100_001, 3) null
            Expect.isLessThan printed.Length 500 "short"
            let shown = printed.Split '\n'
            let caret = shown[3].IndexOf '^'
            Expect.equal (shown[2].Substring(caret, 3)) "hme" "the caret stands below the place"
        }

        test "without a source, a line or a path less is printed" {
            let problem span =
                Diagnostic.Error("SPN7101", span, "no libtorch")

            let text = DiagnosticText.print (fun _ -> None)
            Expect.equal (text (problem (SourceSpan("a", 2, 3)))) "a:2:3: error SPN7101: no libtorch" "no source"
            Expect.equal (text (problem (SourceSpan("a", 0, 0)))) "a: error SPN7101: no libtorch" "no line"
            Expect.equal (text (problem SourceSpan.None)) "error SPN7101: no libtorch" "no path"
            let warning = Diagnostic("SPN4002", Severity.Warning, SourceSpan.None, "odd")
            Expect.equal (text warning) "warning SPN4002: odd" "a warning"
        }

        test "control characters of a message do not reach the terminal" {
            let problem = Diagnostic.Error("SPN2001", SourceSpan.None, "no '\u001b[2J'")
            Expect.equal (DiagnosticText.headline problem) "error SPN2001: no '\uFFFD[2J'" "visible"
        }

        test "as data it has the same parts" {
            let problem = Diagnostic.Error("SPN2004", SourceSpan("a.yaml", 3, 5, 2), "m", "h")

            Expect.equal
                (CanonicalJson.Write(
                    DiagnosticJson.ofAll [ problem; Diagnostic.Error("SPN1015", SourceSpan("a", 1, 1), "e") ]
                ))
                """[{"code":"SPN2004","column":5,"hint":"h","length":2,"line":3,"message":"m","path":"a.yaml","severity":"error"},{"code":"SPN1015","column":1,"length":1,"line":1,"message":"e","path":"a","severity":"error"}]"""
                "JSON"
        }
    ]
