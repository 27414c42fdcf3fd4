#!/usr/bin/env node
/** The command line `yiwang`. */
import { launch, runProgram } from './runtime.mjs'

await launch(() => runProgram(process.argv.slice(2)))
