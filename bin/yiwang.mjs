#!/usr/bin/env node
/** The command line `yiwang`. */
import { join } from 'node:path'
import { launch, root, runTypeScript } from './runtime.mjs'

await launch(() =>
  runTypeScript(join(root, 'src', 'main', 'cli.ts'), process.argv.slice(2), { development: false }),
)
