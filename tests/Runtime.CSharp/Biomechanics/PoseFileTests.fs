module Spindle.Tests.Biomechanics.PoseFileTests

open System.IO
open System.Text
open System.Threading
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Models
open Spindle.Biomechanics.Poses
open Spindle.Contracts

let private model =
    let coordinate name motion =
        Coordinate(name, 0.5, 0.0, 1.0, motion, false, null)

    let ground = Body("ground", -1, Placement.None, Placement.None, [||], [||])

    MusculoskeletalModel(
        "a",
        [|
            coordinate "bend" Motion.Rotational
            coordinate "shift" Motion.Translational
            coordinate "way" Motion.Coupled
        |],
        [| ground |],
        [||],
        [||],
        [||]
    )

let private read (text: string) =
    PoseFile.Read(new MemoryStream(Encoding.UTF8.GetBytes text), model, CancellationToken.None)

/// Every pose in full.
let private poses (text: string) =
    let table = read text

    [
        for row in 0 .. table.Rows.Count - 1 do
            let pose = model.Defaults()
            table.Write(row, pose)
            List.ofArray pose
    ]

let private readMoving (text: string) =
    PoseFile.ReadMoving(new MemoryStream(Encoding.UTF8.GetBytes text), model, CancellationToken.None)

/// Every pose and its speeds in full.
let private moving (text: string) =
    let struct (poses, speeds) = readMoving text

    let full (table: PoseTable) (start: float array) row =
        table.Write(row, System.Span start)
        List.ofArray start

    [
        for row in 0 .. poses.Rows.Count - 1 -> full poses (model.Defaults()) row, full speeds (Array.zeroCreate 3) row
    ]

let private told (reading: unit -> unit) =
    try
        reading ()
        "none"
    with :? SpindleException as e ->
        $"{e.Code} {e.Message}"

let private problem (text: string) = told (fun () -> read text |> ignore)

let private movingProblem (text: string) =
    told (fun () -> readMoving text |> ignore)

