export { FileKeeping, Removals, ScanState } from './model/keeping.ts'
