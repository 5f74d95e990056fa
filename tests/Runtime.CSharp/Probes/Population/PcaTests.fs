module Spindle.Tests.Probes.PcaTests

open Expecto
open Spindle.Contracts
open Spindle.Probes.Population
open Spindle.Tests
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Planted
open Spindle.Tests.Probes.Ring

let private measure (probe: Pca) planted =
    InMemoryStepContext([ "probe", box probe ], stored (activity planted)).Run(PcaMeasure())

let private probe = Pca(Of = RecordingRef "session")

[<Tests>]
let tests =
    testList "principal components of activity" [
        test "find two directions where activity has two" {
            let planted = {
                ramp with
                    Noise = 0.0
                    Rate =
                        fun unit location step ->
                            float (unit % 3) * float step + float (unit % 4 - 1) * float (location % 2)
            }

            let context = measure (Pca(Of = RecordingRef "session", Components = 3L)) planted
            Golden.agrees 1e-6 (metric context "explained_variance_3") 0.0 "no third"
            Golden.agrees 1e-6 (metric context "explained_variance") 1.0 "all together"
            Expect.equal (context.Figure("pca").Panels.Count) 3 "a panel each"
            let courses = context.Table "courses"
            Expect.equal courses.Rows (3 * 8 * 20) "component × location × step"
        }

        test "look at the locations that are named" {
            let context =
                measure (Pca(Of = RecordingRef "session", Locations = [| 0L; 4L |])) ramp

            let locations = (context.Table("courses")["location"] :?> IntegerColumn).Values
            Expect.equal (Array.distinct locations) [| 0L; 4L |] "locations"
        }

        test "a location without trials is told" {
            let beyond = Pca(Of = RecordingRef "session", Locations = [| 9L |])
            let problem = Expect.throwsC (fun () -> measure beyond ramp |> ignore) id
            Expect.stringContains problem.Message "there are no trials of location 9" "which"
        }

        test "the metrics are those that are promised, and the numbers those of version 1" {
            let context = measure probe ramp
            Expect.equal (List.ofSeq (Ring.written context)) (promised probe (model task separated 1000L)) "names"
            Golden.agrees 1e-6 (metric context "explained_variance_1") 0.4774974 "first"
            Golden.agrees 1e-6 (metric context "explained_variance_2") 0.2614358 "second"
            Golden.agrees 1e-6 (metric context "explained_variance") 0.7389333 "both"
            Expect.equal (version typeof<Pca>) 1 "version"
        }
    ]
