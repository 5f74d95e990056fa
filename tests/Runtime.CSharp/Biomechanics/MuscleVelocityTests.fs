module Spindle.Tests.Biomechanics.MuscleVelocityTests

open System
open System.IO
open System.Text
open System.Threading
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Arms
open Spindle.Biomechanics.Models
open Spindle.Biomechanics.OpenSim
open Spindle.Biomechanics.Paths
open Spindle.Tests.Biomechanics

/// A hinge whose second coordinate follows the first, a point that moves along the forearm, on which the path goes on, and a ball that the path wraps over.
let private moving =
    """<OpenSimDocument Version="30000"><Model name="moving"><BodySet><objects>
      <Body name="ground"><WrapObjectSet><objects>
        <WrapSphere name="ball"><translation>0 -0.28 0.01</translation><quadrant>all</quadrant><radius>0.03</radius></WrapSphere>
      </objects></WrapObjectSet></Body>
      <Body name="fore"><Joint><CustomJoint name="hinge"><parent_body>ground</parent_body><location_in_parent>0 -0.3 0</location_in_parent>
        <CoordinateSet><objects>
          <Coordinate name="bend"><range>0 2.4</range></Coordinate>
          <Coordinate name="glide"><range>-1 1</range></Coordinate>
          <Coordinate name="twist"><range>-1 1</range></Coordinate>
        </objects></CoordinateSet>
        <SpatialTransform>
          <TransformAxis name="rotation1"><coordinates>bend</coordinates><axis>0 0.1 1</axis></TransformAxis>
          <TransformAxis name="rotation2"><coordinates>twist</coordinates><axis>0 1 0</axis></TransformAxis>
          <TransformAxis name="rotation3"><axis>1 0 0</axis></TransformAxis>
          <TransformAxis name="translation1"><coordinates>glide</coordinates><axis>1 0 0</axis></TransformAxis>
          <TransformAxis name="translation2"><coordinates>bend</coordinates><axis>0 1 0</axis><function><PolynomialFunction><coefficients>0.004 0.001 0</coefficients></PolynomialFunction></function></TransformAxis>
          <TransformAxis name="translation3"><axis>0 0 1</axis></TransformAxis>
        </SpatialTransform></CustomJoint></Joint></Body>
    </objects></BodySet>
    <ConstraintSet><objects><CoordinateCouplerConstraint name="follows">
      <coupled_coordinates_function><SimmSpline><x>0 0.8 1.6 2.4</x><y>0 0.01 0.012 -0.01</y></SimmSpline></coupled_coordinates_function>
      <independent_coordinate_names>bend</independent_coordinate_names><dependent_coordinate_name>glide</dependent_coordinate_name><scale_factor>0.8</scale_factor>
    </CoordinateCouplerConstraint></objects></ConstraintSet>
    <ForceSet><objects><Muscle name="flexor"><GeometryPath>
      <PathPointSet><objects>
        <PathPoint><body>ground</body><location>0.02 -0.02 0.01</location></PathPoint>
        <MovingPathPoint><body>fore</body>
          <x_location><SimmSpline><x>0 0.8 1.6 2.4</x><y>0.02 0.03 0.025 0.04</y></SimmSpline></x_location>
          <y_location><LinearFunction><coefficients>-0.5 -0.05</coefficients></LinearFunction></y_location>
          <z_location><Constant><value>0.003</value></Constant></z_location>
          <x_coordinate>bend</x_coordinate><y_coordinate>glide</y_coordinate><z_coordinate>bend</z_coordinate>
        </MovingPathPoint>
        <PathPoint><body>fore</body><location>0.01 -0.2 0</location></PathPoint>
      </objects></PathPointSet>
      <PathWrapSet><objects><PathWrap><wrap_object>ball</wrap_object></PathWrap></objects></PathWrapSet>
    </GeometryPath></Muscle></objects></ForceSet></Model></OpenSimDocument>"""

let private read (text: string) =
    OsimReader.Read(new MemoryStream(Encoding.UTF8.GetBytes text), CancellationToken.None)

/// A pose within the ranges, and speeds up to two radians or metres a second.
let private drawn (model: MusculoskeletalModel) (seed: int) =
    let random = Random seed

    let pose = [|
        for coordinate in model.Coordinates ->
            coordinate.Lowest
            + random.NextDouble() * (coordinate.Highest - coordinate.Lowest)
    |]

    pose, [| for _ in model.Coordinates -> 4.0 * random.NextDouble() - 2.0 |]

