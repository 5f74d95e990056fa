module Spindle.Tests.Biomechanics.OsimReaderTests

open System.IO
open System.Text
open System.Threading
open Expecto
open Spindle.Biomechanics
open Spindle.Biomechanics.Models
open Spindle.Biomechanics.OpenSim
open Spindle.Contracts

let private read (text: string) =
    OsimReader.Read(new MemoryStream(Encoding.UTF8.GetBytes text), CancellationToken.None)

let private problem (text: string) =
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
let private nested =
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
let private sets =
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

let private posed text (bend: float) =
    let posed = PosedModel(read text)
    posed.Set(System.ReadOnlySpan [| bend |])
    posed

[<Tests>]
let tests =
    testList "reading .osim" [
        test "both layouts say the same" {
            for bend in [ 0.0; 0.7; 1.9; 2.4 ] do
                let old, current = posed nested bend, posed sets bend
                Expect.floatClose Accuracy.veryHigh (old.Path(0).Length) (current.Path(0).Length) "the length"
                let apart = old.Marker 0 - current.Marker 0
                Expect.isLessThan apart.Length 1e-15 "the marker"

            let model = read nested
            Expect.equal [ for body in model.Bodies -> body.Name ] [ "ground"; "upper"; "lower" ] "parents first"
            Expect.equal model.Coordinates[0].Motion Motion.Rotational "what the coordinate moves"
            Expect.equal [ for muscle in model.Muscles -> muscle.Name ] [ "flexor" ] "what has a path"
        }

        test "a flexor wraps over a straight elbow, not over a bent one" {
            Expect.equal ((posed nested -0.4).Path(0).Nodes.Length) 4 "wrapped"
            Expect.equal ((posed nested 2.0).Path(0).Nodes.Length) 2 "straight"
        }

        test "what is not known and may change the geometry is an error with its line" {
            let line (text: string) (part: string) =
                text.Substring(0, text.IndexOf part).Split('\n').Length

            for found, replacement in
                [
                    "<mass>1</mass>", "<Spring />"
                    "<reverse>false</reverse>", "<reverse>true</reverse>"
                    "<WeldJoint name=\"fixed\">", "<ScapulothoracicJoint name=\"fixed\">"
                    "<PathPoint ", "<SlidingPoint "
                    "<WrapCylinder name=\"elbow\">", "<WrapCone name=\"elbow\">"
                    "<GeometryPath>", "<FunctionBasedPath>"
                ] do
                let tag (text: string) = (text.Split(' ', '>')[0]).Substring 1

                let changed =
                    nested.Replace(found, replacement).Replace($"</{tag found}>", $"</{tag replacement}>")

                let said = problem changed
                Expect.stringStarts said $"SPN5302 line {line nested found}:" replacement

            for found, replacement in
                [
                    "<location>0.02 -0.05 0</location>", "<place>0.02 -0.05 0</place>"
                    "<value>0.1</value>", "<values>0.1</values>"
                    "<x>0 1 2</x>", "<x>0 1 2</x><slope>1</slope>"
                    "<PathWrapSet>", "<PathWrapSet><things />"
                ] do
                let said = problem (nested.Replace(found, replacement))
                Expect.stringStarts said $"SPN5302 line {line nested found}:" replacement
        }

        test "what moves a point or couples coordinates is known whole" {
            let coupler (inner: string) =
                nested.Replace(
                    "<MarkerSet>",
                    $"<ConstraintSet><objects><CoordinateCouplerConstraint name=\"c\">{inner}</CoordinateCouplerConstraint></objects></ConstraintSet><MarkerSet>"
                )

            Expect.stringContains (problem (coupler "<scalefactor>2</scalefactor>")) "<scalefactor>" "a coupler"

            let point =
                nested.Replace(
                    "<PathPoint name=\"p2\">",
                    "<MovingPathPoint name=\"m\"><body>lower</body><offset>1 0 0</offset></MovingPathPoint><PathPoint name=\"p2\">"
                )

            Expect.stringContains (problem point) "<offset>" "a moving point"
        }

        test "a muscle whose path is missing is not left out" {
            let from, until = nested.IndexOf "<GeometryPath>", nested.IndexOf "</GeometryPath>"
            let without = nested.Remove(from, until - from).Replace("</GeometryPath>", "")
            Expect.stringStarts (problem without) "SPN5303 line " "a line"
            Expect.stringContains (problem without) "<Thelen2003Muscle name=\"flexor\"> has no path" "the muscle"
        }

        test "frames that share a name are told apart by their paths, or the name is refused with both lines" {
            let twice = sets.Replace("upper_hung", "upper_offset")

            let naming (path: string) =
                twice.Replace(
                    "/bodyset/lower</socket_parent_frame><location>0 -0.25",
                    $"{path}</socket_parent_frame><location>0 -0.25"
                )

            Expect.equal ((posed twice 0.7).Path(0).Length) ((posed sets 0.7).Path(0).Length) "each joint knows its own"

            let hinged = read (naming "/jointset/hinge/upper_offset")
            Expect.equal hinged.Bodies[hinged.Markers[0].Body].Name "upper" "the body"
            let hung = read (naming "/jointset/fixed/upper_offset")
            Expect.isGreaterThan (hung.Markers[0].Location - hinged.Markers[0].Location).Length 0.1 "another frame"

            let lines = [
                for at, line in Seq.indexed (twice.Split '\n') do
                    if line.Contains "Frame name=\"upper_offset\"" then
                        at + 1
            ]

            Expect.stringContains
                (problem (naming "upper_offset"))
                $"may be that of line {lines[0]} or of line {lines[1]}"
                "both"
        }

        test "a file that contradicts itself is an error with its line" {
            for found, replacement, words in
                [
                    "<parent_body>upper</parent_body>", "<parent_body>uper</parent_body>", "'uper'"
                    "<wrap_object>elbow</wrap_object>", "<wrap_object>knee</wrap_object>", "'knee'"
                    "<radius>0.02</radius>", "<radius>-0.02</radius>", "negative"
                    "<radius>0.02</radius>", "<radius>wide</radius>", "'wide'"
                    "<radius>0.02</radius>", "<radius>NaN</radius>", "'NaN'"
                    "<x>0 1 2</x>", "<x>0 2 1</x>", "do not increase"
                    "<coordinates>bend</coordinates>", "<coordinates>bent</coordinates>", "'bent'"
                    "<range>0 2.4</range>", "<range>2.4 0</range>", "ends before it begins"
                    "<quadrant>x</quadrant>", "<quadrant>front</quadrant>", "'front'"
                    "<radius>0.02</radius>", "<radius>0.02</radius><radius>0.03</radius>", "a second <radius>"
                    "<range>-1 -1</range>", "<range>2 1</range>", "ends before it begins"
                    "<range>-1 -1</range>", "<range>1.5 2</range>", "whole numbers"
                    "<range>-1 -1</range>", "<range>1 3</range>", "beyond the path's 2 points"
                    "<location>0.02 -0.05 0</location>", "<location>0.02 -0.05</location>", "expected three numbers"
                    "<location>0.02 -0.05 0</location>", "<location>0.02 -1e999 0</location>", "'-1e999'"
                    "<axis>0 0 1</axis>", "<axis>0 0 0</axis>", "no direction"
                    "<Body name=\"upper\">", "<Body name=\"lower\">", "'lower'"
                    "<locked>false</locked>", "<locked>Perhaps</locked>", "'Perhaps'"
                    "</BodySet>", "</BodySet><BodySet />", "a second <BodySet>"
                ] do
                let said = problem (nested.Replace(found, replacement))
                Expect.stringStarts said "SPN5303 line " replacement
                Expect.stringContains said words replacement
        }

        test "bodies that hang on each other in a circle are refused" {
            let circle =
                nested.Replace("<parent_body>ground</parent_body>", "<parent_body>lower</parent_body>")

            Expect.stringContains (problem circle) "does not hang on the ground" "a circle"
        }

        test "hostile XML is refused" {
            let entities =
                "<!DOCTYPE a [<!ENTITY b \"boom\"><!ENTITY c \"&b;&b;&b;&b;\">]><OpenSimDocument Version=\"30000\"><Model name=\"&c;\" /></OpenSimDocument>"

            let outside =
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><OpenSimDocument Version=\"30000\">&b;</OpenSimDocument>"

            let deep = String.replicate 200 "<a>"

            for name, text in
                [
                    "entities", entities
                    "files outside", outside
                    "depth", deep
                    "an open element", "<OpenSimDocument Version=\"30000\"><Model>"
                    "nothing", ""
                    "no XML", "\u0001\u0002"
                    "another document", "<html />"
                    "more than a million elements",
                    "<OpenSimDocument Version=\"30000\">"
                    + String.replicate 1_000_001 "<a/>"
                    + "</OpenSimDocument>"
                    "no version", "<OpenSimDocument><Model /></OpenSimDocument>"
                    "no model", "<OpenSimDocument Version=\"30000\" />"
                ] do
                Expect.stringStarts (problem text) "SPN5301 line " name

            Expect.equal
                (problem entities)
                "SPN5301 line 1: the file has a document type, and those are refused"
                "plain words"
        }

        test "a text in very many pieces is read in one go" {
            let pieces = String.replicate 1_000_000 "<![CDATA[a]]>"
            let credits = nested.Replace("<BodySet>", $"<credits>{pieces}</credits><BodySet>")
            Expect.equal (problem credits) "none" "read"
        }

        test "a file of more than 64 million characters is refused before it fills the memory" {
            let head = Encoding.UTF8.GetBytes "<OpenSimDocument Version=\"30000\"><!--"

            let endless = {
                new MemoryStream(head) with
                    override this.Read(buffer: byte[], offset, count) =
                        if this.Position < int64 head.Length then
                            base.Read(buffer, offset, count)
                        else
                            System.Array.Fill(buffer, byte 'a', offset, count)
                            count
            }

            Expect.throwsC (fun () -> OsimReader.Read(endless, CancellationToken.None) |> ignore) (fun e ->
                Expect.equal (e :?> SpindleException).Code "SPN5301" "refused")
        }

        test "other versions are told apart" {
            Expect.stringStarts (problem (nested.Replace("30000", "20302"))) "SPN5302 line 2:" "too old"
            Expect.stringStarts (problem (nested.Replace("30000", "50000"))) "SPN5302 line 2:" "too new"
        }
    ]
