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

let private problem (text: string) =
    try
        read text |> ignore
        "none"
    with :? SpindleException as e ->
        $"{e.Code} {e.Message}"

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
                    "a\nendheader\ntime\tknee\n0\t1\n", "line 3: no column is named after a coordinate of the model"
                    "a\nendheader\ntime\tbend\n0\t1\t2\n", "line 4: 3 values, expected 2 as there are labels"
                    "a\nendheader\ntime\tbend\n0\tx\n", "line 4: 'x', expected a number"
                    "a\nendheader\ntime\tbend\n0\tnan\n", "line 4: a coordinate that is not finite"
                    "a\nendheader\n", "line 3: the file ends before the columns' labels"
                    "endheaders,q.bend\n0,1\n", "line 1: no line says endheader"
                ] do
                Expect.equal (problem text) $"SPN5304 {words}" text
        }
    ]