let private velocities (posed: PosedModel) (pose: float array) (speeds: float array) =
    let found = Array.zeroCreate posed.Model.Muscles.Count
    posed.Set(ReadOnlySpan pose)
    posed.Velocities(ReadOnlySpan speeds, Span found)
    found

/// The length of a muscle a little later, and by what nodes the path runs there.
let private after (posed: PosedModel) (pose: float array) (speeds: float array) (muscle: int) time =
    posed.Set(ReadOnlySpan(Array.map2 (fun value speed -> value + time * speed) pose speeds))
    let path = posed.Path muscle
    path.Length, [ for node in path.Nodes.ToArray() -> node.Point, node.Wrap ]

let private step = 1e-5

/// The slope of the length over time, where the path runs by the same nodes on both sides.
let private slope posed pose speeds muscle =
    let later, nodesLater = after posed pose speeds muscle step
    let earlier, nodesEarlier = after posed pose speeds muscle -step

    if nodesLater = nodesEarlier then
        Some((later - earlier) / (2.0 * step), nodesLater)
    else
        None

let private own = SpindleArm.Read()

[<Tests>]
let tests =
    testList "lengthening velocities" [
        testProperty "they are the slope of the length where paths run straight or over spheres"
        <| fun (seed: int) ->
            let posed = PosedModel own
            let pose, speeds = drawn own seed
            let found = velocities posed pose speeds

            let compared = [
                for muscle in 0 .. found.Length - 1 do
                    match slope posed pose speeds muscle with
                    | Some(expected, nodes) when
                        nodes
                        |> List.forall (fun (_, wrap) -> wrap < 0 || own.Wraps[wrap].Surface :? SphereSurface)
                        ->
                        Expect.isLessThan (abs (found[muscle] - expected)) 1e-7 own.Muscles[muscle].Name
                        muscle
                    | _ -> ()
            ]

            Expect.isNonEmpty compared "muscles"

        testProperty
            "they are the rate of the straight pieces with tangent points held by their bodies, over every surface"
        <| fun (seed: int) ->
            let posed = PosedModel own
            let pose, speeds = drawn own seed
            let found = velocities posed pose speeds

            for muscle in 0 .. found.Length - 1 do
                posed.Set(ReadOnlySpan pose)
                let nodes = HeldPath.ofMuscle posed muscle
                let expected = HeldPath.rate posed muscle nodes pose speeds
                Expect.isLessThan (abs (found[muscle] - expected)) 1e-8 own.Muscles[muscle].Name

        testProperty "they are the moment arms times the speeds, with the other sign"
        <| fun (seed: int) ->
            let posed = PosedModel own
            let pose, speeds = drawn own seed
            let found = velocities posed pose speeds
            let arms: float array = Array.zeroCreate found.Length
            let expected: float array = Array.zeroCreate found.Length

            for coordinate in 0 .. speeds.Length - 1 do
                posed.MomentArms(coordinate, Span arms)

                for muscle in 0 .. found.Length - 1 do
                    expected[muscle] <- expected[muscle] - arms[muscle] * speeds[coordinate]

            for muscle in 0 .. found.Length - 1 do
                Expect.isLessThan (abs (found[muscle] - expected[muscle])) 1e-14 own.Muscles[muscle].Name

        testProperty "points that move and coordinates that follow count, within one body too"
        <| fun (seed: int) ->
            let model = read moving
            let posed = PosedModel model
            let pose, speeds = drawn model seed
            let bend = model.Coordinate "bend"
            pose[bend] <- min (max pose[bend] 0.001) 2.399
            let found = velocities posed pose speeds
            posed.Set(ReadOnlySpan pose)
            let held = HeldPath.rate posed 0 (HeldPath.ofMuscle posed 0) pose speeds
            Expect.isLessThan (abs (found[0] - held)) 1e-8 "the path as it runs"

            match slope posed pose speeds 0 with
            | Some(expected, _) -> Expect.isLessThan (abs (found[0] - expected)) 1e-7 "the slope"
            | None -> () // The path begins or ceases to touch the ball here: the length has no slope.

        test "the speed of a coordinate that follows is not looked at" {
            let model = read moving
            let posed = PosedModel model
            let pose, speeds = drawn model 1
            let found = velocities posed pose speeds
            speeds[model.Coordinate "glide"] <- 77.0
            Expect.equal (velocities posed pose speeds) found "the same"
            speeds[model.Coordinate "bend"] <- 0.0
            speeds[model.Coordinate "twist"] <- 0.0
            Expect.equal (velocities posed pose speeds) [| 0.0 |] "at rest"
        }
    ]
