#!/usr/bin/env node
/** `npm test`: every check and every test. */
import { join } from 'node:path'
import { launch, root, runTypeScript } from './runtime.mjs'

await launch(() => runTypeScript(join(root, 'scripts', 'test', 'main.ts'), process.argv.slice(2)))
