#!/usr/bin/env node
/** Runs a TypeScript file of the repository on a Node that can: `node bin/run.mjs bench/main.ts --rows 10000`. */
import { resolve } from 'node:path'
import { launch, LauncherError, runTypeScript } from './runtime.mjs'
import { messages } from './messages.mjs'

await launch(async () => {
  const [file, ...args] = process.argv.slice(2)
  if (file === undefined) throw new LauncherError(messages.noScript())
  await runTypeScript(resolve(file), args)
})
