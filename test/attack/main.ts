/** `npm run attack`: what is sent to a house that means harm, and whether it stands. */
import { parseArgs } from 'node:util'
import { fuzz } from './fuzz/command.ts'

const usage = `npm run attack -- fuzz [--requests 50000] [--seed 1] [--limit 30] [--only 17,40]

fuzz   sends malformed requests, made from /api/openapi.json and the seed, to a house in a process of its own. It
       stands if nothing is answered with 5xx, nothing takes longer than the limit (seconds), nothing of how it is made
       is told, the process stays up and grows no more than a little, and what others put in is as it was.
--only   sends these requests of the seed again, one after the other

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
    },
  })
  const print = (line: string) => void process.stdout.write(`${line}\n`)
  if (positionals[0] !== 'fuzz') {
    print(usage)
    return 2
  }
  const stood = await fuzz({
    requests: Number(values.requests),
    seed: Number(values.seed),
    only: values.only === '' ? [] : values.only.split(',').map(Number),
    limitMs: Number(values.limit) * 1000,
    print,
  })
  return stood ? 0 : 1
}

process.exitCode = await main()
