/// Texts that are no experiment by accident or by intent: each gets a diagnostic at its place, in bounded time.
module Spindle.Tests.Dsl.Yaml.HostileYamlTests

open System
open System.Diagnostics
open System.Text
open Expecto
open Spindle.Dsl
open Spindle.Tests.Dsl

let private utf8 (text: string) = Encoding.UTF8.GetBytes text

let private problems (bytes: byte[]) =
    match YamlReader.read "a.yaml" bytes with
    | Ok node -> failtest $"read as {node.Value}"
    | Error problems -> problems

/// Text, then code, line, column and length of its only problem.
let private table = [
    "an empty file", utf8 "", ("SPN1015", 1, 1, 1)
    "a file of comments", utf8 "# nothing\n\n# more\n", ("SPN1015", 1, 1, 1)
    "a document of nothing", utf8 "---\n...\n", ("SPN1015", 1, 1, 1)
    "a byte that is not UTF-8", Array.append (utf8 "a: 1\nb: ") [| 0xFFuy; 10uy |], ("SPN1001", 2, 4, 1)
    "a letter cut off in the middle", Array.append (utf8 "é: ") [| 0xE2uy; 0x82uy |], ("SPN1001", 1, 4, 1)
    "UTF-16",
    Encoding.Unicode.GetPreamble() |> Array.append
    <| Encoding.Unicode.GetBytes "a: 1",
    ("SPN1001", 1, 1, 1)
    "a NUL", utf8 "a: 1\nb: x\000y\n", ("SPN1002", 2, 5, 1)
    "an escape character", utf8 "a: \u001b[31m", ("SPN1002", 1, 4, 1)
    "a line separator", utf8 "a: 1\nb: x\u2028c: 3\n", ("SPN1002", 2, 5, 1)
    "a tab before a key of a map", utf8 "a:\n\tb: 1\n", ("SPN1004", 2, 1, 1)
    "a tab before the first key", utf8 "\ta: 1\n", ("SPN1004", 1, 1, 1)
    "spaces and a tab before an item", utf8 "a:\n  - x\n \t - y\n", ("SPN1004", 3, 2, 1)
    "a quote that is never closed", utf8 "a: 1\nb: \"x\nc: 2\n", ("SPN1006", 2, 4, 1)
    "a bracket that is never closed", utf8 "a: 1\nb: [1,\n  2\n", ("SPN1006", 2, 4, 1)
    "a brace that is never closed", utf8 "a: { b: 1", ("SPN1006", 1, 4, 1)
    "a key inside a value", utf8 "a: b: c\n", ("SPN1005", 1, 5, 1)
    "a value that begins with @", utf8 "a: @x\n", ("SPN1005", 1, 4, 1)
    "text behind a quote", utf8 "a: 'x' y\n", ("SPN1005", 1, 8, 1)
    "items without a comma between them", utf8 "a: [{b: 1} c]\n", ("SPN1005", 1, 12, 1)
    "an escape that does not exist", utf8 "a: \"\\q\"\n", ("SPN1005", 1, 4, 1)
    "a tag of YAML", utf8 "a: !!int 3\n", ("SPN1010", 1, 4, 5)
    "a tag that names a type", utf8 "a:\n  - !System.Diagnostics.Process\n    b: 1\n", ("SPN1010", 2, 5, 27)
    "a tag behind an anchor", utf8 "a: &x !y 3\n", ("SPN1010", 1, 7, 2)
    "a merge key", utf8 "a: &x {b: 1}\nc: { <<: *x, d: 2 }\n", ("SPN1011", 2, 6, 2)
    "a key that stands twice", utf8 "a: 1\nb: 2\n\"a\": 3\n", ("SPN1012", 3, 1, 3)
    "a list as a key", utf8 "? [a]\n: b\n", ("SPN1013", 1, 3, 3)
    "a map as a key", utf8 "{ {a: 1}: b }\n", ("SPN1013", 1, 3, 6)
    "no key", utf8 "a: 1\n: 2\n", ("SPN1013", 2, 1, 1)
    "an alias as a key", utf8 "a: &x y\n*x : 2\n", ("SPN1013", 2, 1, 2)
    "a second document", utf8 "a: 1\n---\nb: 2\n", ("SPN1014", 2, 1, 3)
    "an alias of nothing", utf8 "a: *b\n", ("SPN1009", 1, 4, 2)
    "an alias of what is around it", utf8 "a: &b [1, *b]\n", ("SPN1009", 1, 11, 2)
    "65 brackets", utf8 (String('[', 65)), ("SPN1007", 1, 65, 1)
    "65 dashes", utf8 (String.replicate 65 "- "), ("SPN1007", 1, 129, 1)
]

/// Each name stands for ten of the one before.
let private bomb levels =
    let level n =
        let tens = String.Join(", ", List.replicate 10 $"*l{n - 1}")
        $"l{n}: &l{n} [{tens}]"

    String.Join('\n', "l0: &l0 lol" :: List.map level [ 1..levels ])

