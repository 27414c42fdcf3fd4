import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compressedFiles } from './scripts/compressed-files-plugin.ts'
import { fieldWorker } from './scripts/field-worker-plugin.ts'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/**
 * The four faces are one build, split by route. Nothing is inlined into the page (strict CSP), no file comes from
 * another host, and every file name but the page's carries a hash of its content.
 */
export default defineConfig({
  root: here('./src/main'),
  publicDir: false,
  plugins: [react(), fieldWorker(), compressedFiles()],
  // The map's worker is a module like everything else.
  worker: { format: 'es' },
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    // Inlining a polyfill would need a script in the page; every browser of the target preloads modules by itself.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1200,
    sourcemap: false,
    rolldownOptions: {
      input: {
        index: here('./src/main/index.html'),
        'field-worker': here('./src/main/web/field/field-worker.ts'),
      },
      output: {
        // Where a worker lies says what it may answer for, so this one lies at the top, always under one name.
        entryFileNames: ({ name }) => (name === 'field-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
        // The schema library stands in one piece with its setting, which must be made before any schema is.
        codeSplitting: { groups: [{ name: 'schemas', test: /node_modules\/zod\/|without-eval\.ts$/ }] },
      },
    },
  },
})
