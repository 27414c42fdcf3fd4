/**
 * Runs test files in this process and writes a line for each finished test:
 * `node scripts/test/run-files.ts <lines file> <seconds a test may take> <test files>`.
 * Not `node --test`, whose flags a test's own child processes would inherit.
 */
import { createWriteStream } from 'node:fs'
import { resolve } from 'node:path'
import { run } from 'node:test'
import report from './reporter.ts'

const [destination = '', seconds = '', ...files] = process.argv.slice(2)
const events = run({
  files: files.map((file) => resolve(file)),
  isolation: 'none',
  timeout: Number(seconds) * 1000,
})
events.on('test:fail', ({ todo }) => {
  if (todo === undefined || todo === false) process.exitCode = 1
})
events.compose(report).pipe(createWriteStream(destination))
