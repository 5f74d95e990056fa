/// An elbow with one muscle as the text of a model file, in both layouts.
module Spindle.Tests.Biomechanics.ElbowText

open System.IO
open System.Text
open System.Threading
open Spindle.Biomechanics
open Spindle.Biomechanics.OpenSim
open Spindle.Contracts

/// The model of a text.
let read (text: string) =
    OsimReader.Read(new MemoryStream(Encoding.UTF8.GetBytes text), CancellationToken.None)

/// What reading is told, or none.
let problem (text: string) =
    try
        read text |> ignore
        "none"
    with :? SpindleException as e ->
        $"{e.Code} {e.Message}"

let private muscle frame =
    $"""
      <ForceSet><objects>
        <Thelen2003Muscle name="flexor">
          <GeometryPath>
            <PathPointSet><objects>
              <PathPoint name="p1">{frame "upper"}<location>0.02 -0.05 0</location></PathPoint>
              <PathPoint name="p2">{frame "lower"}<location>0.01 -0.08 0</location></PathPoint>
            </objects></PathPointSet>
            <PathWrapSet><objects>
              <PathWrap><wrap_object>elbow</wrap_object><method>hybrid</method><range>-1 -1</range></PathWrap>
            </objects></PathWrapSet>
          </GeometryPath>
          <max_isometric_force>100</max_isometric_force>
        </Thelen2003Muscle>
        <CoordinateLimitForce name="stop" />
      </objects></ForceSet>"""

let private wrap =
    """
        <WrapObjectSet><objects>
          <WrapCylinder name="elbow">
            <xyz_body_rotation>0 0 0</xyz_body_rotation><translation>0 -0.3 0</translation>
            <quadrant>x</quadrant><radius>0.02</radius><length>0.1</length>
          </WrapCylinder>
        </objects></WrapObjectSet>"""

let private hinge tag =
    $"""
        <SpatialTransform>
          <TransformAxis name="rotation1"><coordinates>bend</coordinates><axis>0 0 1</axis>{tag "<LinearFunction" "><coefficients>1 0</coefficients></LinearFunction>"}</TransformAxis>
          <TransformAxis name="rotation2"><coordinates></coordinates><axis>0 1 0</axis>{tag "<Constant" "><value>0</value></Constant>"}</TransformAxis>
          <TransformAxis name="rotation3"><coordinates></coordinates><axis>1 0 0</axis>{tag "<Constant" "><value>0.1</value></Constant>"}</TransformAxis>
          <TransformAxis name="translation1"><coordinates></coordinates><axis>1 0 0</axis></TransformAxis>
          <TransformAxis name="translation2"><coordinates>bend</coordinates><axis>0 1 0</axis>{tag "<SimmSpline" "><x>0 1 2</x><y>0 0.001 0.003</y></SimmSpline>"}</TransformAxis>
          <TransformAxis name="translation3"><coordinates></coordinates><axis>0 0 1</axis></TransformAxis>
        </SpatialTransform>"""

let private coordinate =
    """
          <Coordinate name="bend"><default_value>0.5</default_value><range>0 2.4</range><locked>false</locked></Coordinate>"""

/// An elbow in the layout in which a joint is inside the body that it carries.
let nested =
    $"""<?xml version="1.0"?>
<OpenSimDocument Version="30000">
  <Model name="elbow">
    <defaults><Body name="ground"><Nonsense /></Body></defaults>
    <BodySet><objects>
      <Body name="lower">
        <mass>1</mass>
        <Joint><CustomJoint name="hinge">
          <parent_body>upper</parent_body>
          <location_in_parent>0 -0.3 0.01</location_in_parent><orientation_in_parent>0.1 0.2 0.3</orientation_in_parent>
          <location>0.001 0 0</location><orientation>0 0.05 0</orientation>
          <CoordinateSet><objects>{coordinate}</objects></CoordinateSet>
          <reverse>false</reverse>{hinge (fun head tail -> $"<function>{head}{tail}</function>")}
        </CustomJoint></Joint>
      </Body>
      <Body name="ground"><Joint /></Body>
      <Body name="upper">
        <Joint><WeldJoint name="fixed"><parent_body>ground</parent_body><location_in_parent>0 0.1 0</location_in_parent></WeldJoint></Joint>{wrap}
      </Body>
    </objects></BodySet>{muscle (fun body -> $"<body>{body}</body>")}
    <MarkerSet><objects><Marker name="hand.tip"><body>lower</body><location>0 -0.25 0</location></Marker></objects></MarkerSet>
  </Model>
</OpenSimDocument>
"""

/// The same in the layout in which joints are a set and connect frames.
let sets =
    $"""<?xml version="1.0"?>
<OpenSimDocument Version="40500">
  <Model name="elbow">
    <Ground name="ground" />
    <BodySet><objects>
      <Body name="lower"><mass>1</mass><inertia>0 0 0 0 0 0</inertia></Body>
      <Body name="upper">{wrap}</Body>
    </objects></BodySet>
    <JointSet><objects>
      <CustomJoint name="hinge">
        <socket_parent_frame>upper_offset</socket_parent_frame><socket_child_frame>lower_offset</socket_child_frame>
        <coordinates>{coordinate}</coordinates>
        <frames>
          <PhysicalOffsetFrame name="upper_offset"><socket_parent>/bodyset/upper</socket_parent><translation>0 -0.3 0.01</translation><orientation>0.1 0.2 0.3</orientation></PhysicalOffsetFrame>
          <PhysicalOffsetFrame name="lower_offset"><socket_parent>/bodyset/lower</socket_parent><translation>0.001 0 0</translation><orientation>0 0.05 0</orientation></PhysicalOffsetFrame>
        </frames>{hinge (fun head tail -> $"{head} name=\"function\"{tail}")}
      </CustomJoint>
      <WeldJoint name="fixed">
        <socket_parent_frame>/ground</socket_parent_frame><socket_child_frame>upper_hung</socket_child_frame>
        <frames><PhysicalOffsetFrame name="upper_hung"><socket_parent>/bodyset/upper</socket_parent><translation>0 -0.1 0</translation><orientation>0 0 0</orientation></PhysicalOffsetFrame></frames>
      </WeldJoint>
    </objects></JointSet>{muscle (fun body -> $"<socket_parent_frame>/bodyset/{body}</socket_parent_frame>")}
    <MarkerSet><objects><Marker name="hand.tip"><socket_parent_frame>/bodyset/lower</socket_parent_frame><location>0 -0.25 0</location></Marker></objects></MarkerSet>
  </Model>
</OpenSimDocument>
"""

/// The model of a text with its elbow bent so far.
let posed text (bend: float) =
    let posed = PosedModel(read text)
    posed.Set(System.ReadOnlySpan [| bend |])
    posed
