#!/usr/bin/env node
/** `npm start`: everything that is missing, then the server. */
import { join } from 'node:path'
import { launch, root, runTypeScript } from './runtime.mjs'
import { ensureWeb } from './web-build.mjs'

await launch(() =>
  runTypeScript(join(root, 'src', 'main', 'cli.ts'), ['serve', ...process.argv.slice(2)], {
    development: false,
    before: ensureWeb,
  }),
)
