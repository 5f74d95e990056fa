module Spindle.Tests.Dsl.MistakesTests

open Expecto
open Spindle.Tests.Dsl

/// What is wrong, the text that has it, and everything that is said about it.
let private mistakes = [
    "an unknown key",
    """
tasks:
  home: { kind: walk, stepss: 10 }
""",
    [ "4:23 SPN2001 walk has no parameter 'stepss' (did you mean 'steps'?)" ]
    "a required parameter is not given",
    """
tasks: { home: { kind: walk } }
probes:
  seen: { kind: size, bins: 3 }
""",
    [
        "5:3 SPN2010 'seen' does not give 'of', which size needs (add of: the name of a task, a model or a recording)"
    ]
    "a key that is far from any",
    """
tasks:
  home: { kind: dice, colour: red }
""",
    [ "4:23 SPN2001 dice has no parameter 'colour' (there is only number)" ]
    "an unknown kind",
    """
tasks:
  home: { kind: wlak }
""",
    [ "4:17 SPN2006 there is no kind of task called 'wlak' (did you mean 'walk'?)" ]
    "a kind under the wrong section",
    """
architectures:
  home: { kind: walk }
""",
    [
        "4:17 SPN2007 'walk' is a kind of task, not of architecture (declare it under tasks)"
    ]
    "text where a whole number is wanted",
    """
tasks:
  home: { kind: walk, steps: many }
""",
    [ "4:30 SPN3001 expected a whole number, found text" ]
    "a fraction where a whole number is wanted",
    """
tasks:
  home: { kind: walk, steps: 2.5 }
""",
    [ "4:30 SPN3001 expected a whole number, found a number" ]
    "a quoted number",
    """
tasks:
  home: { kind: walk, noise: "0.5" }
""",
    [ "4:30 SPN3001 expected a number, found text (write 0.5 without quotes)" ]
    "a number with separators",
    """
tasks:
  home: { kind: walk, steps: 1_000 }
""",
    [ "4:30 SPN3001 expected a whole number, found text (write 1000)" ]
    "a word where true or false is wanted",
    """
tasks:
  home: { kind: walk, periodic: yes }
""",
    [ "4:33 SPN3001 expected true or false, found text (write true)" ]
    "a number without its unit",
    """
tasks:
  home: { kind: walk, time_step: 5 }
""",
    [
        "4:34 SPN3002 expected a duration with its unit, found 5 (write it as 5 s; units are s, ms, us, min, h)"
    ]
    "an unknown unit",
    """
tasks:
  home: { kind: walk, time_step: 5 mss }
""",
    [ "4:34 SPN3003 'mss' is no unit of duration (did you mean 'ms'?)" ]
    "a quantity that is none",
    """
tasks:
  home: { kind: walk, time_step: soon }
""",
    [
        "4:34 SPN3001 expected a duration, found text (write it as 1 s; units are s, ms, us, min, h)"
    ]
    "a whole number beyond 2^53",
    """
tasks:
  home: { kind: walk, steps: 9007199254740993 }
""",
    [
        "4:30 SPN3005 9007199254740993 is too large for a whole number (a whole number may be at most 9007199254740992 (2^53), so that every program reads it exactly)"
    ]
    "a number that is not finite",
    """
tasks:
  home: { kind: walk, noise: .inf }
""",
    [ "4:30 SPN3006 expected a finite number, found .inf" ]
    "an unknown choice",
    """
tasks:
  home: { kind: walk, start: orign }
""",
    [
        "4:30 SPN3007 expected origin or random_place, found 'orign' (did you mean 'origin'?)"
    ]
    "a value below its range",
    """
tasks:
  home: { kind: walk, steps: 0 }
""",
    [ "4:30 SPN3004 'steps' must be between 1 and 1000000, found 0" ]
    "a quantity above its range, whatever its unit",
    """
tasks:
  home: { kind: walk, time_step: 1 min }
""",
    [ "4:34 SPN3004 'time_step' must be between 0.001 s and 1 s, found 1 min" ]
    "one of several listed values out of range",
    """
tasks:
  home: { kind: walk, places: [1, 2, 300] }
""",
    [ "4:38 SPN3004 'places' must be between -100 and 100, found 300" ]
    "a whole number that 32 bits cannot hold",
    """
tasks:
  home: { kind: walk, walkers: 3000000000 }
""",
    [ "4:32 SPN3004 'walkers' must be between 1 and 2147483647, found 3000000000" ]
    "one value where a list is wanted",
    """
tasks:
  home: { kind: walk, places: 3 }
""",
    [
        "4:31 SPN3001 expected a list, found a whole number (write a list of one: [3])"
    ]
]

[<Tests>]
let tests =
    testList "mistakes in a declaration" [
        for name, text, expected in mistakes do
            test name { Expect.equal (Toys.problems (text.TrimStart '\n')) expected name }
    ]
