import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameKeys } from './name-keys.ts'

test('names get their pinyin and initials', () => {
  assert.deepEqual(nameKeys('张三'), { pinyin: 'zhangsan', initials: 'zs' })
  assert.deepEqual(nameKeys('欧阳谷雨'), { pinyin: 'ouyangguyu', initials: 'oygy' })
  assert.deepEqual(nameKeys('吕绿'), { pinyin: 'lvlv', initials: 'll' })
})

test('a surname is read as one', () => {
  assert.equal(nameKeys('曾白露').pinyin, 'zengbailu')
  assert.equal(nameKeys('单小满').pinyin, 'shanxiaoman')
})

test('what is not Chinese stays, without punctuation', () => {
  assert.deepEqual(nameKeys('阿依·Aisha 2'), { pinyin: 'ayiaisha2', initials: 'ayaisha2' })
  assert.deepEqual(nameKeys('·'), { pinyin: '', initials: '' })
})

test('a number stands in the pinyin as it stands in the name, whatever is before and after it', () => {
  const parts = ['第', '长', '零', '一', 'A', 'z', '-', '.', ' ', '号', '①', '７', '']
  for (const number of ['1024', '007', '7777', '20261123']) {
    for (const before of parts) {
      for (const after of parts) {
        assert.ok(
          nameKeys(`${before}${number}${after}`).pinyin.includes(number),
          `${before}${number}${after}`,
        )
      }
    }
  }
})
