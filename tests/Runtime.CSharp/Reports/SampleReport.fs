/// A made-up report of a study with two families of networks.
module Spindle.Tests.Reports.SampleReport

open System
open System.Collections.Generic
open Spindle.Contracts
open Spindle.Plans
open Spindle.Reports

let private digest (text: string) = Digest.Of(text).Hex

let metric name unit =
    Metric(name, unit, $"What {name} measures.")

let figure name svg step =
    ReportFigure(name, "Connectivity", "Weights from row to column.", svg, step)

let svg =
    """<svg xmlns="http://www.w3.org/2000/svg" width="340" height="200"><rect width="340" height="200"/></svg>"""

let probeMember (architecture: string) (seed: int) (value: float) =
    let name = $"wiring[architecture={architecture},seed={seed}]"

    ProbeMember(
        name,
        Dictionary(dict [ "architecture", architecture; "seed", string seed ]),
        Step = $"probes/{name}",
        Metrics = [
            MetricValue(metric "ring_profile_correlation" "", value)
            MetricValue(metric "offset" "rad", Nullable())
        ],
        Figures = [ figure "weights" svg $"figures/probes/{name}/weights" ],
        Tables = [
            ReportTable(
                "units",
                [
                    ReportColumn("unit", "", true, [ "0"; "1" ])
                    ReportColumn("layer", "", false, [ "observed"; "input" ])
                ],
                200
            )
        ]
    )

let explanation step =
    Explanation(
        step,
        "connectivity/measure",
        2,
        digest step,
        Parameters = """{ "bins": 36 }""",
        Seeds = [ Fact("experiment", "7") ],
        Inputs = [ InputFacts("state", "models/fly/train/0-1000", "state", digest "state") ],
        Outputs = [ OutputFacts("metrics", ArtifactType.Record, digest "metrics", 412L) ],
        Environment = [ Fact("host", "node-17") ],
        Run = "2026-11-24T16-33-12Z-4f2a",
        Started = "2026-11-24T16:33:12.514Z",
        Seconds = 12.3
    )

let private members = [
    probeMember "separated" 1 0.95
    probeMember "separated" 2 0.93
    probeMember "mixed" 1 0.5
]

let private expectations = [
    let expect that names bound =
        Expectation(
            that,
            names,
            "ring_profile_correlation",
            Summary.Each,
            bound,
            "reference run",
            SourceSpan("study.yaml", 2, 5)
        )

    expect
        "wiring[architecture=separated].ring_profile_correlation"
        [ members[0].Member; members[1].Member ]
        (Bound.AtLeast(Level.Of 0.8))

    expect "wiring[architecture=mixed].ring_profile_correlation" [ members[2].Member ] (Bound.AtLeast(Level.Of 0.8))
    expect "gone.ring_profile_correlation" [ "gone" ] (Bound.AtLeast(Level.Of 0.8))
]

let content =
    let numbers =
        dict [
            for one in members ->
                one.Member,
                Dictionary(dict [ "ring_profile_correlation", one.Metrics[0].Value.Value ]) :> IReadOnlyDictionary<_, _>
        ]

    let find (name: string) : IReadOnlyDictionary<string, float> | null =
        match numbers.TryGetValue name with
        | true, known -> known
        | _ -> null

    ReportContent(
        Experiment = "ring-attractor",
        Description = "Identifies a ring attractor's wiring.",
        SourcePath = "study.yaml",
        Source = "spindle: 1\nexperiment: ring-attractor\nseed: 7\n",
        Run =
            RunFacts(
                "2026-11-24T16-33-12Z-4f2a",
                DateTimeOffset(2026, 11, 24, 16, 33, 12, TimeSpan.Zero),
                200.0,
                46,
                12,
                1,
                0,
                Machine = [ Fact("cpu", "AMD EPYC") ],
                Versions = [ Fact("spindle", "0.1.0") ],
                Failures = [ Fact("models/fly/train/0-1000", "the loss is not a number") ]
            ),
        Verdicts = Verdicts.Judge(expectations, find),
        Models = [
            ModelFacts("fly[architecture=mixed,seed=1]", [ Fact("architecture", "mixed"); Fact("seed", "1") ])
        ],
        Probes = [ ProbeResults("wiring", "connectivity", "Compares wirings.", members) ],
        Explanations = [
            for one in members do
                explanation one.Step
                explanation one.Figures[0].Step
        ]
    )
