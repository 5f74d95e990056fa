module Spindle.Tests.Tasks.Proprioception.TrialArchiveTests

open System
open System.IO
open System.Threading
open Expecto
open PureHDF
open Spindle.Contracts
open Spindle.Tasks.Proprioception
open Spindle.Tests
open Spindle.Tests.Tasks.Proprioception.WrittenLetters

/// Two shards of three trials, and the file that they make.
let private written (limb: Limb) (split: string) =
    let task =
        CharacterRecognition(
            Movements =
                CharacterMovements(Limb = limb, Model = DataFile "arm.osim", Training = 6L, Test = 6L, Shard = 3L)
        )

    let materials = Materials(task.Movements, 40)

    let shards = [|
        for first in [ 0L; 3L ] -> materials.Movements("test", first, 3) |> fst |> tensors "window" first
    |]

    let path =
        Path.Combine(Path.GetTempPath(), $"spindle-trials-{limb}-{Guid.NewGuid()}.hdf5")

    using (File.Create path) (fun file ->
        (task :> IHdf5Exportable).WriteHdf5(file, split, shards, CancellationToken.None))

    task, shards, path

let private withFile limb split check =
    let task, shards, path = written limb split

    try
        check task shards path
    finally
        File.Delete path

/// Reads the file with h5py: name, shape, type and sum of every data set, a line each.
let private script =
    "import sys, h5py\nwith h5py.File(sys.argv[1]) as f:\n  for k in sorted(f): print(k, list(f[k].shape), f[k].dtype.kind, repr(float(f[k][()].astype('f8').sum())) if f[k].dtype.kind in 'fiu' else f[k][5].decode())"

[<Tests>]
let tests =
    testList "trials as HDF5" [
        test "the human layout has the published data sets, axes and values" {
            withFile Limb.Human "training" (fun task shards path ->
                use file = H5File.OpenRead path
                let shape (name: string) = [ for size in file.Dataset(name).Space.Dimensions -> int size ]
                let names = set [ for link in file.Children() -> link.Name ]

                Expect.equal
                    names
                    (set [
                        "endeffector_coords"
                        "joint_coords"
                        "muscle_coords"
                        "spindle_firing"
                        "spindle_info"
                        "label"
                        "plane"
                        "startpt"
                        "size"
                        "rot"
                        "shear_x"
                        "shear_y"
                        "speed"
                        "start_id"
                        "end_id"
                    ])
                    "the data sets"

                Expect.equal (shape "spindle_info") [ 6; 25; 320; 2 ] "spindle_info"
                Expect.equal (shape "joint_coords") [ 6; 4; 320 ] "joint_coords"
                Expect.equal (shape "startpt") [ 6; 3 ] "startpt"
                let trials = task.Trials shards[1]
                let info = file.Dataset("spindle_info").Read<float32[]>()
                let lengths = trials.Held("muscles", 2)

                for muscle in 0..24 do
                    for t in 0..319 do
                        Expect.equal
                            info[((5 * 25 + muscle) * 320 + t) * 2]
                            (float32 lengths[t * 25 + muscle])
                            "length of the sixth trial"

                Expect.equal (file.Dataset("label").Read<int64[]>()) [| 1L; 2L; 3L; 4L; 5L; 6L |] "letters"
                Expect.equal (file.Dataset("plane").Read<string[]>() |> Array.distinct) [| "horizontal" |] "planes"
                let struct (start, finish) = trials.Place 2

                Expect.equal
                    (file.Dataset("start_id").Read<int64[]>()[5], file.Dataset("end_id").Read<int64[]>()[5])
                    (int64 start, int64 finish)
                    "its place")
        }

        test "the macaque layout has the published data sets and axes" {
            withFile Limb.Macaque "training" (fun task shards path ->
                use file = H5File.OpenRead path

                for name, width in
                    [
                        "endeffector_coords", 3
                        "endeffector_vel", 3
                        "endeffector_acc", 3
                        "elbow_coords", 3
                        "elbow_vel", 3
                        "elbow_acc", 3
                        "joint_coords", 4
                        "joint_vel", 4
                        "joint_acc", 4
                        "muscle_acc", 39
                    ] do
                    Expect.equal [ for size in file.Dataset(name).Space.Dimensions -> int size ] [ 6; width; 400 ] name

                Expect.equal
                    [ for size in file.Dataset("spindle_info").Space.Dimensions -> int size ]
                    [ 6; 39; 400; 2 ]
                    "spindle_info"

                let info =
                    file.Dataset("spindle_info").Read<float32[]>()
                    |> Array.chunkBySize (39 * 400 * 2)

                let mean = file.Dataset("train_data_mean").Read<float[]>()
                Expect.equal mean.Length (39 * 400 * 2) "a mean for each number of a trial"

                for at in 0..997 .. mean.Length - 1 do
                    Expect.floatClose
                        Accuracy.high
                        mean[at]
                        (info |> Array.averageBy (fun trial -> float trial[at]))
                        $"the mean of number {at}"

                // The same by what the definitions say: the fifth trial's second muscle, at a place.
                let trials = task.Trials(shards[1])
                let velocity = trials.Derivative("muscles", 1, 1)
                Expect.equal (info[4][(1 * 400 + 200) * 2 + 1]) (float32 velocity[200 * 39 + 1]) "a velocity")
        }

        test "only what is trained on has a mean" {
            withFile Limb.Macaque "test" (fun _ _ path ->
                use file = H5File.OpenRead path
                let names = [ for link in file.Children() -> link.Name ]
                Expect.hasLength names 12 "data sets"
                Expect.isFalse (List.contains "train_data_mean" names) "no mean")
        }

        test "a cancelled writing says so, after the trial that it is at" {
            let task, shards, path = written Limb.Human "training"
            use cancellation = new CancellationTokenSource()

            let ending =
                seq {
                    shards[0]
                    cancellation.Cancel()
                    shards[1]
                }

            try
                use file = File.Create path

                Expect.throwsT<OperationCanceledException>
                    (fun () -> (task :> IHdf5Exportable).WriteHdf5(file, "training", ending, cancellation.Token))
                    "it ends"
            finally
                File.Delete path
        }

        test "a split that is unknown is refused" {
            let task = CharacterRecognition(Movements = CharacterMovements())

            Expect.throwsT<System.Collections.Generic.KeyNotFoundException>
                (fun () -> (task :> IHdf5Exportable).WriteHdf5(new MemoryStream(), "tset", [], CancellationToken.None))
                "there is none"
        }

        test "h5py reads what was written" {
            withFile Limb.Human "training" (fun task shards path ->
                let said = Python.h5py script [ path ]
                let lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                Expect.equal lines.Length 15 said
                Expect.contains lines "plane [6] S horizontal" "the plane of the last trial"
                Expect.contains lines "label [6] i 21.0" "labels"

                let sum =
                    Seq.sum (
                        seq {
                            for shard in shards do
                                let trials = task.Trials shard

                                for trial in 0 .. trials.Count - 1 do
                                    yield! trials.Held("joints", trial) |> Seq.map (float32 >> float)
                        }
                    )

                let line = lines |> Array.find _.StartsWith("joint_coords [6, 4, 320] f ")
                Expect.floatClose Accuracy.medium (float (line.Split(' ') |> Array.last)) sum "the joint angles")
        }
    ]
