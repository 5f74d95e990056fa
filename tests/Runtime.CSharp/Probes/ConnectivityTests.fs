module Spindle.Tests.Probes.ConnectivityTests

open System
open Expecto
open Spindle.Catalog
open Spindle.Contracts
open Spindle.Probes
open Spindle.Tasks.RingAttractor
open Spindle.Architectures
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Ring

let private probe =
    Connectivity(Of = ModelRef<RingAttractor> "fly", Truth = TaskRef<RingAttractor> "compass")

let private close = { absolute = 1e-6; relative = 0.0 }
let private identity = Array.init 100 int64

let private headings values =
    Table [| NumberColumn("preferred_heading", "rad", values) |]

/// Headings that fall with the place on a ring of 100.
let private falling units =
    headings (Array.init units (fun unit -> Math.Tau * (1.0 - float (unit % 100) / 100.0)))

let private measure (state: Tensors) (units: Table) =
    InMemoryStepContext(
        [ "probe", box probe ],
        [ "state", box state; "teacher", box teacher.Value; "units", box units ]
    )
        .Run(ConnectivityMeasure())

/// The ring with shifters made by hand: input unit j listens to response unit j and sends what the teacher's shifter
/// sends, half of them for either sign of velocity.
let private shifterNetwork (permutation: int array) =
    let ring, shift = weights "recurrent", weights "shifter"
    let sign j = if j < 100 then 1.0f else -1.0f

    let recurrent =
        Array2D.init 300 300 (fun i j ->
            if i < 100 && j < 100 then
                ring[i, j]
            elif i < 100 then
                (if permutation[j - 100] % 100 = i then 1.0f else 0.0f)
            elif j < 100 then
                sign permutation[i - 100] * shift[permutation[i - 100] % 100, j]
            else
                0.0f)

    state recurrent (Array.init 200 (fun unit -> sign permutation[unit])) identity,
    headings [|
        yield! Array.zeroCreate 100
        for unit in permutation -> Math.Tau * (1.0 - float (unit % 100) / 100.0)
    |]

