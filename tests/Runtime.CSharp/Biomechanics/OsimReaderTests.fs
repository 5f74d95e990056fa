module Spindle.Tests.Biomechanics.OsimReaderTests

open System
open Expecto
open Spindle.Biomechanics.Models
open Spindle.Tests.Biomechanics.ElbowText

[<Tests>]
let tests =
    testList "reading .osim" [
        test "both layouts say the same" {
            for bend in [ 0.0; 0.7; 1.9; 2.4 ] do
                let old, current = posed nested bend, posed sets bend
                Expect.floatClose Accuracy.veryHigh (old.Path(0).Length) (current.Path(0).Length) "the length"
                let apart = old.Marker 0 - current.Marker 0
                Expect.isLessThan apart.Length 1e-15 "the marker"

            let model = read nested
            Expect.equal [ for body in model.Bodies -> body.Name ] [ "ground"; "upper"; "lower" ] "parents first"
            Expect.equal model.Coordinates[0].Motion Motion.Rotational "what the coordinate moves"
            Expect.equal [ for muscle in model.Muscles -> muscle.Name ] [ "flexor" ] "what has a path"
        }

        test "a flexor wraps over a straight elbow, not over a bent one" {
            Expect.equal ((posed nested -0.4).Path(0).Nodes.Length) 4 "wrapped"
            Expect.equal ((posed nested 2.0).Path(0).Nodes.Length) 2 "straight"
        }

        test "frames that share a name are told apart by their paths, or the name is refused with both lines" {
            let twice = sets.Replace("upper_hung", "upper_offset")

            let naming (path: string) =
                twice.Replace(
                    "/bodyset/lower</socket_parent_frame><location>0 -0.25",
                    $"{path}</socket_parent_frame><location>0 -0.25"
                )

            Expect.equal ((posed twice 0.7).Path(0).Length) ((posed sets 0.7).Path(0).Length) "each joint knows its own"

            let hinged = read (naming "/jointset/hinge/upper_offset")
            Expect.equal hinged.Bodies[hinged.Markers[0].Body].Name "upper" "the body"
            let hung = read (naming "/jointset/fixed/upper_offset")
            Expect.isGreaterThan (hung.Markers[0].Location - hinged.Markers[0].Location).Length 0.1 "another frame"

            let lines = [
                for at, line in Seq.indexed (twice.Split '\n') do
                    if line.Contains "Frame name=\"upper_offset\"" then
                        at + 1
            ]

            Expect.stringContains
                (problem (naming "upper_offset"))
                $"may be that of line {lines[0]} or of line {lines[1]}"
                "both"
        }

        test "a text in very many pieces takes memory in proportion to them" {
            let allocated pieces =
                let credits = String.replicate pieces "<![CDATA[a]]>"
                let text = nested.Replace("<BodySet>", $"<credits>{credits}</credits><BodySet>")
                let before = GC.GetAllocatedBytesForCurrentThread()
                Expect.equal (read text).Muscles.Count 1 "read"
                float (GC.GetAllocatedBytesForCurrentThread() - before)

            allocated 1 |> ignore
            // Ten times where each piece is appended, nearly a hundred times where each makes the text anew.
            Expect.isLessThan (allocated 100_000 / allocated 10_000) 20.0 "ten times as many pieces"
        }
    ]
