/// The trials of a task as HDF5, written by the real command and read back with h5py.
module Spindle.Tests.EndToEnd.TrialExportTests

open System
open System.Diagnostics
open System.IO
open System.Text.Json.Nodes
open Expecto
open Spindle.Artifacts
open Spindle.Tasks.Proprioception
open Spindle.Tests

/// Both limbs with Spindle's own arm, in shards that the splits do not fill.
let private study =
    """spindle: 1
experiment: letters
seed: 7
tasks:
  human:
    kind: character_recognition
    movements: { kind: character_movements, training: 5, validation: 0, test: 22, shard: 20, specimens: 20 }
  macaque:
    kind: character_recognition
    movements: { kind: character_movements, limb: macaque, training: 3, validation: 0, test: 2, shard: 2, specimens: 20 }
  bare: { kind: character_movements, training: 1, validation: 0, test: 0, specimens: 20 }
  noisy:
    kind: character_recognition
    noise: [0.1, 0.2]
    movements: { kind: character_movements, training: 1, validation: 0, test: 0, specimens: 20 }
"""

let private export (folder: Command.Folder) (name: string) (file: string) =
    Command.run folder.Path [ "export"; "letters.yaml"; name; "--format"; "hdf5"; "-o"; file ]

let private refused (folder: Command.Folder) (name: string) (words: string) =
    let finished = export folder name "refused.h5"
    Expect.equal finished.Exit 2 finished.Error
    Expect.stringContains finished.Error words name
    Expect.isEmpty (Directory.GetFiles(folder.Path, "refused*")) "no file is left"

/// Name, shape, type, and the numbers of the last trial, or the words of all; of numbers that are many, every hundredth.
let private script =
    """import sys, json, h5py
with h5py.File(sys.argv[1], "r") as f:
    print(json.dumps({name: {
        "shape": list(f[name].shape),
        "type": f[name].dtype.str,
        "values": [word.decode() for word in f[name][()]] if f[name].dtype.kind == "S" else f[name][-1].reshape(-1)[::100].tolist(),
    } for name in f}))"""

let private read (folder: Command.Folder) (file: string) =
    (JsonNode.Parse(Python.h5py script [ folder.File file ]) |> nonNull).AsObject()

let private described (found: JsonObject) =
    set [
        for pair in found do
            let one = nonNull pair.Value

            pair.Key,
            [
                for size in (nonNull one["shape"]).AsArray() -> (nonNull size).GetValue<int>()
            ],
            string one["type"]
    ]

let private values (found: JsonObject) (name: string) : JsonArray =
    let one = nonNull found[name]
    (nonNull one["values"]).AsArray()

let private numbers (found: JsonObject) (name: string) = [
    for value in values found name -> (nonNull value).GetValue<float>()
]

/// The tensors of a shard as the command exports them, read by Spindle's own reader.
let private shard (folder: Command.Folder) (name: string) =
    let file = "shard.safetensors"

    let finished =
        Command.run folder.Path [ "export"; "letters.yaml"; name; "--format"; "safetensors"; "-o"; file ]

    Expect.equal finished.Exit 0 finished.Error
    SafeTensors.Read(ReadOnlyMemory(File.ReadAllBytes(folder.File file)))

/// Every hundredth of samples × channels, turned to channels × samples.
let private turned (width: int) (values: float[]) =
    let samples = values.Length / width

    [
        for at in 0..100 .. values.Length - 1 -> float (float32 values[at % samples * width + at / samples])
    ]

let private humanSets trials =
    set [
        "endeffector_coords", [ trials; 3; 320 ], "<f4"
        "joint_coords", [ trials; 4; 320 ], "<f4"
        "muscle_coords", [ trials; 25; 320 ], "<f4"
        "spindle_firing", [ trials; 25; 320 ], "<f4"
        "spindle_info", [ trials; 25; 320; 2 ], "<f4"
        "startpt", [ trials; 3 ], "<f8"
        for name in [ "size"; "rot"; "shear_x"; "shear_y"; "speed" ] do
            name, [ trials ], "<f8"
        for name in [ "label"; "start_id"; "end_id" ] do
            name, [ trials ], "<i8"
        "plane", [ trials ], "|S10"
    ]

let private macaqueSets trials =
    set [
        for limb in [ "endeffector", 3; "elbow", 3; "joint", 4 ] do
            for quantity in [ "coords"; "vel"; "acc" ] do
                $"{fst limb}_{quantity}", [ trials; snd limb; 400 ], "<f4"
        "muscle_acc", [ trials; 25; 400 ], "<f4"
        "spindle_info", [ trials; 25; 400; 2 ], "<f4"
        "label", [ trials ], "<i8"
    ]