[<Tests>]
let tests =
    testList "connectivity" [
        testCase "the truth of another task is refused with words"
        <| fun () ->
            let beyond = Array.init 100 (fun neuron -> int64 neuron + 1L)
            let other = state (weights "recurrent") (Array.zeroCreate 100) beyond

            Expect.throwsC (fun () -> measure other (falling 100) |> ignore) (fun problem ->
                match problem with
                | :? SpindleException as problem ->
                    Expect.equal problem.Code DiagnosticCodes.UnmetRequirement "the code"
                    Expect.stringContains problem.Message "100 neurons" "the message"
                | other -> failtest $"{other}")

        testCase "the teacher as its own student scores perfectly"
        <| fun () ->
            let context =
                measure (state (weights "recurrent") (Array.zeroCreate 100) identity) (falling 100)

            for name in
                [
                    "element_match"
                    "smoothed_element_match"
                    "ring_profile_correlation"
                    "circulant_fraction"
                ] do
                Expect.floatClose close (metric context name) 1.0 name

            Expect.equal (metric context "profile_amplitude") (metric context "teacher_profile_amplitude") "amplitude"
            // reference/ring-attractor.md §9.
            Expect.floatClose
                { absolute = 5e-4; relative = 0.0 }
                (metric context "teacher_profile_amplitude")
                0.199
                "amplitude"

            Expect.equal (written context) (promised probe (model task mixed 1000L)) "promised metrics"

        testCase "shifters made by hand give back the teacher's kernel"
        <| fun () ->
            let context = shifterNetwork [| 0..199 |] ||> measure

            for name in
                [
                    "shifter_element_match"
                    "shifter_profile_correlation"
                    "shifter_circulant_fraction"
                ] do
                Expect.floatClose close (metric context name) 1.0 name

            Expect.floatClose close (metric context "plain_product_element_match") 0.0 "left and right cancel"
            Expect.equal (metric context "input_positive_fraction") 0.5 "half"
            Expect.equal (metric context "input_weight_mean_magnitude") 1.0 "magnitude"
            Expect.equal (written context) (promised probe (model task separated 1000L)) "promised metrics"

        testCase "a unit that a positive velocity excites pushes the bump to lower index"
        <| fun () ->
            let context = shifterNetwork [| 0..199 |] ||> measure
            Expect.isLessThan (metric context "shifter_offset_positive") -1.0 "positive"
            Expect.isGreaterThan (metric context "shifter_offset_negative") 1.0 "negative"
            Expect.isGreaterThan (metric context "shifter_resultant_positive") 0.99 "of one mind"
            Expect.isGreaterThan (metric context "shifter_resultant_negative") 0.99 "of one mind"

        testCase "the order of the input units in the network does not matter"
        <| fun () ->
            let shuffled = [| 0..199 |] |> Array.sortBy (fun unit -> unit * 77 % 199)

            let a, b =
                shifterNetwork [| 0..199 |] ||> measure, shifterNetwork shuffled ||> measure

            for name in written a do
                Expect.floatClose close (metric b name) (metric a name) name

            let ordered (context: InMemoryStepContext) =
                ((context.Table "input_units")["preferred_heading"] :?> NumberColumn).Values

            Expect.sequenceEqual (ordered b) (ordered a) "sorted by preferred heading"
            Expect.isDescending (ordered b) "descending"

        testCase "part of the ring is compared with the same part of the teacher"
        <| fun () ->
            for name, observed in
                [
                    "an arc", Array.init 50 int64
                    "every other", Array.init 50 (fun unit -> 2L * int64 unit)
                ] do
                let ring = weights "recurrent"
                let part = Array2D.init 50 50 (fun i j -> ring[int observed[i], int observed[j]])
                let context = measure (state part (Array.zeroCreate 50) observed) (falling 50)

                for metricName in
                    [
                        "element_match"
                        "smoothed_element_match"
                        "ring_profile_correlation"
                        "circulant_fraction"
                    ] do
                    Expect.floatClose close (metric context metricName) 1.0 $"{name}: {metricName}"

        testCase "independent weights match nothing"
        <| fun () ->
            let random = RandomStream.Derive(7L, Nullable(), "test")
            let noise = Array2D.init 100 100 (fun _ _ -> float32 (random.Normal()))
            let context = measure (state noise (Array.zeroCreate 100) identity) (falling 100)
            Expect.isLessThan (abs (metric context "element_match")) 0.04 "four standard errors of 10 000 pairs"
            Expect.isLessThan (metric context "circulant_fraction") 0.02 "about 1/100"
            Expect.floatClose { absolute = 0.03; relative = 0.0 } (metric context "recurrent_sd") 1.0 "sd"

        testCase "the maps are measured by the very step that a rate_maps probe plans"
        <| fun () ->
            let subject = model task separated 1000L
            let ours, theirs = Planner(), Planner()
            probe.Plan(ours, subject) |> ignore
            RateMaps(Of = ModelRef "another name").Plan(theirs, subject) |> ignore
            let ours, theirs = ours.Steps.Head, theirs.Steps.Head

            let kind =
                KindCatalog
                    .Of([| KindSource(typeof<RateMaps>.Assembly, (fun () -> null)) |])
                    .Of(theirs.Parameters["probe"] :?> Spec)

            let json (step: StepDeclaration) =
                SpecJson.Write(kind, step.Parameters["probe"] :?> Spec, ValuePurpose.Plan).ToJsonString()

            Expect.equal ours.Operation theirs.Operation "operation"
            Expect.equal (json ours) (json theirs) "parameters"
            Expect.equal (Seq.toList ours.Inputs) (Seq.toList theirs.Inputs) "inputs"
            Expect.sequenceEqual ours.Outputs theirs.Outputs "outputs"

        testCase "a network without separation needs no rate maps"
        <| fun () ->
            let planner = Planner()
            probe.Plan(planner, model task mixed 1000L) |> ignore
            Expect.equal (planner.Steps |> List.map _.Operation) [ "connectivity/measure" ] "steps"
    ]
