import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSearchText } from './search-text.ts'

test('a search text is read as what a clerk means', () => {
  const cases = {
    '11010519491231002x': { kind: 'id_number', value: '11010519491231002X' },
    '138 0013 8000': { kind: 'phone', value: '13800138000' },
    'Zhang San': { kind: 'pinyin', value: 'zhangsan' },
    "xi'an": { kind: 'pinyin', value: 'xian' },
    lü: { kind: 'pinyin', value: 'lv' },
    zs: { kind: 'pinyin', value: 'zs' },
    张三: { kind: 'text', value: '张三' },
    '110105194912310021': { kind: 'text', value: '110105194912310021' },
    '12号': { kind: 'text', value: '12号' },
  }
  for (const [text, meant] of Object.entries(cases)) assert.deepEqual(readSearchText(text), meant)
})
