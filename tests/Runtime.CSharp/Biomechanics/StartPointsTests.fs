module Spindle.Tests.Biomechanics.StartPointsTests

open Expecto
open PureHDF
open Spindle.Biomechanics.TwoLink
open Spindle.Tests

let private human = lazy StartPoints(HumanArm(), StartLattice.Human)

/// The published start points of a plane, whole cm.
let private published (path: string) (plane: WritingPlane) =
    use file = H5File.OpenRead(Shared.file path)
    let points = file.Dataset((string plane).ToLowerInvariant()).Read<float[,]>()

    set [
        for i in 0 .. points.GetLength 0 - 1 -> struct (int points[i, 0], int points[i, 1], int points[i, 2])
    ]

let private planes = [ WritingPlane.Horizontal; WritingPlane.Vertical ]

[<Tests>]
let tests =
    testList "start points" [
        test "the human arm reaches what a dense scan of all its postures reaches" {
            // A scan of 7200 postures of each lattice point in NumPy gives 8580. The reference's own scan (0.01 deg over the elevation, 0.02 deg of
            // tolerance) misses twelve points whose arcs of allowed postures are narrow: 8568, and 913, 1967, 889 and 1956 in the order below.
            let points = human.Value
            Expect.equal (points.Reachable().Count) 8580 "lattice points"
            Expect.equal (points.Coarse(WritingPlane.Horizontal).Count) 923 "horizontal, coarse"
            Expect.equal (points.Coarse(WritingPlane.Vertical).Count) 1968 "vertical, coarse"
            Expect.equal (points.Of(WritingPlane.Horizontal).Count) 899 "horizontal"
            Expect.equal (points.Of(WritingPlane.Vertical).Count) 1959 "vertical"
        }

        test "all published start points of the human arm are among Spindle's" {
            for plane, count in List.zip planes [ 539; 1442 ] do
                let theirs = published "deepdraw/pcr_startingpoints.hdf5" plane
                Expect.equal theirs.Count count "as many as published"
                let missing = theirs - set (human.Value.Of plane)
                Expect.isEmpty missing $"{plane}"
        }

        // The published solver accepts any posture that has the hand at its target, also one beyond the joints' limits: so it has points that are not
        // among Spindle's, nearly all vertical ones of them in the plane through the shoulder (x = 0), where some angle would be up to 13 degrees beyond.
        for name, arm, file, counts in
            [
                "Butter", MacaqueArm(12.58, 16.0), "pcr_startingpoints_butter_scaled_5.hdf5", [ 3614, 0; 4225, 152 ]
                "Han", MacaqueArm(15.0, 18.5), "pcr_startingpoints_han11_22_scaled_5.hdf5", [ 6356, 4; 7254, 209 ]
            ] do
            test
                $"the published start points of the macaque {name} are among Spindle's, but for those beyond the limits" {
                let points = StartPoints(arm, StartLattice.Macaque)

                for plane, (count, beyond) in List.zip planes counts do
                    let theirs = published $"task-driven-proprioception/{file}" plane
                    Expect.equal theirs.Count count "as many as published"
                    let ours = set (points.Of plane)
                    let missing = theirs - ours
                    Expect.equal missing.Count beyond $"{plane}"

                    if plane = WritingPlane.Vertical then
                        let elsewhere = missing |> Set.filter (fun (struct (x, _, _)) -> x <> 0)
                        Expect.isLessThanOrEqual elsewhere.Count 2 "nearly all in the plane through the shoulder"
            }
    ]
