/** `npm run attack`: what is sent to a house that means harm, and whether it stands. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz/command.ts'
import { patterns } from './patterns/command.ts'
import { suite } from './suite.ts'

const usage = `npm run attack -- suite [WORD…]
npm run attack -- patterns
npm run attack -- fuzz [--requests 50000] [--seed 1] [--limit 30] [--only 17,40]

suite     runs the tests of every attack, or of those whose name has a word, and prints for each whether it was held or
          found something; each place is tried with every text, and who sends by drops is waited for, so that it takes
          some minutes longer than the same tests do among the others. Scripts are tried in Chromium, where there is one.
patterns  finds every regular expression of the program by its syntax tree, counts the steps that a matcher takes for
          inputs made from the pattern itself to slow it, and names each for which twice the input takes more than three
          times the steps. It counts and watches no clock: the same on every machine.
fuzz      sends malformed requests, made from /api/openapi.json and the seed, to a house in a process of its own. It
          stands if nothing is answered with 5xx, nothing takes longer than the limit (seconds), nothing of how it is
          made is told, the process stays up and grows no more than a little, and what others put in is as it was.
--only    sends these requests of the seed again, one after the other

DATABASE_URL names the PostgreSQL to use (its user must be allowed to create databases); without it the embedded
database is used.`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2),
    allowPositionals: true,
    options: {
      requests: { type: 'string', default: '50000' },
      seed: { type: 'string', default: '1' },
      limit: { type: 'string', default: '30' },
      only: { type: 'string', default: '' },
      help: { type: 'boolean', default: false },
    },
  })
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  const stood = (yes: boolean) => (yes ? 0 : 1)
  const root = join(import.meta.dirname, '../..')
  switch (values.help ? 'help' : positionals[0]) {
    case 'suite':
      return stood(await suite(root, positionals.slice(1), print))
    case 'patterns':
      return stood(patterns(root, print))
    case 'fuzz': {
      const only = values.only === '' ? [] : values.only.split(',').map(Number)
      const limitMs = Number(values.limit) * 1000
      const asked = { requests: Number(values.requests), seed: Number(values.seed), only, limitMs, print }
      return stood(await fuzz(asked))
    }
    default:
      print(usage)
      return values.help ? 0 : 2
  }
}

process.exitCode = await main()