let private withinSeconds seconds action =
    let watch = Stopwatch.StartNew()
    let result = action ()
    Expect.isLessThan watch.Elapsed.TotalSeconds seconds "time"
    result

let private megabyte (unit: string) =
    utf8 (String.replicate (1_000_000 / unit.Length) unit)

/// Texts of a megabyte on which a careless reader takes quadratic time, too much memory or its whole stack.
let private large = [
    "brackets", megabyte "["
    "braces", megabyte "{"
    "dashes on a line", megabyte "- "
    "question marks", megabyte "? "
    "empty lists on a line", Array.append (utf8 "[") (megabyte "[],")
    "items on a line", Array.append (utf8 "[") (megabyte "a, ")
    "items on lines", megabyte "- a\n"
    "one long text", megabyte "abcdefghij"
    "one long quoted text", Array.append (utf8 "\"") (megabyte "a\n")
    "anchors", megabyte "- &a a\n"
    "aliases", Array.append (utf8 "- &a a\n") (megabyte "- *a\n")
    "tags", megabyte "- !a a\n"
    "the same key", megabyte "a: 1\n"
    "different keys", utf8 (String.Join("", [ for i in 1..90_000 -> $"k{i}: 1\n" ]))
    "comments", megabyte "# a\n"
    "colons", megabyte ":"
    "keys without end", megabyte "a: "
    "commas", Array.append (utf8 "[") (megabyte ",")
    "exclamation marks", megabyte "!"
    "ampersands", megabyte "&"
    "percent signs", megabyte "%"
    "pipes", megabyte "|\n"
    "carriage returns", megabyte "\r"
    "tabs", megabyte "\t"
    "documents", megabyte "---\n"
]

[<Tests>]
let tests =
    testList "hostile YAML" [
        for name, bytes, expected in table do
            test $"{name} is told at its place" {
                Expect.equal (problems bytes |> List.map Texts.place) [ expected ] name
            }

        test "everything that can still be told is told, in order" {
            let text = "a: !x 1\nb: *c\na: 2\n<<: {}\nd: e: f\n"

            Expect.equal
                (problems (utf8 text) |> List.map _.Code)
                [ "SPN1010"; "SPN1009"; "SPN1012"; "SPN1011"; "SPN1005" ]
                "codes"
        }

        test "a bomb of aliases is told where it would explode" {
            let found = withinSeconds 2. (fun () -> problems (utf8 (bomb 9)))
            Expect.equal (found |> List.map (fun problem -> problem.Code, problem.Span.Line)) [ "SPN1008", 6 ] "place"
        }

        test "aliases that stay small are read" {
            match YamlReader.read "a.yaml" (utf8 "a: &x [1, 2]\nb: *x\nc: [*x, *x]\n") with
            | Ok { Value = Fields [ a; b; _ ] } ->
                Expect.equal b.Value.Value a.Value.Value "the same value"
                Expect.equal (b.Value.Span.Line, b.Value.Span.Column) (2, 4) "at the place of the alias"
            | other -> failtest $"{other}"
        }

        test "64 brackets are read" {
            let text = String('[', 64) + String(']', 64)
            Expect.isOk (YamlReader.read "a.yaml" (utf8 text)) "deep"
        }

        test "ten megabytes are refused before they are parsed" {
            let found =
                withinSeconds 1. (fun () -> problems (Array.create 10_000_000 (byte '[')))

            Expect.equal (found |> List.map Texts.place) [ "SPN1003", 1, 1, 1 ] "place"
        }

        for name, bytes in large do
            test $"a megabyte of {name} is done within seconds" {
                let found = withinSeconds 5. (fun () -> snd (ExperimentReader.read "a.yaml" bytes))
                Expect.isNonEmpty found "problems"
                Expect.isLessThanOrEqual found.Length 200 "no flood"
            }

        testProperty "no text makes the reader throw, and every problem has a place in the text" (fun (seed: int) ->
            let random = Random seed

            let pieces = [|
                "a"
                ": "
                "- "
                "\n"
                "  "
                "\t"
                "["
                "]"
                "{"
                "}"
                ","
                "'"
                "\""
                "&x "
                "*x"
                "!t "
                "|\n"
                ">-\n"
                "#"
                "? "
                "---\n"
                "%"
                "\\"
                "1"
                "\r\n"
                "é"
                "😀"
                "<<"
                "\u0085"
                "..."
            |]

            let text =
                String.Join("", [ for _ in 1 .. random.Next 40 -> pieces[random.Next pieces.Length] ])

            let lines = SourceLines text

            match YamlReader.read "a.yaml" (utf8 text) with
            | Ok _ -> true
            | Error found ->
                found
                |> List.forall (fun problem ->
                    let span = problem.Span

                    span.Line >= 1
                    && span.Line <= lines.Count
                    && span.Column >= 1
                    && span.Column <= (lines.Line span.Line).Length + 1))
    ]
