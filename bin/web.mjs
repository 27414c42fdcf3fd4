#!/usr/bin/env node
/** Builds the web pages when they are missing or their sources changed, and nothing else. */
import { ensurePackages, findRuntime, launch } from './runtime.mjs'
import { ensureWeb } from './web-build.mjs'

await launch(async () => {
  const node = await findRuntime()
  await ensurePackages({ development: false })
  await ensureWeb(node)
})
