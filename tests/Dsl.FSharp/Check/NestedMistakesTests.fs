module Spindle.Tests.Dsl.NestedMistakesTests

open Expecto
open Spindle.Tests.Dsl

/// What is wrong inside a value, the text that has it, and everything that is said about it.
let private mistakes = [
    "an unknown key in a clause",
    """
tasks:
  way: { kind: hike, legs: [{ name: out }, { name: back, lsts: 2 s }] }
""",
    [ "4:58 SPN2001 leg has no parameter 'lsts' (did you mean 'lasts'?)" ]
    "a number without its unit in a clause",
    """
tasks:
  way:
    kind: hike
    legs:
      - name: out
        lasts: 5
""",
    [
        "8:16 SPN3002 expected a duration with its unit, found 5 (write it as 5 s; units are s, ms, us, min, h)"
    ]
    "a clause without what it needs",
    """
tasks:
  way: { kind: hike, legs: [{ name: out }, { lasts: 2 s }] }
""",
    [
        "4:44 SPN2010 this leg does not give 'name', which it needs (add name: text)"
    ]
    "a value out of range in a clause in a clause",
    """
tasks:
  way: { kind: hike, detour: { name: round, heights: [1, 9001], finds: [{ name: gold, size: 11 }] } }
""",
    [
        "4:58 SPN3004 'heights' must be between -100 and 9000, found 9001"
        "4:93 SPN3004 'size' must be between 1 and 10, found 11"
    ]
    "a clause that is no map, and a list that is one",
    """
tasks:
  way: { kind: hike, detour: round, legs: { name: out } }
""",
    [
        "4:30 SPN3001 expected a map of parameters, found text"
        "4:43 SPN3001 expected a list, found a map (write a list of one: [{ … }])"
    ]
    "a sweep inside a clause",
    """
tasks:
  way: { kind: hike, legs: [{ name: out, lasts: [1 s, 2 s] }] }
""",
    [
        "4:49 SPN3008 'lasts' takes one value here, found [1 s, 2 s] (what stands inside another value cannot be swept: declare each variant under a name of its own)"
    ]
    "a sweep of a clause",
    """
tasks:
  way: { kind: hike, detour: [{ name: out }, { name: back }] }
""",
    [
        "4:30 SPN3001 expected a map of parameters, found a list (a map cannot be swept: declare each variant under a name of its own)"
    ]
    "an unknown choice in a clause",
    """
tasks:
  way: { kind: hike, legs: [{ name: out, pace: flatout }] }
""",
    [
        "4:48 SPN3007 expected walking or flat_out, found 'flatout' (did you mean 'flat_out'?)"
    ]
    "a missing file in a clause",
    """
tasks:
  way: { kind: hike, legs: [{ name: out, map: diray.txt }] }
""",
    [
        "4:47 SPN5001 cannot read 'diray.txt': there is no such file (paths are relative to the experiment's file)"
    ]
    "a dangling reference in a clause",
    """
tasks:
  home: { kind: walk }
  way: { kind: hike, legs: [{ name: out, like: hoem }, { name: back, like: way }] }
""",
    [
        "5:48 SPN2004 there is no task called 'hoem' (did you mean 'home'?)"
        "5:76 SPN2008 expected a task of kind walk, but 'way' is of kind hike"
    ]
    "what a clause finds wrong with itself",
    """
tasks:
  way:
    kind: hike
    legs:
      - name: out
        finds: [{ name: a }, { name: b }, { name: c }]
""",
    [ "8:43 SPN4001 nobody carries 3 things" ]
    "what a spec finds wrong inside a clause",
    """
tasks:
  way: { kind: hike, legs: [{ name: out }, { name: home }, { name: out }] }
""",
    [ "4:62 SPN4001 two legs are called 'out'" ]
    "an embedded name that is not declared",
    """
tasks:
  way: { kind: hike }
  home: { kind: walk }
  all: { kind: tour, trails: [way, wya] }
""",
    [ "6:36 SPN2004 there is no task called 'wya' (did you mean 'way'?)" ]
    "an embedded task of a kind that does not fit",
    """
tasks:
  way: { kind: hike }
  wax: { kind: walk }
  all: { kind: tour, trails: [wax] }
""",
    [
        "6:31 SPN2008 expected a task of kind hike or tour, but 'wax' is of kind walk (did you mean 'way'?)"
    ]
    "an embedded name of something else",
    """
architectures:
  way: { kind: net }
tasks:
  all: { kind: tour, trails: [way] }
""",
    [ "6:31 SPN2008 expected a task, but 'way' is an architecture" ]
    "an embedded task that is swept",
    """
tasks:
  way: { kind: hike, slope: [1, 2] }
  all: { kind: tour, trails: [way] }
""",
    [
        "5:31 SPN2013 'way' is a family, and one spec is needed here (declare the one that is meant under a name of its own)"
    ]
    "tasks that embed each other",
    """
tasks:
  one: { kind: tour, trails: [two] }
  two: { kind: tour, trails: [{ kind: tour, trails: [one] }] }
""",
    [ "4:3 SPN2012 'one' needs itself: one → two → one" ]
    "a task that embeds itself",
    """
tasks:
  one: { kind: tour, trails: [one] }
""",
    [ "4:3 SPN2012 'one' needs itself: one → one" ]
    "kinds in place that do not fit",
    """
tasks:
  all: { kind: tour, trails: [{ kind: walk }, { kind: net }, { kind: hkie }, { slope: 1 }] }
""",
    [
        "4:39 SPN2008 expected a task of kind hike or tour, but this is of kind walk"
        "4:55 SPN2007 'net' is a kind of architecture, not of task (there are hike, tour)"
        "4:70 SPN2006 there is no kind of task called 'hkie' (did you mean 'hike'?)"
        "4:78 SPN1016 this task does not say of which kind it is (add kind: and the name of a kind)"
    ]
    "mistakes in a spec in place",
    """
tasks:
  all: { kind: tour, trails: [{ kind: hike, slop: 1, slope: [1, 2], legs: [{ name: 1 }] }], encore: { kind: tour } }
""",
    [
        "4:45 SPN2001 hike has no parameter 'slop' (did you mean 'slope'?)"
        "4:61 SPN3008 'slope' takes one value here, found [1, 2] (what stands inside another value cannot be swept: declare each variant under a name of its own)"
        "4:84 SPN3001 expected text, found a whole number (put it in quotes: \"1\")"
        "4:109 SPN2008 expected a task of kind hike, but this is of kind tour"
    ]
    "what a spec in place finds wrong with itself",
    """
tasks:
  all: { kind: tour, trails: [{ kind: hike, legs: [{ name: out }, { name: out }] }] }
""",
    [ "4:69 SPN4001 two legs are called 'out'" ]
    "a spec that is wrong by itself is told once, not where it is embedded",
    """
tasks:
  way: { kind: hike, legs: [{ name: out }, { name: out }] }
  all: { kind: tour, trails: [way] }
""",
    [ "4:46 SPN4001 two legs are called 'out'" ]
    "a list of specs that is one",
    """
tasks:
  way: { kind: hike }
  all: { kind: tour, trails: way }
""",
    [ "5:30 SPN3001 expected a list, found text (write a list of one: [way])" ]
    "a probe that is not declared",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings:
  standard: { kind: drill }
  grafted: { kind: graft, from: fly, by: sene }
models:
  fly: { task: home, architecture: small, training: standard }
  bee: { task: home, architecture: small, training: grafted }
probes:
  seen: { kind: size, of: fly }
""",
    [ "7:42 SPN2004 there is no probe called 'sene' (did you mean 'seen'?)" ]
    "a probe that looks at what needs it",
    """
tasks: { home: { kind: walk } }
architectures: { small: { kind: net } }
trainings:
  standard: { kind: drill }
  grafted: { kind: graft, from: fly, by: seen }
models:
  fly: { task: home, architecture: small, training: standard }
  bee: { task: home, architecture: small, training: grafted }
probes:
  seen: { kind: size, of: bee }
""",
    [ "7:3 SPN2012 'grafted' needs itself: grafted → seen → bee → grafted" ]
    "a model of another task than the training takes",
    """
tasks: { way: { kind: hike } }
architectures: { small: { kind: net } }
trainings:
  standard: { kind: drill }
  grafted: { kind: graft, from: fly }
models:
  fly: { task: way, architecture: small, training: standard }
  bee: { task: way, architecture: small, training: grafted }
""",
    [
        "7:33 SPN2008 expected a task of kind walk, but 'fly' solves 'way' of kind hike"
    ]
]

[<Tests>]
let tests =
    testList "mistakes inside values" [
        for name, text, expected in mistakes do
            test name { Expect.equal (Toys.problems (text.TrimStart '\n')) expected name }
    ]
