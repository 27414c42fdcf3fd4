/** The tidiness of the repository beyond what types, lint and boundaries see; `test/tidy.test.ts` runs it. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { checkDocuments, type Known } from './document-rules.ts'
import { checkMessages } from './message-rules.ts'
import { checkMigrations } from './migration-rules.ts'
import { parseSource, readSources, type SourceFile } from './sources.ts'
import type { Violation } from './violation.ts'
import { checkCode, checkSqlTexts, checkWords } from './word-rules.ts'

/** The rules themselves and their proofs name the words they look for. */
const ownFiles = /^(scripts\/test\/(word-rules|message-rules|runner\.test)|test\/tidy\.test)/

/** Versions are pinned, so that every machine installs the same. */
function checkVersions(file: SourceFile): Violation[] {
  const { dependencies = {}, devDependencies = {} } = JSON.parse(file.text) as Record<
    string,
    Record<string, string>
  >
  return Object.entries({ ...dependencies, ...devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))
    .map(([name, version]) => ({
      rule: 'exact_version',
      path: file.path,
      line: 1,
      detail: `${name} is pinned to no version: ${version}`,
    }))
}

export function checkTidiness(files: readonly SourceFile[], known: Known): Violation[] {
  const ofKind = (pattern: RegExp) => files.filter(({ path }) => pattern.test(path))
  const parsed = ofKind(/\.(ts|tsx|mjs)$/)
    .filter(({ path }) => !ownFiles.test(path))
    .map(parseSource)
  return [
    ...checkDocuments(files, known),
    ...checkMigrations(ofKind(/\.sql$/)),
    ...ofKind(/\.(ts|tsx|mjs|css|html|sql|md|json)$/)
      .filter(({ path }) => !ownFiles.test(path) && !path.startsWith('data/'))
      .flatMap(checkWords),
    ...parsed.flatMap(checkCode),
    ...ofKind(/^src\/.*\.sql$/).flatMap(checkSqlTexts),
    ...checkMessages(parsed),
    ...ofKind(/^package\.json$/).flatMap(checkVersions),
  ]
}

const left = new Set(['node_modules', 'dist', '.git', '.yiwang', '.cache'])

function listPaths(root: string, folder: string, paths: Set<string>): Set<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    if (left.has(entry.name)) continue
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    paths.add(path)
    if (entry.isDirectory()) listPaths(root, path, paths)
  }
  return paths
}

export function checkRepositoryTidiness(root: string): Violation[] {
  const endings = ['.ts', '.tsx', '.mjs', '.css', '.html', '.sql', '.md']
  const inFolders = readSources(root, ['src', 'test', 'scripts', 'bench', 'bin', 'data'], endings)
  const atRoot = readdirSync(root)
    .filter((name) => name.endsWith('.md') || name === 'package.json')
    .map((path): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  const manifest = atRoot.find(({ path }) => path === 'package.json')
  const scripts = manifest ? (JSON.parse(manifest.text) as { scripts: Record<string, string> }).scripts : {}
  return checkTidiness([...inFolders, ...atRoot], {
    paths: listPaths(root, '', new Set()),
    scripts: new Set(Object.keys(scripts)),
  })
}