[<Tests>]
let tests =
    testList "files of poses" [
        test "columns q.coordinate set coordinates, others keep their defaults, other columns are ignored" {
            Expect.equal
                (poses "pose,kind,q.shift,q.bend,p.hand.x\n0,default,0.25,1e-1,7\n1,range,-2,0.3,\n")
                [ [ 0.1; 0.25; 0.5 ]; [ 0.3; -2.0; 0.5 ] ]
                "poses"
        }

        test "a motion in degrees turns angles alone into radians" {
            let motion =
                "Coordinates\nversion=1\nnRows=2\nnColumns=4\ninDegrees=yes\n\nendheader\ntime\tbend\tshift\tway\tknee\n0\t180\t0.25\t30\t4\n 0.1 \t 90 \t -1 \t 0 \t 1\n"

            Expect.equal (poses motion) [ [ System.Math.PI; 0.25; 30.0 ]; [ System.Math.PI / 2.0; -1.0; 0.0 ] ] "poses"
        }

        test "a storage file in radians with paths as labels" {
            let storage =
                "states\nversion=3\ninDegrees=no\nendheader\ntime\t/jointset/elbow/bend/value\t/jointset/elbow/bend/speed\n0\t0.75\t9\n"

            Expect.equal (poses storage) [ [ 0.75; 0.5; 0.5 ] ] "the value, not the speed"
        }

        test "columns u.coordinate are speeds, and a coordinate without one is at rest" {
            Expect.equal
                (moving "u.bend,q.shift,q.bend,u.way\n2,0.25,0.1,-1e-1\n-3,-2,0.3,0\n")
                [
                    [ 0.1; 0.25; 0.5 ], [ 2.0; 0.0; -0.1 ]
                    [ 0.3; -2.0; 0.5 ], [ -3.0; 0.0; 0.0 ]
                ]
                "poses and speeds"
        }

        test "storage files give speeds of both layouts, those of angles in degrees where the file says so" {
            let states =
                "states\nversion=1\ninDegrees=yes\nendheader\ntime\tbend\tshift\tbend_u\tshift_u\tflexor.activation\n0\t90\t0.25\t180\t-0.5\t1\n"

            let pi = System.Math.PI
            Expect.equal (moving states) [ [ pi / 2.0; 0.25; 0.5 ], [ pi; -0.5; 0.0 ] ] "the old layout"

            let paths =
                "states\nversion=3\ninDegrees=no\nendheader\ntime\t/jointset/elbow/bend/value\t/jointset/elbow/bend/speed\t/jointset/elbow/shift/speed\n0\t0.75\t9\t-2\n"

            Expect.equal (moving paths) [ [ 0.75; 0.5; 0.5 ], [ 9.0; -2.0; 0.0 ] ] "the current one"
        }

        test "a header says in several ways that angles are in degrees" {
            for header, degrees in
                [
                    "version=1\nindegrees = YES", true
                    "version=1\ninDegrees=no\nAngles are in degrees.", false
                    "version=1\nnRows=1", false
                    "nRows=1\nAngles are in degrees.", true
                    "nRows=1\nAngles are in radians.", false
                    "version=2\nAngles are in degrees.", true
                    "version=1\nAngles are in degrees.", false
                    "datacolumns 2\nAngles are in radians.", false
                    "inDegrees=y", true
                    "# SIMM Motion File Header:\nname lift\ndatacolumns 2\ndatarows 1\nrange 0 1", true
                    "datacolumns 2\ninDegrees=no", false
                ] do
                let found = poses $"lift\n{header}\nendheader\ntime\tbend\n0\t180\n"
                let expected = if degrees then System.Math.PI else 180.0
                Expect.equal found [ [ expected; 0.5; 0.5 ] ] header

            let silent = "lift\nnRows=1\nendheader\ntime\t{0}\n0\t0.25\n"

            Expect.equal
                (problem (silent.Replace("{0}", "bend")))
                "SPN5304 line 1: the header does not say whether angles are in degrees, expected a line inDegrees=yes or inDegrees=no"
                "never a guess"

            Expect.equal
                (poses (silent.Replace("{0}", "shift")))
                [ [ 0.5; 0.25; 0.5 ] ]
                "a distance needs no unit of angles"
        }

        test "a file without a speed is told as such" {
            for text, words in
                [
                    "q.bend\n0\n", "line 1: no column is named u.<coordinate>: the file gives no speed"
                    "q.bend,u.bent\n0,1\n",
                    "line 1: the column 'u.bent' sets no coordinate of the model, which has bend, shift, way"
                    "q.bend,u.bend,u.bend\n0,1,1\n", "line 1: two columns set the same coordinate's speed"
                    "q.bend,u.bend\n0,fast\n", "line 2: 'fast' in the column 'u.bend', expected a number"
                    "a\nversion=1\nendheader\ntime\tbend\n0\t1\n",
                    "line 4: no column is the speed of a coordinate of the model"
                    "a\nversion=1\nendheader\ntime\tbend\tbend_u\n0\t1\tnan\n",
                    "line 5: a coordinate that is not finite"
                ] do
                Expect.equal (movingProblem text) $"SPN5304 {words}" text

            Expect.equal
                (poses "q.bend,u.bent\n0.25,\n")
                [ [ 0.25; 0.5; 0.5 ] ]
                "who asks for no speed does not look at them"
        }

        test "what is wrong is told with its line" {
            for text, words in
                [
                    "", "line 1: the file is empty, expected a header"
                    "pose,kind\n0,a\n", "line 1: no column is named q.<coordinate>"
                    "q.bend\n", "line 1: the file has no pose"
                    "q.bent\n0\n",
                    "line 1: the column 'q.bent' sets no coordinate of the model, which has bend, shift, way"
                    "q.bend,q.bend\n0,0\n", "line 1: two columns set the same coordinate"
                    "q.bend,x\n0,a\n,b\n", "line 3: '' in the column 'q.bend', expected a number"
                    "q.bend,x\n0\n", "line 2: 1 values, expected 2 as in the header"
                    "q.bend\nInfinity\n", "line 2: 'Infinity' in the column 'q.bend', expected a number"
                    "a\nversion=1\nendheader\ntime\tknee\n0\t1\n",
                    "line 4: no column is named after a coordinate of the model"
                    "a\nversion=1\nendheader\ntime\tbend\n0\t1\t2\n", "line 5: 3 values, expected 2 as there are labels"
                    "a\nversion=1\nendheader\ntime\tbend\n0\tx\n", "line 5: 'x', expected a number"
                    "a\nversion=1\nendheader\ntime\tbend\n0\tnan\n", "line 5: a coordinate that is not finite"
                    "a\nversion=1\nendheader\n", "line 4: the file ends before the columns' labels"
                    "q.bend\n\"1\n", "line 2: a quoted value does not end"
                    "q.bend\n\"1\"x\n", "line 2: 'x' after a quoted value, expected ',' or the end of the line"
                    "a\ninDegrees=maybe\nendheader\ntime\tbend\n0\t1\n",
                    "line 2: inDegrees is 'maybe', expected yes or no"
                    "endheaders,q.bend\n0,1\n", "line 1: no line says endheader"
                ] do
                Expect.equal (problem text) $"SPN5304 {words}" text
        }
    ]
