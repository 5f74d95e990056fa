/// Small results of each kind of probe, as measured when its version began. Where one of these numbers changes, the kind's version must rise with it, else stores
/// would go on serving the old number.
module Spindle.Tests.Probes.VersionTests

open System
open System.Reflection
open Expecto
open Spindle.Contracts
open Spindle.Probes
open Spindle.Tasks.RingAttractor
open Spindle.Tests.Runtime
open Spindle.Tests.Probes.Ring

let private identity = Array.init 100 int64
let private noise = RandomStream.Derive(1L, Nullable(), "probes")

/// Two hundred units with random weights and random velocity weights.
let private network =
    let recurrent = Array2D.init 200 200 (fun _ _ -> float32 (0.1 * noise.Normal()))
    state recurrent (Array.init 100 (fun _ -> float32 (0.2 * noise.Normal()))) identity

/// The teacher's neurons, some of them modulated by velocity, and input units that sum heading and velocity.
let private student (simulation: SimulatedTrials) =
    predictor 200 (fun trial step ->
        let rates = simulation.Rates(trial, step).ToArray()
        let v = simulation.Velocity(trial, step)

        [|
            for unit in 0..99 -> max 0.0f (rates[unit] * (1.0f + 0.02f * float32 (unit % 7) * v))
            for unit in 0..99 -> max 0.0f (rates[unit] + 0.1f * float32 (unit % 3 - 1) * v)
        |])

let private simulation = lazy SimulatedTrials brief.Value

let private rateMaps =
    lazy
        let context = InMemoryStepContext([], [])
        let probe = RateMaps(Of = ModelRef "fly")
        RateMapsMeasure.Write(context, probe.Grid(), simulation.Value, student simulation.Value, network)
        context

let private connectivity =
    lazy
        let probe =
            Connectivity(Of = ModelRef<RingAttractor> "fly", Truth = TaskRef<RingAttractor> "compass")

        let units = rateMaps.Value.Table "units"

        InMemoryStepContext(
            [ "probe", box probe ],
            [ "state", box network; "teacher", box teacher.Value; "units", box units ]
        )
            .Run(ConnectivityMeasure())

let private fit =
    lazy
        let context = InMemoryStepContext([], [])

        let probe =
            IdentificationFit(Of = ModelRef<RingAttractor> "fly", Horizons = [| 1L; 100L |])

        let log =
            Table [|
                NumberColumn("fit", "", Array.init 200 (fun update -> 1.0 / float (update + 1)))
            |]

        IdentificationFitMeasure.Write(
            context,
            probe,
            simulation.Value,
            student simulation.Value,
            identity,
            LearningCurve.Of [ log ]
        )

        context

let private holds (spec: Type) version (context: Lazy<InMemoryStepContext>) (numbers: (string * float) list) () =
    let kind = nonNull (spec.GetCustomAttribute<KindAttribute>())
    Expect.equal kind.Version version $"version of {kind.Name}"
    let measured = [ for name in written context.Value -> name, metric context.Value name ]
    Expect.equal (List.map fst measured) (numbers |> List.map fst |> List.sort) "names"

    for name, value in measured do
        Expect.floatClose { absolute = 1e-5; relative = 1e-5 } value (dict numbers).[name] name

[<Tests>]
let tests =
    testList "numbers of probes, by version" [
        testCase
            "rate_maps"
            (holds typeof<RateMaps> 1 rateMaps [
                "map_match_median", 0.9849194
                "map_match_minimum", 0.9208172
                "silent_observed_units", 0.0
                "modulation_weight_correlation", -0.0564092
                "velocity_modulated_input_fraction", 0.81
                "velocity_modulation_input_median", 0.3450927
                "velocity_modulation_observed_maximum", 0.461504
                "velocity_modulation_observed_median", 0.2286789
                "velocity_modulation_teacher_median", 0.1840849
            ])
        testCase
            "connectivity"
            (holds typeof<Connectivity> 1 connectivity [
                "circulant_fraction", 0.007647531
                "element_match", 0.004485105
                "input_positive_fraction", 0.38
                "input_to_input_sd", 0.09942035
                "input_to_response_sd", 0.100187
                "input_weight_mean_magnitude", 0.1509949
                "plain_product_element_match", 0.003796735
                "plain_product_profile_correlation", -0.1476255
                "profile_amplitude", 0.04248395
                "recurrent_sd", 0.0995174
                "response_to_input_sd", 0.09948866
                "ring_profile_correlation", 0.05128755
                "shifter_circulant_fraction", 0.01240325
                "shifter_element_match", -0.008971335
                "shifter_offset_negative", -2.355517
                "shifter_offset_positive", 3.061944
                "shifter_profile_correlation", -0.08055442
                "shifter_resultant_negative", 0.1893554
                "shifter_resultant_positive", 0.07362152
                "smoothed_element_match", 0.03183385
                "teacher_profile_amplitude", 0.1989992
            ])
        testCase
            "identification_fit"
            (holds typeof<IdentificationFit> 1 fit [
                "bump_error_1", 0.001674301
                "bump_error_100", 0.001169616
                "delayed_velocity_correlation", -0.8181717
                "free_run_mse", 0.004719157
                "free_run_mse_1", 0.007978364
                "free_run_mse_100", 0.005545661
                "test_fit", 0.004685903
                "training_fit", 0.005737007
                "training_fit_100", 0.01376344
                "velocity_correlation", -0.9974902
                "velocity_gain", 1.020406
            ])
    ]
