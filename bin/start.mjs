#!/usr/bin/env node
/** `npm start`: everything that is missing, then the server. */
import { launch, runProgram } from './runtime.mjs'
import { ensureWeb } from './web-build.mjs'

await launch(() => runProgram(['serve', ...process.argv.slice(2)], { before: ensureWeb }))
