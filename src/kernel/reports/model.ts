export type { Block, Fact, Paper } from './model/paper.ts'
