import { readSources } from '../../../scripts/test/sources.ts'

/** Every page that the program declares, as its address is written there. */
export function declaredPages(root: string): string[] {
  const found = new Set<string>()
  for (const { path, text } of readSources(root, ['src'], ['.ts', '.tsx'])) {
    if (/\.test\.tsx?$/.test(path) || !path.includes('/web')) continue
    for (const [, page = ''] of text.matchAll(
      /(?:\bpath: |\bpage\()'(\/(?!api\b)[\w/$-]*)'(?=[^]{0,80}?(?:component|face|\(\) =>))/g,
    ))
      found.add(page)
  }
  return [...found].toSorted()
}
