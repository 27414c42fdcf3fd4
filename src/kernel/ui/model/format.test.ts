import assert from 'node:assert/strict'
import test from 'node:test'
import './messages.ts'
import { formatDate, formatFen, formatSize, formatSpan, formatWan } from './format.ts'

test('amounts are shown in ten thousands, and in hundred millions from 10,000 of them', () => {
  assert.equal(formatWan(9999.999, 'zh-CN'), '10,000 万元')
  assert.equal(formatWan(3704, 'zh-CN'), '3,704 万元')
  assert.equal(formatWan(128_500, 'zh-CN'), '12.85 亿元')
  assert.equal(formatWan(100_000, 'zh-CN'), '10 亿元')
  assert.equal(formatWan(0.5, 'zh-CN'), '0.5 万元')
})

test('the same amounts read as millions and billions in English', () => {
  assert.equal(formatWan(128_500, 'en'), '¥1.29 bn')
  assert.equal(formatWan(3704, 'en'), '¥37.04 m')
})

test('stored fen are exact in ten thousands', () => {
  assert.equal(formatFen(3_704_000_000, 'zh-CN'), '3,704 万元')
})

test('dates keep the precision they are known to, and stand on the clock of the offices', () => {
  assert.equal(formatDate('2019-06'), '2019-06')
  assert.equal(formatDate('2026-11-20'), '2026-11-20')
  assert.equal(formatDate('2026-11-20T16:30:00Z'), '2026-11-21')
  assert.equal(formatDate('2026-11-20T16:30:00Z', true), '2026-11-21 00:30')
  assert.equal(formatDate('not a date'), 'not a date')
})

test('spans use the largest unit that says something', () => {
  assert.equal(formatSpan(5 * 60_000, 'en'), '5 minutes')
  assert.equal(formatSpan(-3 * 3_600_000, 'zh-CN'), '3 小时')
  assert.equal(formatSpan(5 * 86_400_000, 'zh-CN'), '5 天')
})

test('sizes are rounded to one decimal', () => {
  assert.equal(formatSize(512, 'en'), '512 B')
  assert.equal(formatSize(1_572_864, 'en'), '1.5 MB')
})
