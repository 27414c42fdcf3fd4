/**
 * Who may import whom, and what each room may hold. Run alone it prints every violation and exits 1:
 * `node scripts/test/boundaries.ts`. ARCHITECTURE.md says why the house is built this way.
 */
import { pathToFileURL } from 'node:url'
import { checkContent } from './content-rules.ts'
import { checkImports } from './import-rules.ts'
import { checkNames } from './name-rules.ts'
import { parseSource, readSources, type SourceFile } from './sources.ts'
import type { Violation } from './violation.ts'

/** Every violation in a set of files; paths are relative to the repository. */
export function checkBoundaries(files: readonly SourceFile[]): Violation[] {
  const names = files.flatMap((file) => checkNames(file.path))
  const parsed = files.filter((file) => /\.tsx?$/.test(file.path)).map(parseSource)
  const unreadable = parsed.flatMap((file) =>
    file.faults.map((detail): Violation => ({ rule: 'syntax', path: file.path, line: 1, detail })),
  )
  return [...names, ...unreadable, ...checkImports(parsed), ...parsed.flatMap(checkContent)]
}

export function checkRepository(root: string): { violations: Violation[]; files: number } {
  const files = readSources(root, ['src', 'test', 'scripts', 'bench'], ['.ts', '.tsx', '.css', '.sql'])
  return { violations: checkBoundaries(files), files: files.length }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { violations, files } = checkRepository(process.cwd())
  for (const { path, line, rule, detail } of violations) console.log(`${path}:${line} ${rule}: ${detail}`)
  console.log(`${files} files, ${violations.length} violations`)
  process.exitCode = violations.length > 0 ? 1 : 0
}
