import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin, Rolldown } from 'vite'
import { en } from '../src/main/web/field/messages.en.ts'
import { zhCN } from '../src/main/web/field/messages.zh-CN.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const iconSizes = ['192', '512', 'maskable-512'] as const

/** Installed, the field face is called by the product's name in the language in which it was installed. */
const manifestIn = (lang: string, texts: typeof en) => ({
  id: '/m',
  name: texts['field.app'],
  short_name: texts['field.app'],
  description: texts['field.app.what'],
  lang,
  start_url: '/m',
  scope: '/m',
  display: 'standalone',
  orientation: 'portrait',
  theme_color: '#0F6B6B',
  background_color: '#FFFFFF',
  icons: iconSizes.map((name) => ({
    src: `/field-icons/${name}.png`,
    sizes: name === '192' ? '192x192' : '512x512',
    type: 'image/png',
    purpose: name === 'maskable-512' ? 'maskable' : 'any',
  })),
})
const manifests: Readonly<Record<string, string>> = {
  'manifest.webmanifest': JSON.stringify(manifestIn('zh-CN', zhCN)),
  'manifest.en.webmanifest': JSON.stringify(manifestIn('en', en)),
}

type Chunk = Rolldown.OutputChunk
type WithStyles = Chunk & { viteMetadata?: { importedCss: Set<string>; importedAssets: Set<string> } }

const isDoor = (module: string) => /\/src\/platforms\/[^/]+\/web\.tsx$/.test(module)
const isField = (module: string) => /\/(web\/field|kernel\/offline)\//.test(module)

/**
 * The files that the field face needs without a network: the entry, the platforms' doors, the field pages, and whatever
 * these load. What other faces load is none of it.
 */
function filesOf(chunks: ReadonlyMap<string, Chunk>, entry: Chunk): Set<string> {
  const found = new Set<string>()
  const add = (name: string): void => {
    const chunk = chunks.get(name)
    if (!chunk || found.has(name)) return
    found.add(name)
    const { viteMetadata } = chunk as WithStyles
    for (const file of [...(viteMetadata?.importedCss ?? []), ...(viteMetadata?.importedAssets ?? [])])
      found.add(file)
    for (const other of chunk.imports) add(other)
    for (const other of chunk.dynamicImports) {
      const module = chunks.get(other)?.facadeModuleId ?? ''
      if (isDoor(module) || isField(module)) add(other)
    }
  }
  add(entry.fileName)
  return found
}

/** Writes the manifests and their icons, and tells the field face's worker of which files this build is made. */
export function fieldWorker(): Plugin {
  return {
    name: 'yiwang-field-worker',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const chunks = new Map<string, Chunk>()
      for (const file of Object.values(bundle)) if (file.type === 'chunk') chunks.set(file.fileName, file)
      const worker = chunks.get('field-worker.js')
      const entry = [...chunks.values()].find((chunk) => chunk.isEntry && chunk !== worker)
      if (!worker || !entry) throw new Error('the build lacks the field worker or the entry')
      if (worker.imports.length > 0) throw new Error('the field worker must stand in one file')
      const icons = iconSizes.map((name) => `field-icons/${name}.png`)
      for (const name of icons)
        this.emitFile({
          type: 'asset',
          fileName: name,
          source: readFileSync(here(`../src/main/web/field/icons/${name.slice(12)}`)),
        })
      for (const [fileName, source] of Object.entries(manifests))
        this.emitFile({ type: 'asset', fileName, source })
      const files = [...filesOf(chunks, entry), ...Object.keys(manifests), ...icons]
        .sort()
        .map((name) => `/${name}`)
      const version = createHash('sha256').update(files.join('\n'))
      for (const text of [...Object.values(manifests), worker.code]) version.update(text)
      const build = { version: version.digest('hex').slice(0, 16), entry: entry.fileName, files }
      worker.code = `const fieldBuild=${JSON.stringify(build)};${worker.code}`
    },
  }
}
