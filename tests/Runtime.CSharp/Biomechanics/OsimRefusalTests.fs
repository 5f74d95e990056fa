module Spindle.Tests.Biomechanics.OsimRefusalTests

open System.IO
open System.Text
open System.Threading
open Expecto
open Spindle.Biomechanics.OpenSim
open Spindle.Contracts
open Spindle.Tests.Biomechanics.ElbowText

[<Tests>]
let tests =
    testList "refusing .osim" [
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

        test "a function of another type is not supported, whatever is in it" {
            let from, until = nested.IndexOf "<SimmSpline>", nested.IndexOf "</SimmSpline>"

            let other =
                nested
                    .Remove(from, until - from)
                    .Replace("</SimmSpline>", "<GCVSpline><half_order>3</half_order><x>0 1</x><y>0 1</y></GCVSpline>")

            Expect.stringEnds (problem other) ": the function <GCVSpline> is not supported" "the type, not its parts"
        }

        test "a function has its own parts and no other's" {
            let part tag = $"<{tag}>1</{tag}>"

            for type', written, known in
                [
                    "Constant", "<value>1</value>", [ "value" ]
                    "LinearFunction", "<coefficients>1 0</coefficients>", [ "coefficients" ]
                    "PolynomialFunction", "<coefficients>1 0 2</coefficients>", [ "coefficients" ]
                    "SimmSpline", "<x>0 1 2</x><y>0 1 3</y>", [ "x"; "y" ]
                    "NaturalCubicSpline", "<x>0 1 2</x><y>0 1 3</y>", [ "x"; "y" ]
                    "PiecewiseLinearFunction", "<x>0 1 2</x><y>0 1 3</y>", [ "x"; "y" ]
                    "MultiplierFunction",
                    "<scale>2</scale><function><Constant><value>1</value></Constant></function>",
                    [ "scale"; "function" ]
                ] do
                let reading (more: string) =
                    let from, until = nested.IndexOf "<SimmSpline>", nested.IndexOf "</SimmSpline>"

                    problem (
                        nested
                            .Remove(from, until - from)
                            .Replace("</SimmSpline>", $"<{type'}>{written}{more}</{type'}>")
                    )

                Expect.equal (reading "") "none" type'

                for tag in List.except known [ "value"; "coefficients"; "x"; "y"; "scale"; "function"; "half_order" ] do
                    let said = reading (part tag)
                    Expect.stringStarts said "SPN5302 line " $"{type'} with <{tag}>"
                    Expect.stringContains said $"<{tag}> in <{type'}> is not known" type'
        }

        test "a muscle whose path is missing is not left out" {
            let from, until = nested.IndexOf "<GeometryPath>", nested.IndexOf "</GeometryPath>"
            let without = nested.Remove(from, until - from).Replace("</GeometryPath>", "")
            Expect.stringStarts (problem without) "SPN5303 line " "a line"
            Expect.stringContains (problem without) "<Thelen2003Muscle name=\"flexor\"> has no path" "the muscle"
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

        test "names in a file are not taken for what the reader says of its settings" {
            for tag in [ "DTD"; "MaxCharactersInDocument" ] do
                Expect.equal
                    (problem $"<OpenSimDocument>\n<{tag}></Model>")
                    $"SPN5301 line 2: The '{tag}' start tag on line 2 position 2 does not match the end tag of 'Model'"
                    tag
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
                let problem = e :?> SpindleException
                Expect.equal problem.Code "SPN5301" "refused"
                Expect.equal problem.Message "line 1: the file is longer than 64 million characters" "plain words")
        }

        test "other versions are told apart" {
            Expect.stringStarts (problem (nested.Replace("30000", "20302"))) "SPN5302 line 2:" "too old"
            Expect.stringStarts (problem (nested.Replace("30000", "50000"))) "SPN5302 line 2:" "too new"
        }
    ]
