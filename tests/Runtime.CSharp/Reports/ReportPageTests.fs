module Spindle.Tests.Reports.ReportPageTests

open System
open System.Collections.Generic
open System.Text.RegularExpressions
open System.Xml.Linq
open Expecto
open Spindle.Contracts
open Spindle.Reports

/// The page read as XML, which it also is.
let private parse (page: string) =
    XDocument.Parse(page.Replace("<!DOCTYPE html>", "")).Root |> nonNull

let private elements (name: string) (root: XElement) =
    root.Descendants(XName.Get name) |> List.ofSeq

let private attributes (name: string) (root: XElement) = [
    for element in root.DescendantsAndSelf() do
        match element.Attribute(XName.Get name) with
        | null -> ()
        | attribute -> attribute.Value
]

let private page = lazy (ReportPage.Write SampleReport.content)

/// What someone might put into every name.
let private hostile = "<script>alert('x')</script> \"&amp;' ]]> \u0001 \ud800"

let private hostileContent =
    let hostileMember =
        ProbeMember(
            hostile,
            Dictionary(dict [ hostile, hostile ]),
            Step = hostile,
            Missing = hostile,
            Metrics = [ MetricValue(Metric(hostile, hostile, hostile), 1.0) ],
            Figures = [ ReportFigure(hostile, hostile, hostile, hostile, hostile) ],
            Tables = [
                ReportTable(hostile, [ ReportColumn(hostile, hostile, false, [ hostile ]) ], 1)
            ]
        )

    ReportContent(
        Experiment = hostile,
        Description = hostile,
        SourcePath = hostile,
        Source = hostile,
        Run =
            RunFacts(
                hostile,
                Nullable(),
                nan,
                0,
                0,
                0,
                0,
                Failures = [ Fact(hostile, hostile) ],
                Machine = [ Fact(hostile, hostile) ]
            ),
        Models = [ ModelFacts(hostile, [ Fact(hostile, hostile) ]) ],
        Probes = [
            ProbeResults(hostile, hostile, hostile, [ hostileMember; ProbeMember(hostile + "!", Dictionary()) ])
        ],
        Explanations = [
            Explanation(
                hostile,
                hostile,
                1,
                hostile,
                Parameters = hostile,
                Inputs = [ InputFacts(hostile, hostile, hostile, hostile) ]
            )
        ]
    )

[<Tests>]
let tests =
    testList "the report page" [
        test "is well formed, with ids that are all different and links that all lead somewhere" {
            for content in [ SampleReport.content; hostileContent ] do
                let root = parse (ReportPage.Write content)
                let ids = attributes "id" root
                Expect.equal (List.length (List.distinct ids)) ids.Length "ids"
                let links = attributes "href" root
                Expect.isNonEmpty links "there are links"
                Expect.all links _.StartsWith('#') "links stay on the page"
                Expect.isEmpty (List.except ids [ for link in links -> link[1..] ]) "every target is there"
        }

        test "loads nothing" {
            let root = parse page.Value
            Expect.all (attributes "src" root) _.StartsWith("data:image/svg+xml;base64,") "pictures are in the page"
            Expect.isEmpty (elements "link" root) "no style sheets"
            Expect.isFalse (Regex.IsMatch(page.Value, "(url\\(|@import|https?:)")) "no address of anything"
            Expect.stringContains page.Value "default-src 'none'" "the browser is told so too"
        }

        test "says the verdicts first, in words" {
            let main = parse page.Value |> elements "main" |> List.exactlyOne
            Expect.equal (attributes "id" main |> List.head) "verdicts" "first section"

            let marks = [
                for mark in elements "p" main do
                    if
                        mark.Attribute(XName.Get "class")
                        |> Option.ofObj
                        |> Option.exists (fun name -> name.Value = "mark")
                    then
                        mark.Value
            ]

            Expect.equal marks [ "✓ met"; "✗ unmet"; "? unknown" ] "sign and word"
            Expect.stringContains main.Value "Nothing can be said: gone has no result." "why nothing can be said"
        }

        test "links a measurement to its explanation and a verdict to its line" {
            let targets = parse page.Value |> attributes "href"
            Expect.contains targets "#step-probes-wiring-architecture-mixed-seed-1" "the measurement"
            Expect.contains targets "#step-figures-probes-wiring-architecture-mixed-seed-1-weights" "the figure"
            Expect.contains targets "#line-2" "the line of the expectation"
        }

        test "shows members that differ only in the seed side by side" {
            let text = (parse page.Value).Value
            Expect.stringContains text "0.940 ± 0.014" "mean and s.d. of 0.95 and 0.93"
            Expect.stringContains text "first 2 of 200 rows" "cut tables say so"
        }

        test "escapes whatever a name holds" {
            let text = ReportPage.Write hostileContent
            Expect.isFalse (text.Contains "<script>alert") "no element comes out of a name"
            let scripts = parse text |> elements "script"
            Expect.hasLength scripts 1 "only the page's own script"
            Expect.stringContains (parse text).Value "<script>alert('x')</script>" "the name is shown as it is"
            Expect.isFalse (text.Contains '\u0001') "what no page may hold is left out"
        }

        test "keeps the script that it allows" {
            let script = parse page.Value |> elements "script" |> List.exactlyOne

            let digest =
                Security.Cryptography.SHA256.HashData(Text.Encoding.UTF8.GetBytes script.Value)

            Expect.stringContains page.Value $"'sha256-{Convert.ToBase64String digest}'" "the policy names its digest"
        }

        test "is the same for the same content" {
            Expect.equal (ReportPage.Write SampleReport.content) page.Value "twice"
        }
    ]
