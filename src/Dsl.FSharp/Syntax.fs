module Spindle.Dsl.Syntax
let placeholder = 0