[<Tests>]
let tests =
    Command.inTurn
    <| testList "trials are exported as HDF5" [
        test "in the layouts of both studies, as h5py and Spindle read them alike" {
            use folder = new Command.Folder()
            folder.Write("letters.yaml", study)

            refused
                folder
                "human"
                "'human.training' is not known yet: 1 of its 1 shards have no result; run the experiment first"

            let ran =
                Command.run folder.Path [ "run"; "letters.yaml"; "--only"; "human"; "--only"; "macaque" ]

            Expect.equal ran.Exit 0 ran.Error

            refused folder "human.validation" "the split 'validation' of 'human' has no trials"
            refused folder "human.tset" "'human' has no split 'tset'; it has training, validation, test"
            refused folder "human." "'human' has no split ''; it has training, validation, test"
            refused folder "human..test" "'human' has no split '.test'; it has training, validation, test"

            refused
                folder
                "bare"
                "'bare' offers no trials as HDF5: it is of kind character_movements, and character_recognition does"

            refused folder "noisy" "'noisy' has the members noisy[noise=0.1], noisy[noise=0.2]"
            refused folder "noisy[noise=0.2].training" "'noisy[noise=0.2].training' is not known yet"
            refused folder "nobody" "there is no artifact 'nobody'"
            refused folder "tasks/human/counts#counts" "it can be written as csv or parquet, not as hdf5"

            for name, file in
                [
                    "human", "h.h5"
                    "human.training", "t.h5"
                    "human.test", "e.h5"
                    "macaque", "m.h5"
                    "macaque.test", "n.h5"
                ] do
                let finished = export folder name file
                Expect.equal finished.Exit 0 finished.Error
                Expect.stringContains finished.Error $"wrote {file}" "it says so"

            Expect.equal
                (File.ReadAllBytes(folder.File "h.h5"))
                (File.ReadAllBytes(folder.File "t.h5"))
                "a task's name stands for what is trained on, and the bytes are the same again"

            let found = read folder "h.h5"
            Expect.equal (described found) (humanSets 5) "what the human file holds"
            let test = read folder "e.h5"
            Expect.equal (described test) (humanSets 22) "what the file to test on holds"

            Expect.equal
                [ for word in values test "plane" -> string word ]
                (List.replicate 20 "horizontal" @ List.replicate 2 "vertical")
                "planes, as the study's programs compare them"

            let task = CharacterRecognition(Movements = CharacterMovements())
            let last = shard folder "human.training/0-4"
            let trials = task.Trials last
            let struct (start, finish) = trials.Place 4
            Expect.equal (numbers found "label") [ 5.0 ] "the letter e"
            Expect.equal (numbers found "start_id") [ float start ] "where it starts"
            Expect.equal (numbers found "end_id") [ float finish ] "where it ends"
            Expect.equal (numbers found "startpt") [ last["start_point"].Values<float>()[12] ] "its start point"
            Expect.equal (numbers found "rot") [ last["rotation"].Values<float>()[4] ] "its rotation"

            for name, quantity, width in
                [
                    "endeffector_coords", "hand", 3
                    "joint_coords", "joints", 4
                    "muscle_coords", "muscles", 25
                ] do
                Expect.equal (numbers found name) (turned width (trials.Held(quantity, 4))) name

            let found = read folder "m.h5"

            Expect.equal
                (described found)
                (Set.add ("train_data_mean", [ 25; 400; 2 ], "<f8") (macaqueSets 3))
                "what the macaque's file holds"

            Expect.equal (described (read folder "n.h5")) (macaqueSets 2) "what its file to test on holds"

            let task = CharacterRecognition(Movements = CharacterMovements(Limb = Limb.Macaque))

            let trials = task.Trials(shard folder "macaque.training/2-2")

            for name, quantity, width, order in
                [
                    "endeffector_vel", "hand", 3, 1
                    "elbow_coords", "elbow", 3, 0
                    "joint_acc", "joints", 4, 2
                    "muscle_acc", "muscles", 25, 2
                ] do
                Expect.equal (numbers found name) (turned width (trials.Derivative(quantity, 0, order))) name
        }

        test "an export that is interrupted leaves the file as it was" {
            use folder = new Command.Folder()
            // Enough that the writing is under way when the signal comes: the same movements at many places of the window are made at once.
            folder.Write(
                "letters.yaml",
                "spindle: 1\nexperiment: letters\nseed: 7\ntasks:\n  human:\n    kind: character_recognition\n    window: 20000\n    movements: { kind: character_movements, training: 200, validation: 0, test: 0, specimens: 20 }\n"
            )

            folder.Write("h.h5", "what was there")
            let ran = Command.run folder.Path [ "run"; "letters.yaml" ]
            Expect.equal ran.Exit 0 ran.Error

            use running =
                Command.start folder.Path [ "export"; "letters.yaml"; "human"; "--format"; "hdf5"; "-o"; "h.h5" ]

            let underWay () =
                Directory.GetFiles(folder.Path, "h.h5.*.part")
                |> Array.exists (fun file -> FileInfo(file).Length > 0L)

            let since = Stopwatch.StartNew()

            while not (underWay ())
                  && not running.HasExited
                  && since.Elapsed < TimeSpan.FromSeconds 60.0 do
                Threading.Thread.Sleep 10

            use kill = Process.Start("kill", [ "-INT"; string running.Id ])
            kill.WaitForExit()
            let said = running.StandardError.ReadToEnd()
            running.WaitForExit()
            Expect.equal running.ExitCode 130 said
            Expect.stringContains said "stopped; nothing is written" "it says so"
            Expect.isEmpty (Directory.GetFiles(folder.Path, "*.part")) "no half file"
            Expect.equal (File.ReadAllText(folder.File "h.h5")) "what was there" "the file of that name"
        }
    ]
